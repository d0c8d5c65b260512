import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import type { Reach, Way } from '../community/member-edit.service.js';
import type { Seen } from '../kernel/http/seen.js';
import { msg, type Msg } from '../kernel/language/message.js';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { cityOf, regions, zoneLabel, zonesAt, type Region } from '../kernel/language/zones.js';
import type { Say } from '../kernel/language/say.js';
import { PageRequest } from '../kernel/ui/render.js';
import { Select } from '../kernel/ui/select.js';
import { Shell } from '../kernel/ui/shell.js';
import { link } from '../kernel/ui/tags.js';
import type { Scene } from '../rollout/scene.js';

/** Languages in their own words. */
export const spokenLanguages = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
  { value: 'fr', label: 'Français' },
  { value: 'es', label: 'Español' },
  { value: 'pt', label: 'Português' },
];

const ways: Record<Way, Msg> = {
  email: msg('By e-mail'),
  person: msg('A person tells me'),
  here: msg('I’ll look here'),
};

/** What the form shows of what is stored. In English, and said in the reader’s language where it is told. */
export const ownReachSeen = ({ way, language, timeZone }: Reach): Seen => ({
  [msg('How we tell you things')]: ways[way],
  [msg('Your language')]: spokenLanguages.find(({ value }) => value === language)?.label ?? language ?? '',
  [msg('Your time zone')]: timeZone === null ? '' : cityOf(timeZone),
});

export interface ReachPageProps {
  path: string;
  scene: Scene;
  reach: Reach;
  form: FormState;
  /** Sent to the known address; with it no words are asked for. */
  key: string | undefined;
  said: string | null;
  /** The zone of the move. */
  moves: string;
  /** Of which they want to see the cities. */
  region: Region | undefined;
}

/** A member's own: language, zone, how we reach them. The address itself is never shown: links get passed on. */
export function ReachPage(props: ReachPageProps): VNode {
  const { path, scene, reach, form, key, said } = props;
  const { say, responsible, contact } = scene;
  const values = { language: reach.language, timeZone: reach.timeZone, way: reach.way, ...form.values };
  const filled = { ...form, values };
  const known = reach.email !== null || reach.waiting !== null;
  return (
    <Shell title={say('How we reach you')} say={say} narrow problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      {said && <p role="status">{said}</p>}
      <h1>{say('My language, and how you reach me')}</h1>
      <p class="answer">{now(say, reach)}</p>
      <ActForm action={`${path}/reach`} seen={ownReachSeen(reach)}>
        <Choices
          name="way"
          legend={say('How shall we tell you things?')}
          options={[
            { value: 'email', label: say(ways.email) },
            { value: 'person', label: say(ways.person) },
            { value: 'here', label: say(ways.here), hint: say('Everything stands on your page.') },
          ]}
          form={filled}
        />
        <Choices
          name="language"
          legend={say('Which language do you like best?')}
          hint={say('We write it where we can. Where we cannot, it is English.')}
          options={spokenLanguages}
          form={filled}
        />
        <OwnZone {...props} form={filled} />
        <Button>{say('Keep this')}</Button>
      </ActForm>
      <h2>{say(known ? 'A new e-mail address, or none any more' : 'A new e-mail address')}</h2>
      <p>
        {say(
          'We write to the new one once and ask. Say yes there, and from then on we write to it alone. Until then nothing changes.',
        )}
      </p>
      {known && (
        <p>
          {say(
            'You want no e-mail any more? We forget the address at once. What you must know is told to you by a person, or stands here.',
          )}
        </p>
      )}
      <ActForm action={`${path}/reach/address`}>
        <Field name="email" type="email" label={say('The new address')} autocomplete="email" form={form} />
        {key === undefined ? (
          <Field
            name="words"
            label={say('Your four words')}
            hint={say('Links get passed on. So a second thing is asked before an address changes or goes.')}
            autocomplete="off"
            form={form}
          />
        ) : (
          <input type="hidden" name="key" value={key} />
        )}
        <div class="alike">
          <Button quiet>{say('Ask at this address')}</Button>
          {known && (
            <button type="submit" class="quiet" formAction={`${path}/reach/forget#problem`}>
              {say('Forget my e-mail address')}
            </button>
          )}
        </div>
      </ActForm>
      {key === undefined && reach.email !== null && (
        <p>
          {say.rich('You have no words? <a>Have a key sent to the address that we know</a>.', {
            a: link(`${path}/data`),
          })}
        </p>
      )}
      <p>{say('Your name is wrong? Tell {responsible}, {contact}.', { responsible, contact })}</p>
      <p>
        <a href={path}>{say('Back to my page')}</a>
      </p>
    </Shell>
  );
}

const regionWords: Record<Region, Msg> = {
  Africa: msg('Africa'),
  America: msg('America'),
  Antarctica: msg('Antarctica'),
  Arctic: msg('The Arctic'),
  Asia: msg('Asia'),
  Atlantic: msg('The Atlantic'),
  Australia: msg('Australia'),
  Europe: msg('Europe'),
  Indian: msg('The Indian Ocean'),
  Pacific: msg('The Pacific'),
};

/** All cities of the world would be as heavy as a page may be: those of a region come when they are asked for. */
function OwnZone({ scene: { say }, path, form, key, moves, region }: ReachPageProps): VNode {
  const { now: at } = useContext(PageRequest);
  const { timeZone } = form.values;
  const cities = region ? zonesAt(at).get(region)! : [];
  const own =
    typeof timeZone === 'string' && timeZone !== '' && cities.every(({ id }) => id !== timeZone)
      ? [{ id: timeZone, label: zoneLabel(timeZone, at) }]
      : [];
  const carried = key === undefined ? '' : `&key=${key}`;
  return (
    <>
      <Select
        name="timeZone"
        label={say('Your time zone')}
        hint={say(region ? 'Choose your city here.' : 'We write at no hour of your night.')}
        options={[
          { value: '', label: say('{zone}, as the move', { zone: zoneLabel(moves, at) }) },
          ...[...own, ...cities].map(({ id, label }) => ({ value: id, label })),
        ]}
        form={form}
      />
      <details>
        <summary>{say('You live by other clocks?')}</summary>
        <p>{say('Choose where. This page opens anew, with the cities of there. Then choose the rest.')}</p>
        <ul>
          {regions.map((one) => (
            <li key={one}>
              <a href={`${path}/reach?region=${one}${carried}#field-timeZone`}>{say(regionWords[one])}</a>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function now(say: Say, { way, email, waiting }: Reach): string {
  const first = {
    email: say('We write to you by e-mail.'),
    person: say('A person tells you what you must know.'),
    here: say('You look here for what is new.'),
  }[way];
  const also = waiting ? say('A new address waits for its yes: look into its mail.') : '';
  const none = email === null && waiting === null ? say('We know no address of yours.') : '';
  return [first, also, none].filter(Boolean).join(' ');
}

import type { VNode } from 'preact';
import { asSeen } from '../kernel/http/seen.js';
import { ActForm, Button, Field, type FormState } from '../kernel/ui/forms.js';
import { InLanguage } from '../kernel/ui/in-language.js';
import { SUBJECT_LENGTH } from '../notices/subject.rules.js';
import { POST_ROOM } from '../notices/post.rules.js';
import { playSeen, typedWords, type OurWords } from './play.form.js';
import type { Language } from '../kernel/language/language.rules.js';
import type { PlayView } from './play-approvals.service.js';
import { isWordless, type Read } from './play-wording.service.js';
import { playPath } from './lead-nav.js';
import { playRow } from './playbook.js';
import { speaks } from './plays.js';
import { fields, MOST_WORDS } from './rewording.rules.js';

/** On or off, and why it may not be switched off. */
export function Switch({ view }: { view: PlayView }): VNode {
  const { rollout, play, setting } = view;
  const off = setting?.off === true;
  if (playRow(play).fixed)
    return (
      <p class="note">
        This cannot be switched off: the rollout stands on it.
        {speaks(playRow(play)) && ' Its words can be yours.'}
      </p>
    );
  return (
    <ActForm action={`${playPath(rollout.id, play)}/switch`}>
      <input type="hidden" name="seen" value={asSeen(playSeen(setting))} />
      <Button quiet name="off" value={off ? 'no' : 'yes'}>
        {off ? 'Switch it on' : 'Switch it off'}
      </Button>
      <p class="hint">
        {off
          ? 'Whatever it would do from today on comes onto the agenda.'
          : 'What it has planned leaves the agenda. You can switch it on again.'}
      </p>
    </ActForm>
  );
}

/** Whether a lead can change anything of it: its words, where it has some, or its day and hour. */
export const changeable = (play: PlayView['play']): boolean => speaks(playRow(play)) || !playRow(play).fixed;

/** A play in a lead's own words, looked at as it arrives before it is kept. */
export function OwnWords(props: {
  view: PlayView;
  ours: OurWords;
  form: FormState;
  /** In which it is shown above. */
  language?: Language | undefined;
}): VNode {
  const { view, ours, form, language } = props;
  const { rollout, play, setting } = view;
  const row = playRow(play);
  const shown = { ...form, values: { ...typedWords(setting, ours), ...form.values } };
  return (
    <section class="stack">
      <h2>Change it</h2>
      <ActForm action={`${playPath(rollout.id, play)}/words`}>
        <input type="hidden" name="seen" value={asSeen(playSeen(setting))} />
        {speaks(row) && (
          <>
            <input type="hidden" name="ourSubject" value={ours.subject} />
            <input type="hidden" name="ourBody" value={ours.body} />
            {language && <input type="hidden" name="language" value={language} />}
            {ours.body !== '' && !setting?.reworded && (
              <p class="hint">
                The fields hold our words, as they are today. What you change is yours: days and names in it
                then stay as you left them.
              </p>
            )}
            {row.purpose !== null && (
              <Field
                name="subject"
                label="Subject in your words"
                hint={`At most ${SUBJECT_LENGTH} characters. Empty: ours.`}
                form={shown}
              />
            )}
            <Field
              name="body"
              label="What it says, in your words"
              hint={bodyHint(row.posts !== null)}
              rows={8}
              form={shown}
            />
          </>
        )}
        {!row.fixed && (
          <>
            <Field
              name="movedDays"
              type="number"
              label="Days later"
              hint="With a minus for earlier; 0 for its own day."
              form={shown}
            />
            <Field name="hour" type="time" label="Hour" hint={`Empty: ${row.hour}.`} form={shown} />
          </>
        )}
        {speaks(row) && (
          <Button quiet name="act" value="look">
            Look at it as it arrives
          </Button>
        )}
        {speaks(row) && row.purpose !== null && (
          <Button quiet name="act" value="test">
            Send it to me only
          </Button>
        )}
        <Button name="act" value="keep">
          Keep it so
        </Button>
        {rollout.state !== 'draft' && (
          <p class="hint">After that it waits until a lead approves it, with one press.</p>
        )}
      </ActForm>
    </section>
  );
}

const bodyHint = (posted: boolean): string =>
  posted
    ? `An empty line begins a new paragraph. It is posted too: at most ${POST_ROOM} characters, nothing in braces. Empty: ours.`
    : `An empty line begins a new paragraph. In braces: ${fields.map((name) => `{${name}}`).join(', ')}. At most ${MOST_WORDS} words with greeting and footer. Empty: ours.`;

/** A whole message as somebody gets it who hears from us for the first time. */
export function AsItArrives({ read, at }: { read: Read; at: string }): VNode | null {
  const { message, said } = read;
  if (isWordless(read)) return null;
  return (
    <section class="stack">
      <h2>As it arrives</h2>
      {message && (
        <>
          <p>
            To {said.people === 1 ? '1 person' : `${said.people} people`}, as things stand: {said.ways.email}{' '}
            by e-mail, {said.ways.byHand} told in person, {said.ways.ownPage} on their own page.
          </p>
          <p class="aside">
            {message.words} words of {MOST_WORDS}, for somebody called Kim who never heard from us.
          </p>
          <InLanguage language={said.language} at={(other) => `${at}?language=${other}`} />
          <div class="note stack" lang={said.language}>
            <h3>{message.subject}</h3>
            {message.text.split(/\n{2,}/).map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
        </>
      )}
      {said.posts.length > 0 && (
        <>
          <p>Posted in {said.posts.map(({ place }) => place).join(' and ')}:</p>
          <p class="note">{said.posts[0]!.short}</p>
        </>
      )}
    </section>
  );
}

import type { VNode } from 'preact';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Select } from '../kernel/ui/select.js';
import { Shell } from '../kernel/ui/shell.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { leadPath, pagesOf } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { helperPath } from './helpers.pages.js';
import { participantPath } from './participants.pages.js';
import type { OneParticipant } from './participant.queries.js';
import { stages } from './participants.rules.js';
import { wavePath } from './waves.pages.js';
import type { WaveView } from './waves.views.js';

export interface ParticipantProps {
  rollout: Rollout;
  one: OneParticipant;
  /** Participation → name. */
  helpers: ReadonlyMap<string, string>;
  /** Those that have not gone out. */
  ahead: WaveView[];
  form: FormState;
}

/** Somebody in this move: how they stand, their wave, their helper, and whether they count. */
export function ParticipantPage(props: ParticipantProps): VNode {
  const { rollout, one, form } = props;
  const here = participantPath(rollout.id, one.participationId);
  return (
    <Shell
      title={one.name}
      within={rollout.name}
      nav={pagesOf(rollout.id, 'people')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>{one.name}</h1>
      <p class="answer">{answer(one)}</p>
      <p>
        <a href={`/roster/people/${one.memberId}`}>What we hold about them, and their link</a> ·{' '}
        <a href={`/roster/people/${one.memberId}/left`}>They have left</a> ·{' '}
        <a href={`/roster/people/${one.memberId}/delete`}>They want to be deleted</a> ·{' '}
        <a href={leadPath(rollout.id, 'people')}>Everybody</a>
      </p>
      <TheirWave {...props} here={here} />
      <TheirHelper {...props} here={here} />
      <Helping rollout={rollout} one={one} here={here} />
      <Counting one={one} form={form} here={here} />
    </Shell>
  );
}

function answer({ stage, arrivedOn, invitedOn, helper, pilot }: OneParticipant): string {
  const when =
    stage === 'come' && arrivedOn
      ? `Came on ${spokenDay(arrivedOn)}.`
      : invitedOn
        ? `${stages[stage]}. Invited on ${spokenDay(invitedOn)}.`
        : `${stages[stage]}.`;
  const first = pilot ? ' They try it first.' : '';
  return `${when}${first} ${helper ? `${helper.name} helps them.` : 'Nobody helps them yet.'}`;
}

type Part = ParticipantProps & { here: string };

function TheirWave({ rollout, one, ahead, here }: Part): VNode | null {
  if (one.arrivedOn) return null;
  const { wave, invitedOn, pilot } = one;
  if (invitedOn)
    return (
      <section>
        <h2>Their invitation</h2>
        <p>Saying it again sends the same invitation with the same link. It stays open for two more weeks.</p>
        <ActForm action={`${here}/again`}>
          <Button quiet>Invite them again</Button>
        </ActForm>
      </section>
    );
  const others = ahead.filter(({ number }) => number !== wave);
  return (
    <section>
      <h2>Their wave</h2>
      <p>
        {wave === null ? (
          'They come into a wave by themselves, when the launch opens or once the waves are changed.'
        ) : (
          <>
            They are in <a href={wavePath(rollout.id, wave)}>wave {wave}</a>
            {one.moved ? ', put there by hand.' : '.'}
          </>
        )}
        {pilot && ' Who tries it first goes first.'}
      </p>
      {!pilot && others.length > 0 && (
        <ActForm action={`${wavePath(rollout.id, wave ?? others[0]!.number)}/move`}>
          <input type="hidden" name="people" value={one.participationId} />
          <Select
            name="wave"
            label="Put them into"
            options={[
              { value: '', label: 'Choose a wave' },
              ...others.map(({ number, on }) => ({
                value: String(number),
                label: `Wave ${number}, ${spokenDay(on)}`,
              })),
            ]}
          />
          <Button quiet>Look at what would change</Button>
        </ActForm>
      )}
    </section>
  );
}

function TheirHelper({ one, helpers, form, here }: Part): VNode | null {
  const able = [...helpers].filter(([id]) => id !== one.participationId && id !== one.helper?.id);
  if (able.length === 0 && !one.helper) return null;
  return (
    <section>
      <h2>Their helper</h2>
      <ActForm action={`${here}/helper`}>
        <Select
          name="helper"
          label={one.helper ? `In place of ${one.helper.name}` : 'Who helps them'}
          options={[
            { value: '', label: 'Choose somebody' },
            ...able.map(([id, name]) => ({ value: id, label: name })),
            ...(one.helper ? [{ value: 'leads', label: 'The leads' }] : []),
          ]}
          form={form}
        />
        <Button quiet>Let them help</Button>
      </ActForm>
    </section>
  );
}

function Helping({ rollout, one, here }: Pick<Part, 'rollout' | 'one' | 'here'>): VNode | null {
  if (one.advocate)
    return (
      <section>
        <h2>They help others</h2>
        <p>
          <a href={helperPath(rollout.id, one.participationId)}>Whom they help, and how many they take</a>
        </p>
      </section>
    );
  if (!one.couldHelp) return null;
  return (
    <section>
      <h2>Do they help others?</h2>
      <p>They can say so on their own page. If they told you, note it here; it stands in the record.</p>
      <ActForm action={`${here}/agreed`}>
        <Button quiet>They told me that they would help</Button>
      </ActForm>
    </section>
  );
}

const countedWords = {
  yes: 'They count in adoption: they were active in the old place before the move began.',
  assumed: 'They count in adoption. Nothing is known of their time in the old place, so that is assumed.',
  'taken out': 'They do not count in adoption: they were taken out.',
};

function Counting({ one, form, here }: Pick<Part, 'one' | 'form' | 'here'>): VNode | null {
  return (
    <section>
      <h2>Do they count?</h2>
      <p>{one.counted ? countedWords[one.counted] : 'They do not count in adoption.'}</p>
      <ActForm action={`${here}/baseline`}>
        <Choices
          name="change"
          legend="Was that wrong?"
          options={[
            { value: 'in', label: 'They were active in the old place: count them in' },
            { value: 'out', label: 'They should not count: take them out' },
          ].filter(({ value }) => (value === 'in') === (one.counted === null || one.counted === 'taken out'))}
          form={form}
        />
        <Field
          name="reason"
          label="Why"
          hint="Kept in the record. It can be corrected until the closing day is announced."
          rows={2}
          form={form}
        />
        <Button quiet>Correct it</Button>
      </ActForm>
    </section>
  );
}

import type { VNode } from 'preact';
import type { Temporal } from 'temporal-polyfill';
import { GateList } from '../kernel/ui/gate-list.js';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Banner } from '../kernel/ui/notes.js';
import { Standstill } from './standstill.pages.js';
import { Shell } from '../kernel/ui/shell.js';
import { localDay } from './calendar.rules.js';
import { spokenDate, spokenDay, spokenMoment } from './calendar.words.js';
import type { PauseView, PhaseView } from './course-view.service.js';
import { passes } from './gate.rules.js';
import { leadPath, pagesOf, phasePath, workIn } from './lead-nav.js';
import type { Phase } from './phase.entity.js';
import { phaseDays } from './phase.rules.js';
import { phases } from './phases.js';
import type { Rollout } from './rollout.entity.js';
import type { PhaseKey } from './words.js';

/** What closing brings, and what cannot be undone about it. */
const after: Record<PhaseKey, string> = {
  pilot: 'Its weekly rounds end and the circle is thanked. The soft launch may open on its day.',
  refine:
    'The guides and the charter count as agreed. Once the launch is closed too, the closing day can be announced.',
  launch:
    'Invitations of newcomers, help and pulse go on. The closing day of the old place can be announced.',
  sunset: 'The move is over. What is no longer needed is deleted on its day.',
};

type PhaseProps = PhaseView & { form: FormState };

/** Closing a phase: what it showed, what closing does, and the way past a gate that takes two. */
export function PhasePage({ rollout, phase, closedBy, asked, form }: PhaseProps): VNode {
  const { name } = phases[phase.key];
  const path = phasePath(rollout.id, phase.key);
  const ready = passes(phase.gate);
  return (
    <Shell
      title={name}
      within={rollout.name}
      nav={pagesOf(rollout.id)}
      problem={form.reasons.length > 0}
      side={<WorkHere rollout={rollout} phase={phase.key} />}
    >
      <ErrorSummary form={form} />
      <h1>{name}</h1>
      <Standstill zone={rollout.plan.timeZone} />
      <p class="answer">{phaseAnswer(rollout, phase, ready, closedBy)}</p>
      {phase.openedOn && !phase.closedOn && ready && (
        <section>
          <h2>Close it</h2>
          <p>{after[phase.key]}</p>
          <p>A closed phase is not opened again. Your name and the day stand in the record.</p>
          <ActForm action={`${path}/close`}>
            <Button>Close “{name}”</Button>
          </ActForm>
        </section>
      )}
      <GateList
        title={`What ${name} must show`}
        rows={phase.gate.map(({ state, ...row }) => ({ verdict: state, ...row }))}
        {...(phase.overrideReason &&
          phase.closedOn && {
            override: {
              by: closedBy ?? 'two leads',
              on: spokenDay(phase.closedOn),
              reason: phase.overrideReason,
            },
          })}
      />
      {phase.openedOn && !phase.closedOn && !ready && <Override path={path} asked={asked} form={form} />}
    </Shell>
  );
}

/** What there is to do in this phase, whatever its gate says. */
function WorkHere({ rollout, phase }: { rollout: Rollout; phase: PhaseKey }): VNode {
  return (
    <section>
      <h2>In this phase</h2>
      <ul>
        {workIn(rollout.id, phase).map(({ href, label }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function phaseAnswer(
  { state, plan }: Rollout,
  { openedOn, closedOn, key }: Phase,
  ready: boolean,
  closedBy: string | null,
): string {
  const { name } = phases[key];
  if (closedOn) return `${name} was closed on ${spokenDay(closedOn)}${closedBy ? ` by ${closedBy}` : ''}.`;
  if (!openedOn) {
    const { from, to } = phaseDays(plan, key);
    const days = `from ${spokenDate(from)}${to ? ` to ${spokenDate(to)}` : ', without an end'}`;
    return state === 'draft'
      ? `The move has not begun. ${name} is planned ${days}.`
      : `${name} is not open yet. It is planned ${days}.`;
  }
  return ready
    ? 'Everything that it had to show is there. You can close it.'
    : 'It cannot be closed yet: something that it must show is missing.';
}

function Override({ path, asked, form }: Pick<PhaseProps, 'asked' | 'form'> & { path: string }): VNode {
  return (
    <section>
      <h2>Close it in spite of this</h2>
      {asked && (
        <p class="note">
          {asked.mine ? 'You have' : `${asked.by} has`} asked for a second lead’s yes.{' '}
          <a href={`/yes/${asked.request}`}>{asked.mine ? 'Look at it' : 'Look at it, and answer'}</a>
        </p>
      )}
      {(!asked || asked.mine) && (
        <ActForm action={`${path}/override`}>
          <p>It takes two leads. The reason is shown beside the verdict for good.</p>
          <Field name="reason" label="Why it should be closed all the same" rows={4} form={form} />
          <Button quiet>Ask a second lead</Button>
        </ActForm>
      )}
    </section>
  );
}

export function PausePage({ rollout, waiting, soon, fell, form }: PauseView & { form: FormState }): VNode {
  const path = `/rollouts/${rollout.id}`;
  const { pausedAt } = rollout;
  const zone = rollout.plan.timeZone;
  return (
    <Shell title="Pause" within={rollout.name} nav={pagesOf(rollout.id)} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>{pausedAt ? 'Go on' : 'Pause the move'}</h1>
      <Standstill zone={rollout.plan.timeZone} />
      {pausedAt ? (
        <>
          <p class="answer">
            Paused since {spokenMoment(pausedAt, zone)}. {waiting}{' '}
            {waiting === 1 ? 'message waits' : 'messages wait'}.
          </p>
          {fell.length > 0 ? (
            <NewDayFirst rollout={rollout} fell={fell} />
          ) : (
            <GoOn path={path} pausedAt={pausedAt} zone={zone} form={form} />
          )}
        </>
      ) : (
        <>
          <p class="answer">
            Nothing is said to anybody while it is paused. {soon} {soon === 1 ? 'thing' : 'things'} of the
            next 7 days would wait.
          </p>
          <p>Answers, help that was promised, measuring and people’s own pages go on.</p>
          <ActForm action={`${path}/pause`}>
            <Field
              name="reason"
              label="Why"
              hint="The other leads read it in the record."
              rows={3}
              form={form}
            />
            <Button>Pause the move</Button>
          </ActForm>
        </>
      )}
    </Shell>
  );
}

/** The old place did not close, or not everybody was told in time: a later day is named before anything goes on. */
function NewDayFirst({ rollout, fell }: { rollout: Rollout; fell: string[] }): VNode {
  return (
    <>
      <Banner kind="late">
        {fell.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <p>Name a new closing day first. Everybody is told of it when you go on.</p>
      </Banner>
      <p>
        <a class="button" href={leadPath(rollout.id, 'closing')}>
          Name a new closing day
        </a>
      </p>
    </>
  );
}

function GoOn(props: { path: string; pausedAt: Temporal.Instant; zone: string; form: FormState }): VNode {
  return (
    <ActForm action={`${props.path}/resume`}>
      <Choices
        name="dates"
        legend="What becomes of the dates?"
        options={[
          {
            value: 'move',
            label: 'Move them by the length of the pause',
            hint: `Everything ahead comes as many days later as the pause lasted, from ${spokenDay(localDay(props.pausedAt, props.zone))}. An announced closing day stays.`,
          },
          {
            value: 'keep',
            label: 'Keep them',
            hint: 'What fell into the pause waits for you, one by one.',
          },
        ]}
        form={props.form}
      />
      <Button>Go on</Button>
    </ActForm>
  );
}

export type LastWay = 'keep-both' | 'cancel';

const lastWays = {
  'keep-both': {
    title: 'Keep both places',
    answer: 'The old place stays, by decision. Everybody is told once.',
    what: 'The day of the decision stands for the closing day: the look back is counted from it. What was planned for the closing falls away. It cannot be taken back.',
    over: 'It was decided to keep both places.',
    act: 'Keep both places',
  },
  cancel: {
    title: 'Call the move off',
    answer: 'Whoever was told of the move is told once that it is off. The old place stays.',
    what: 'What was planned and not said yet falls away. The record stays. It cannot be taken back.',
    over: 'The move was called off.',
    act: 'Call the move off',
  },
} as const;

/** The two honest endings besides closing; each asks for a reason, which stays in the record. */
export function LastWayPage(props: { rollout: Rollout; way: LastWay; form: FormState }): VNode {
  const { rollout, way, form } = props;
  const { title, answer, what, over, act } = lastWays[way];
  const done = way === 'cancel' ? rollout.cancelledAt : rollout.keptBothAt;
  return (
    <Shell title={title} within={rollout.name} nav={pagesOf(rollout.id)} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>{title}</h1>
      <p class="answer">{done ? over : answer}</p>
      {!done && (
        <>
          <p>{what}</p>
          <ActForm action={`/rollouts/${rollout.id}/${way}`}>
            <Field name="reason" label="Why" hint="It stays in the record." rows={3} form={form} />
            <Button>{act}</Button>
          </ActForm>
          <p>
            <a href={leadPath(rollout.id, 'plan')}>Leave it as it is</a>
          </p>
        </>
      )}
    </Shell>
  );
}

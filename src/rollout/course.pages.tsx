import type { VNode } from 'preact';
import type { Temporal } from 'temporal-polyfill';
import { localDay } from '../kernel/local-day.js';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Banner } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { HowMany, inPeople, Words } from './agenda.pages.js';
import { spokenDay, spokenMoment } from './calendar.words.js';
import type { PauseView } from './course-view.service.js';
import type { LastWay, LastWayView } from './last-ways.service.js';
import { leadPath, messagePath, pagesOf } from './lead-nav.js';
import type { Rollout } from './rollout.entity.js';
import { titleOf } from './step-words.js';
import { Standstill } from './standstill.pages.js';

export function PausePage({
  rollout,
  waiting,
  held,
  soon,
  fell,
  closed,
  form,
}: PauseView & { form: FormState }): VNode {
  const path = `/rollouts/${rollout.id}`;
  const { pausedAt } = rollout;
  const nothing = nothingToPause(rollout);
  if (nothing)
    return (
      <Shell title="Pause" within={rollout.name} nav={pagesOf(rollout.id)} problem={form.reasons.length > 0}>
        <ErrorSummary form={form} />
        <h1>Pause the move: {rollout.name}</h1>
        <p class="answer">{nothing}</p>
        <p>
          <a href={path}>Back to the overview</a>
        </p>
      </Shell>
    );
  const zone = rollout.plan.timeZone;
  return (
    <Shell title="Pause" within={rollout.name} nav={pagesOf(rollout.id)} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>
        {pausedAt ? 'Go on' : 'Pause the move'}: {rollout.name}
      </h1>
      <Standstill zone={rollout.plan.timeZone} />
      {pausedAt ? (
        <>
          <p class="answer">
            Paused since {spokenMoment(pausedAt, zone)}. {waiting}{' '}
            {waiting === 1 ? 'message waits' : 'messages wait'}.
          </p>
          {held.length > 0 && (
            <ul>
              {held.map(({ key, play, went, waits }) => (
                <li key={key}>
                  <a href={messagePath(rollout.id, key)}>{titleOf(key, play)}</a>: {went.toLocaleString('en')}{' '}
                  sent or told, {waits.toLocaleString('en')} not
                </li>
              ))}
            </ul>
          )}
          {fell.length > 0 ? (
            <NewDayFirst rollout={rollout} fell={fell} />
          ) : (
            <GoOn path={path} pausedAt={pausedAt} zone={zone} form={form} />
          )}
        </>
      ) : (
        <>
          <p class="answer">
            {closed &&
              'The move is over: its last phase is closed. What follows, like looking back, can be paused. '}
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

/** Why there is nothing to be paused: it is over, or has not begun. */
function nothingToPause({ state, cancelledAt, keptBothAt }: Rollout): string | null {
  if (cancelledAt) return 'The move was called off. There is nothing left to pause.';
  if (keptBothAt) return 'Both places are kept, so the move is over. There is nothing left to pause.';
  if (state === 'draft') return 'The move has not begun. Nothing is said to anybody yet.';
  return state === 'running' ? null : 'The move is over. There is nothing left to pause.';
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

const lastWays = {
  'keep-both': {
    title: 'Keep both places',
    answer: 'The old place stays, by decision',
    what: 'The day of the decision stands for the closing day: the look back is counted from it. What was planned for the closing falls away. It cannot be taken back.',
    over: 'It was decided to keep both places.',
    act: 'Keep both places',
  },
  cancel: {
    title: 'Call the move off',
    answer: 'The move ends here, and the old place stays',
    what: 'What was planned and not said yet falls away. The record stays. It cannot be taken back.',
    over: 'The move was called off.',
    act: 'Call the move off',
  },
} as const;

/** The two honest endings besides closing: whom each tells what, and from when; a reason stays in the record. */
export function LastWayPage(props: { view: LastWayView; way: LastWay; form: FormState }): VNode {
  const { way, form } = props;
  const { rollout, told, refused, later } = props.view;
  const { title, answer, what, over, act } = lastWays[way];
  const done = way === 'cancel' ? rollout.cancelledAt : rollout.keptBothAt;
  const people = told?.said?.people ?? 0;
  const path = `/rollouts/${rollout.id}/${way}`;
  return (
    <Shell title={title} within={rollout.name} nav={pagesOf(rollout.id)} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>
        {title}: {rollout.name}
      </h1>
      <p class="answer">
        {done
          ? over
          : refused.length > 0
            ? `It cannot be done now. ${refused.join(' ')}`
            : `${answer}. ${people === 0 ? 'Nobody is written to.' : `${inPeople(people)} ${people === 1 ? 'is' : 'are'} told once, within a minute.`}`}
      </p>
      {!done && (told || later || form.reasons.length > 0) && (
        <>
          <p>{what}</p>
          <ActForm action={path}>
            <Field name="reason" label="Why" hint="It stays in the record." rows={3} form={form} />
            <HowMany people={people} form={form} />
            <Button>{people === 0 ? act : `${act} and tell ${inPeople(people)}`}</Button>
          </ActForm>
          {told?.said && <Words said={told.said} roster={told.roster} />}
          <p>
            <a href={leadPath(rollout.id, 'plan')}>Leave it as it is</a>
          </p>
        </>
      )}
    </Shell>
  );
}

import type { VNode } from 'preact';
import type { Temporal } from 'temporal-polyfill';
import { localDay } from '../kernel/local-day.js';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Standstill } from './standstill.pages.js';
import { ZoneSelect } from '../kernel/ui/zone-select.js';
import { Shell } from '../kernel/ui/shell.js';
import { Table } from '../kernel/ui/table.js';
import type { Entry } from './agenda.rules.js';
import { spokenDate } from './calendar.words.js';
import { Behind } from './behind.pages.js';
import { leadPath, pagesOf } from './lead-nav.js';
import { inWeeks } from './phase-days.rules.js';
import { phaseDays } from './phase.rules.js';
import { phases } from './phases.js';
import { labels } from './plan.form.js';
import { whatOf } from './play-words.js';
import type { Rollout } from './rollout.entity.js';
import type { Fate } from './start.rules.js';
import { phaseKeys, type PhaseKey } from './words.js';

export interface Moves {
  moved: { key: string; from: Temporal.Instant; to: Temporal.Instant }[];
  added: { key: string; at: Temporal.Instant }[];
  dropped: string[];
}

/** What a start of a draft comes too late for, and what becomes of it; what lies ahead. */
export interface Outlook {
  past: { key: string; fate: Fate }[];
  ahead: Entry[];
}

/** The plan: its four windows, what hangs on it, and the ways out of it. */
export function PlanPage(props: { rollout: Rollout; behind: Outlook; form: FormState }): VNode {
  const { rollout, behind, form } = props;
  const { plan } = rollout;
  const draft = rollout.state === 'draft';
  const path = leadPath(rollout.id, 'plan');
  return (
    <Shell
      title="Plan"
      within={rollout.name}
      nav={pagesOf(rollout.id, 'plan')}
      problem={form.reasons.length > 0}
      side={<Ways rollout={rollout} />}
    >
      <ErrorSummary form={form} />
      <h1>Plan</h1>
      <Standstill zone={rollout.plan.timeZone} />
      <p class="answer">
        {draft
          ? `${rollout.begunElsewhere ? 'The move began elsewhere' : 'The move is planned to start'} on ${spokenDate(phaseDays(plan, 'pilot').from)}. Nothing is said to anybody before you start it.`
          : `It is started. Its first day is ${spokenDate(phaseDays(plan, 'pilot').from)} (${plan.timeZone}).`}
      </p>
      {draft && (
        <section>
          <h2>Start it</h2>
          <p>
            From then on it acts by itself, on the days below.{' '}
            <a href={leadPath(rollout.id, 'rehearsal')}>Rehearse it</a> first: you read every message, and
            nothing leaves this machine.
          </p>
          <Behind
            saidAtOnce={keysOf(behind, 'said at once')}
            held={keysOf(behind, 'held')}
            leftOut={keysOf(behind, 'left out')}
            doneElsewhere={keysOf(behind, 'done elsewhere')}
            {...(rollout.begunElsewhere && { ahead: behind.ahead })}
          />
          {rollout.begunElsewhere && <Begun />}
          <ActForm action={`${path}/start`}>
            <Button>Start the move</Button>
          </ActForm>
        </section>
      )}
      <ActForm action={path}>
        <h2>The four phases</h2>
        <p>Phases may overlap. What has happened stays as it is.</p>
        <input type="hidden" name="version" value={Number(form.values['version'])} />
        {draft && (
          <Field
            name="startsOn"
            type="date"
            label={labels.startsOn}
            hint="Days below that you leave as they are move with it. A day that you change stays as you write it."
            form={form}
          />
        )}
        {draft && (
          <ZoneSelect
            name="timeZone"
            label={labels.timeZone}
            hint="All days and hours are told in it."
            form={form}
          />
        )}
        {!draft && <input type="hidden" name="startsOn" value={plan.startsOn} />}
        {!draft && <input type="hidden" name="timeZone" value={plan.timeZone} />}
        {phaseKeys.map((key) => (
          <Window key={key} phase={key} rollout={rollout} form={form} />
        ))}
        <h2>Invitations</h2>
        <Field
          name="waves"
          type="number"
          label={labels.waves}
          hint="More are added until everybody is invited."
          form={form}
        />
        <Field name="daysApart" type="number" label={labels.daysApart} form={form} />
        <h2>Closing</h2>
        <Field
          name="noticeDays"
          type="number"
          label={labels.noticeDays}
          hint="30 unless there is a reason for more."
          form={form}
        />
        <Field name="archiveDays" type="number" label={labels.archiveDays} form={form} />
        <Field
          name="quietDays"
          label={labels.quietDays}
          hint="A feast, a strike, a court date. One a line, as year-month-day."
          rows={3}
          form={form}
        />
        <Button quiet={draft}>{draft ? 'Save the plan' : 'See what would move'}</Button>
      </ActForm>
      {draft && (
        <section>
          <h2>Delete this plan</h2>
          <p>Nobody was told of it. With it go the guides, codes and words that were prepared for it.</p>
          <ActForm action={`${path}/delete`}>
            <Button quiet>Delete the plan</Button>
          </ActForm>
        </section>
      )}
    </Shell>
  );
}

/** What a start in the middle cannot know. */
const Begun = (): VNode => (
  <p>
    What you did before is not proof of who was told. A phase whose weeks are over still asks what it has to
    show. Give it more days below, or close it later with a written reason.
  </p>
);

const keysOf = ({ past }: Outlook, fate: Fate): string[] =>
  past.filter((one) => one.fate === fate).map(({ key }) => key);

function Window({ phase, rollout, form }: { phase: PhaseKey; rollout: Rollout; form: FormState }): VNode {
  const { from, to } = phaseDays(rollout.plan, phase);
  const now = to
    ? `Now ${inWeeks(from, to)}: ${spokenDate(from)} to ${spokenDate(to)}.`
    : `Now from ${spokenDate(from)}, without an end.`;
  return (
    <>
      <h3>{phases[phase].name}</h3>
      <p class="hint">{now}</p>
      <Field name={`${phase}From`} type="date" label={labels[`${phase}From`]} form={form} />
      {phase !== 'sunset' && (
        <Field name={`${phase}To`} type="date" label={labels[`${phase}To`]} form={form} />
      )}
    </>
  );
}

/** What would move, before anything does. */
export function PlanMovesPage(props: { rollout: Rollout; moves: Moves; form: FormState }): VNode {
  const { rollout, moves, form } = props;
  const zone = rollout.plan.timeZone;
  const path = leadPath(rollout.id, 'plan');
  const { moved, added, dropped } = moves;
  return (
    <Shell title="What would move" within={rollout.name} nav={pagesOf(rollout.id, 'plan')}>
      <h1>What would move</h1>
      <p class="answer">
        {moved.length + added.length + dropped.length === 0
          ? 'Nothing moves.'
          : `${moved.length} move, ${added.length} come new, ${dropped.length} fall away.`}{' '}
        Nothing is saved yet.
      </p>
      <ActForm action={path}>
        {Object.entries(form.values).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={String(value)} />
        ))}
        <Button name="sure" value="yes">
          Save the plan
        </Button>
      </ActForm>
      <p>
        <a href={path}>Leave it as it is</a>
      </p>
      {moved.length > 0 && (
        <Table
          caption={
            moved.length > SHOWN ? `The first ${SHOWN} of ${moved.length}` : 'In the order of their new days'
          }
          rows={moved.slice(0, SHOWN)}
          columns={[
            { label: 'What', cell: ({ key }) => whatOf(key) },
            { label: 'From', cell: ({ from }) => dated(from, zone) },
            { label: 'To', cell: ({ to }) => dated(to, zone) },
          ]}
        />
      )}
    </Shell>
  );
}

const SHOWN = 100;

const dated = (at: Temporal.Instant, zone: string): string =>
  `${spokenDate(localDay(at, zone))}, ${at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })}`;

function Ways({ rollout }: { rollout: Rollout }): VNode {
  const running = rollout.state === 'running' && !rollout.cancelledAt;
  return (
    <section>
      <h2>Beside the plan</h2>
      <ul>
        <li>
          <a href={leadPath(rollout.id, 'rehearsal')}>Rehearse the whole move</a>
        </li>
        {running && (
          <>
            <li>
              <a href={leadPath(rollout.id, 'pause')}>
                {rollout.pausedAt ? 'Go on after the pause' : 'Pause it'}
              </a>
            </li>
            <li>
              <a href={leadPath(rollout.id, 'keep-both')}>Keep both places</a>
            </li>
            <li>
              <a href={`/rollouts/${rollout.id}/cancel`}>Call it off</a>
            </li>
          </>
        )}
      </ul>
    </section>
  );
}

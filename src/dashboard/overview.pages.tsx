import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import type { Temporal } from 'temporal-polyfill';
import { localDay } from '../kernel/local-day.js';
import { printOf } from '../kernel/http/live.js';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { GateList } from '../kernel/ui/gate-list.js';
import { Mark } from '../kernel/ui/marks.js';
import { Banner, Empty } from '../kernel/ui/notes.js';
import { PageRequest } from '../kernel/ui/render.js';
import { Shell } from '../kernel/ui/shell.js';
import { Timeline } from '../kernel/ui/timeline.js';
import type { Counted } from '../rollout/ahead.js';
import { later } from '../rollout/calendar.rules.js';
import { spokenDay, spokenMoment } from '../rollout/calendar.words.js';
import { ComingList } from '../rollout/coming.pages.js';
import { gateRows } from '../rollout/gate-paths.js';
import { passes } from '../rollout/gate.rules.js';
import { LetGo } from '../rollout/hold.pages.js';
import { leadPath, pagesOf, pagesOfViewers, phasePath } from '../rollout/lead-nav.js';
import { phases } from '../rollout/phases.js';
import { Standstill } from '../rollout/standstill.pages.js';
import { AdoptionView } from './adoption-view.pages.js';
import { nextGoalWords } from './forecast.words.js';
import { laneFor, laneOf } from './lanes.js';
import { shownOf, type Overview, type PhaseView } from './overview.queries.js';
import { answer, manyDecline } from './overview.rules.js';

/** Where are we, is it going well, what needs me, what comes by itself, what is in the way. */
export function OverviewPage(props: {
  it: Overview;
  /** Of what comes by itself, by key. */
  counts: ReadonlyMap<string, Counted | null>;
  open: string | undefined;
  leads: boolean;
}): VNode {
  const { it, counts, open, leads } = props;
  const { rollout, today } = it;
  const zone = rollout.plan.timeZone;
  return (
    <Shell
      title="Overview"
      within={rollout.name}
      headed
      nav={leads ? pagesOf(rollout.id, 'overview') : pagesOfViewers(rollout.id, 'overview')}
      live={`/rollouts/${rollout.id}/live?seen=${printOf(shownOf(it))}`}
    >
      <h1>{rollout.name}</h1>
      <p class="answer">{answerOf(it, leads)}</p>
      <OneBanner it={it} leads={leads} />
      {leads && rollout.state === 'draft' && (
        <p>
          <a class="button" href={leadPath(rollout.id, 'plan')}>
            Look at the plan, rehearse and start
          </a>
        </p>
      )}
      <div class="overview">
        <section class="next-part">
          <h2>What happens next by itself</h2>
          {it.coming.length === 0 ? (
            <Empty what="Nothing is planned." why="Changeover says nothing to anybody until something is." />
          ) : (
            <ComingList {...{ rollout, coming: it.coming, counts, leads }} all={open === 'next'} />
          )}
          {leads && rollout.state === 'running' && !rollout.cancelledAt && !doneOn(it) && (
            <p>
              <a href={`/rollouts/${rollout.id}/pause`}>
                {rollout.pausedAt ? 'Go on after the pause' : 'Pause the move'}
              </a>
            </p>
          )}
        </section>
        {leads && <NeedsYou it={it} />}
        <section class="phases-part">
          <h2>Four phases</h2>
          <Timeline
            lanes={it.phases.map((row) => ({
              ...laneFor(row, rollout.pausedAt && localDay(rollout.pausedAt, zone)),
              ...(leads && { href: phasePath(rollout.id, row.key) }),
            }))}
            {...span(it)}
            today={today}
            todayWords={`Today is ${spokenDay(today)} (${zone}).`}
          />
        </section>
        <section class="curve-part">
          <h2>Is it going well?</h2>
          <AdoptionView
            here={`/rollouts/${rollout.id}`}
            series={it.adoption}
            forecast={leads ? it.forecast : null}
            today={today}
            open={open === 'table'}
          />
        </section>
        {openPhases(it).map((phase) => (
          <GateList
            key={phase.key}
            {...(leads && {
              more: {
                href: phasePath(rollout.id, phase.key),
                label: `${passes(phase.gate) ? 'Close' : 'Look at closing'} “${phases[phase.key].name}”`,
              },
            })}
            title={`What ${phases[phase.key].name} must show`}
            rows={
              leads
                ? gateRows(rollout.id, phase.gate)
                : phase.gate.map(({ state, ...row }) => ({ verdict: state, ...row }))
            }
          />
        ))}
        <PlacesNow it={it} />
      </div>
    </Shell>
  );
}

/** One banner at most: what stopped everything comes before what holds it, and that before a warning. */
export function OneBanner(props: {
  it: Pick<Overview, 'rollout' | 'roster' | 'hold'>;
  leads: boolean;
}): VNode | null {
  const { it, leads } = props;
  const { rollout, roster } = it;
  const zone = rollout.plan.timeZone;
  const { standstill } = useContext(PageRequest);
  if (standstill && standstill !== 'never') return <Standstill zone={zone} />;
  if (it.hold) return <Held {...it.hold} zone={zone} rolloutId={rollout.id} leads={leads} />;
  if (rollout.unattendedAt)
    return (
      <Banner kind="alarm">
        <p>
          No lead had looked in for three weeks. Since {spokenMoment(rollout.unattendedAt, zone)} everything
          but essential steps is held. What comes late is then yours to send or skip.
        </p>
        {leads && (
          <ActForm action={`/rollouts/${rollout.id}/attend`}>
            <Button>We are here: let it go on</Button>
          </ActForm>
        )}
      </Banner>
    );
  if (standstill && rollout.state === 'running') return <Standstill zone={zone} />;
  if (roster && manyDecline(roster.invited, roster.declined))
    return (
      <Banner kind="late">
        <p>
          {roster.declined} of {roster.invited} who were asked said no. Ask them why before you go on.
        </p>
      </Banner>
    );
  return null;
}

/** After a restore: what may have gone already must not go again unseen. */
function Held(props: {
  since: Temporal.Instant;
  reason: string;
  people: number;
  zone: string;
  rolloutId: string;
  leads: boolean;
}): VNode {
  return (
    <Banner kind="alarm">
      <p>
        Nothing goes out since {spokenMoment(props.since, props.zone)}: {props.reason}. Look at what comes
        next, and stop what has gone already.
      </p>
      {props.leads && <LetGo rolloutId={props.rolloutId} people={props.people} />}
    </Banner>
  );
}

/** The answer has said so where nothing does. */
function NeedsYou({ it }: { it: Overview }): VNode | null {
  if (it.needsYou.length === 0) return null;
  return (
    <section class="needs-part">
      <h2>What needs you</h2>
      <ul>
        {it.needsYou.map(({ kind, words, href }) => (
          <li key={words}>
            {(kind === 'held' || kind === 'undone') && <Mark kind="late" />}{' '}
            {href ? <a href={href}>{words}</a> : words}
          </li>
        ))}
      </ul>
    </section>
  );
}

function PlacesNow({ it }: { it: Overview }): VNode | null {
  if (it.headCounts.length === 0) return null;
  return (
    <section>
      <h2>How many are where</h2>
      <ul>
        {it.headCounts.map(({ placeId, name, side, people, readers, day, inOurList }) => (
          <li key={placeId}>
            {name}: {people}
            {readers === null ? '' : ` wrote, about ${readers} more read`}
            {day && ` on ${spokenDay(day)}`}
            {side === 'source' &&
              `; ${inOurList} in our list, ${Math.max(0, people - inOurList)} known to us only as a number`}
            .
          </li>
        ))}
      </ul>
    </section>
  );
}

function answerOf(it: Overview, leads: boolean): string {
  const { rollout, today, phases: rows, adoption, needsYou, publishedOn } = it;
  const newest = adoption.at(-1);
  const closedOn = doneOn(it);
  return answer({
    state: rollout.state,
    startsOn: spokenDay(rows[0]!.planned.from),
    today: spokenDay(today),
    paused: rollout.pausedAt !== null,
    cancelled: rollout.cancelledAt !== null,
    keptBoth: rollout.keptBothAt !== null,
    open: rows.filter((row) => laneOf(row) === 'open').map(({ key }) => phases[key].name),
    done: closedOn && {
      closedOn: spokenDay(closedOn),
      publishedOn: publishedOn && spokenDay(publishedOn),
    },
    newest: newest ? { ...newest, day: newest.day.equals(today) ? null : spokenDay(newest.day) } : null,
    ahead: leads ? nextGoalWords(it.forecast) : undefined,
    needs: leads ? needsYou.length : null,
  });
}

/** The day on which the last phase was closed; null while one is not. */
const doneOn = ({ phases: rows }: Overview): Temporal.PlainDate | null =>
  rows.reduce<Temporal.PlainDate | null>(
    (last, { closedOn }) => closedOn && last && later(last, closedOn),
    rows[0]!.closedOn,
  );

const openPhases = ({ phases: rows }: Overview): PhaseView[] =>
  rows.filter(({ openedOn, closedOn }) => openedOn && !closedOn);

function span(it: Overview): { from: Temporal.PlainDate; to: Temporal.PlainDate } {
  const from = it.phases[0]!.planned.from;
  return { from, to: later(it.today, from.add({ weeks: 30 })) };
}

import type { VNode } from 'preact';
import type { Temporal } from 'temporal-polyfill';
import { percent, target } from '../adoption/band.rules.js';
import { AdoptionCurve } from '../kernel/ui/charts/adoption-curve.js';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { GateList } from '../kernel/ui/gate-list.js';
import { Mark } from '../kernel/ui/marks.js';
import { Banner, Details, Empty, NextByItself } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { Table } from '../kernel/ui/table.js';
import { Timeline, type Lane } from '../kernel/ui/timeline.js';
import { later } from '../rollout/calendar.rules.js';
import { spokenDay, spokenMoment } from '../rollout/calendar.words.js';
import { passes } from '../rollout/gate.rules.js';
import { leadPath, occurrencePath, pagesOf, phasePath } from '../rollout/lead-nav.js';
import { phases } from '../rollout/phases.js';
import type { Overview, PhaseView } from './overview.queries.js';
import { answer, laneState, manyDecline } from './overview.rules.js';

/** Where are we, is it going well, what needs me, what comes by itself, what is in the way. */
export function OverviewPage(props: { it: Overview; open: string | undefined; leads: boolean }): VNode {
  const { it, open, leads } = props;
  const { rollout, today, roster } = it;
  const zone = rollout.plan.timeZone;
  return (
    <Shell
      title={`${rollout.name}: overview`}
      nav={pagesOf(rollout.id, 'overview')}
      side={<PlacesNow it={it} />}
    >
      <h1>{rollout.name}</h1>
      <p class="answer">{answerOf(it)}</p>
      {it.hold && <Held {...it.hold} zone={zone} path={`/rollouts/${rollout.id}/speak`} leads={leads} />}
      {!it.hold && roster && manyDecline(roster.invited, roster.declined) && (
        <Banner kind="late">
          <p>
            {roster.declined} of {roster.invited} who were asked said no. Ask them why before you go on.
          </p>
        </Banner>
      )}
      {leads && rollout.state === 'draft' && (
        <p>
          <a class="button" href={leadPath(rollout.id, 'plan')}>
            Look at the plan, rehearse and start
          </a>
        </p>
      )}
      <section class="stack">
        <h2>What happens next by itself</h2>
        {it.coming.length === 0 ? (
          <Empty what="Nothing is planned." why="Changeover says nothing to anybody until something is." />
        ) : (
          <NextByItself
            items={it.coming.map(({ key, what, to, at }) => ({
              what: capital(what),
              people: audience(to, roster),
              when: spokenMoment(at, zone),
              why: `To ${to}`,
              ...(leads && {
                readHref: occurrencePath(rollout.id, key),
                stopAction: `${occurrencePath(rollout.id, key)}/hold`,
              }),
            }))}
          />
        )}
      </section>
      <NeedsYou it={it} leads={leads} />
      <section class="stack">
        <h2>Four phases</h2>
        <Timeline
          lanes={it.phases.map((row) => ({
            ...lane(row),
            ...(leads && { href: phasePath(rollout.id, row.key) }),
          }))}
          {...span(it)}
          today={today}
          todayWords={`Today is ${spokenDay(today)} (${zone}).`}
        />
      </section>
      <section class="stack">
        <h2>Is it going well?</h2>
        <Adoption it={it} open={open === 'table'} />
      </section>
      {it.phases
        .filter(({ openedOn, closedOn }) => openedOn && !closedOn)
        .map((phase) => (
          <GateList
            key={phase.key}
            {...(leads && {
              more: {
                href: phasePath(rollout.id, phase.key),
                label: `${passes(phase.gate) ? 'Close' : 'Look at closing'} “${phases[phase.key].name}”`,
              },
            })}
            title={`What ${phases[phase.key].name} must show`}
            rows={phase.gate.map(({ state, ...row }) => ({ verdict: state, ...row }))}
          />
        ))}
      {leads && rollout.state === 'running' && !rollout.cancelledAt && (
        <p>
          <a href={`/rollouts/${rollout.id}/pause`}>
            {rollout.pausedAt ? 'Go on after the pause' : 'Pause the move'}
          </a>
        </p>
      )}
    </Shell>
  );
}

/** After a restore: what may have gone already must not go again unseen. */
function Held(props: {
  since: Temporal.Instant;
  reason: string;
  zone: string;
  path: string;
  leads: boolean;
}): VNode {
  return (
    <Banner kind="alarm">
      <p>
        Nothing goes out since {spokenMoment(props.since, props.zone)}: {props.reason}. Look at what comes
        next, and stop what has gone already.
      </p>
      {props.leads && (
        <ActForm action={props.path}>
          <Button>Let it go out again</Button>
        </ActForm>
      )}
    </Banner>
  );
}

function NeedsYou({ it, leads }: { it: Overview; leads: boolean }): VNode {
  if (it.needsYou.length === 0)
    return <Empty what="Nothing needs you today." why="What does will stand here." />;
  return (
    <section class="stack">
      <h2>What needs you</h2>
      <ul>
        {it.needsYou.map(({ kind, words, href }) => (
          <li key={words}>
            {kind === 'held' && <Mark kind="late" />} {href && leads ? <a href={href}>{words}</a> : words}
          </li>
        ))}
      </ul>
    </section>
  );
}

function PlacesNow({ it }: { it: Overview }): VNode | null {
  if (it.headCounts.length === 0) return null;
  return (
    <section class="stack">
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

function Adoption({ it, open }: { it: Overview; open: boolean }): VNode {
  const points = it.adoption.flatMap(({ low, high, ...point }) =>
    low === null || high === null ? [] : [{ ...point, low, high }],
  );
  const newest = points.at(-1);
  if (!newest)
    return (
      <Empty
        what="Adoption will be drawn here."
        why="It is measured every morning at 03:00, against who was active in the old place before the move began."
      />
    );
  const here = `/rollouts/${it.rollout.id}`;
  return (
    <>
      <AdoptionCurve
        id="adoption"
        title="Adoption, day by day"
        sentence={`On ${spokenDay(newest.day)}, between ${percent(newest.low)} and ${percent(newest.high)} of ${newest.baseline} people were at home in the new place: ${newest.comfortable} surely, ${newest.unknown} whom we cannot see.`}
        points={points.map(({ day, low, high, revision }) => ({ day, low, high, corrected: revision > 0 }))}
        from={points[0]!.day}
        to={later(it.today, points[0]!.day.add({ days: 70 }))}
        today={it.today}
        target={{ low: target.from, high: target.to }}
        dayWords={(date) => date.toLocaleString('en-GB', { day: 'numeric', month: 'short' })}
        table={{ href: `${here}?open=table#table`, label: 'As a table' }}
      />
      {newest.unknown === newest.baseline && (
        <p>
          Nothing sees anybody in the new place yet. What helps: a report of the place, a roll call, or people
          who say so on their page.
        </p>
      )}
      <p class="aside">
        Of the {newest.baseline} who were active in the old place before the move began
        {newest.assumed > 0 && ` (${newest.assumed} of them assumed, because nothing is known)`}
        {newest.takenOut > 0 && `; ${newest.takenOut} were taken out`}. At home: they come on three days in
        two weeks, or say so and come.
      </p>
      <Details id="table" summary="Adoption as a table" open={open}>
        <Table
          caption="Newest day first"
          rows={points.toReversed()}
          columns={[
            { label: 'Day', cell: ({ day }) => day.toString() },
            { label: 'At least', cell: ({ low }) => percent(low), number: true },
            { label: 'At most', cell: ({ high }) => percent(high), number: true },
            { label: 'At home', cell: ({ comfortable }) => comfortable, number: true },
            { label: 'Not seen', cell: ({ unknown }) => unknown, number: true },
            { label: 'Of', cell: ({ baseline }) => baseline, number: true },
            { label: 'Note', cell: ({ late, revision }) => note(late, revision) },
          ]}
        />
      </Details>
    </>
  );
}

const note = (late: boolean, revision: number): string =>
  [late ? 'measured late' : '', revision > 0 ? 'corrected' : ''].filter(Boolean).join(', ');

function answerOf({ rollout, today, phases: rows, adoption, needsYou }: Overview): string {
  const newest = adoption.at(-1);
  return answer({
    state: rollout.state,
    startsOn: spokenDay(rows[0]!.planned.from),
    today: spokenDay(today),
    paused: rollout.pausedAt !== null,
    cancelled: rollout.cancelledAt !== null,
    keptBoth: rollout.keptBothAt !== null,
    open: rows.filter((row) => laneOf(row) === 'open').map(({ key }) => phases[key].name),
    newest: newest ?? null,
    needs: needsYou.length,
  });
}

const laneOf = (row: PhaseView) => laneState({ ...row, late: row.late !== null });

function lane(row: PhaseView): Lane {
  const state = laneOf(row);
  const { from, to } = row.planned;
  const planned = to ? `planned ${spokenDay(from)} to ${spokenDay(to)}` : `planned from ${spokenDay(from)}`;
  const words = {
    upcoming: `ahead, ${planned}`,
    late: row.late?.replace(`${phases[row.key].name} is late`, 'late') ?? `late, ${planned}`,
    open: `open since ${row.openedOn ? spokenDay(row.openedOn) : ''}, ${planned}`,
    closed: `closed on ${row.closedOn ? spokenDay(row.closedOn) : ''}${row.overrideReason ? `, overridden: “${row.overrideReason}”` : ''}`,
  }[state];
  return {
    ...{ name: phases[row.key].name, words, state, planned: row.planned },
    ...(row.openedOn && { real: { from: row.openedOn, to: row.closedOn } }),
  };
}

function span(it: Overview): { from: Temporal.PlainDate; to: Temporal.PlainDate } {
  const from = it.phases[0]!.planned.from;
  return { from, to: later(it.today, from.add({ weeks: 30 })) };
}

/** How many people a play reaches, where the newest measurement tells; null for places and for what depends. */
function audience(to: string, roster: Overview['roster']): number | null {
  if (!roster) return null;
  return { everybody: roster.people, 'who has arrived': roster.arrived }[to] ?? null;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

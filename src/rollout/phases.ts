import { Temporal } from 'temporal-polyfill';
import { spokenDate } from './calendar.words.js';
import type { Facts } from './facts.js';
import type { PhaseKey } from './words.js';
import { allOf, atLeast, done, enough, ofAll, verdict, type Evidence, type Verdict } from './gate.rules.js';

export interface PhaseRow {
  name: string;
  /** What must hold before the phase opens on its day; in words, for "late: waits for …". */
  opensWhen: Record<string, (evidence: Evidence) => boolean>;
  /** What the phase must show before a lead may close it. */
  gate: Record<string, (evidence: Evidence) => Verdict>;
}

const opened =
  (phase: PhaseKey) =>
  ({ facts }: Evidence) =>
    facts['rollout.phases'][phase].openedOn !== null;
const closed =
  (phase: PhaseKey) =>
  ({ facts }: Evidence) =>
    facts['rollout.phases'][phase].closedOn !== null;

/** The four phases, their prerequisites and their gates (spec page 1); they overlap, there is no current one. */
export const phases: Record<PhaseKey, PhaseRow> = {
  pilot: {
    name: 'Pilot circle',
    opensWhen: {},
    gate: {
      '5 to 10 members accepted': ({ plan, facts }) => {
        const { least, most } = plan.gates.circle;
        const n = facts['pilot.circle'].accepted.length;
        return verdict(n >= least && n <= most, `${n} accepted; ${least} to ${most} wanted`);
      },
      'a mixed circle': ({ facts }) => {
        const stated = facts['pilot.circle'].accepted.filter((level) => level !== 'unknown');
        const has = new Set(stated);
        const mixed = has.has('enthusiast') && (has.has('skeptic') || has.has('hesitant')) && has.size >= 3;
        const silent = facts['pilot.circle'].accepted.length - stated.length;
        const evidence = `${has.size} levels of comfort among ${stated.length} who said theirs`;
        return mixed || silent === 0
          ? verdict(
              mixed && stated.length > 0,
              `${evidence}; somebody keen, somebody wary or hesitant and three levels wanted`,
            )
          : enough(evidence, `${silent} of the circle have not said how at home they are with technology`);
      },
      'every key task done by 80% of the circle': ({ plan, facts }) => {
        const { circle, tasks } = facts['pilot.tasks'];
        if (circle === 0) return enough('nobody is in the circle yet', 'the circle accepts its invitation');
        return allOf(
          tasks.map((task) => atLeast(task.done, circle, plan.gates.taskShare, `“${task.words}”`)),
          'no key task is named',
        );
      },
      'three weekly rounds answered by 60%': ({ plan, facts }) => {
        const rounds = facts['surveys.pilot-rounds'].filter((round) => round.asked > 0);
        const good = rounds.filter((round) => round.answered >= round.asked * plan.gates.roundShare).length;
        const evidence =
          rounds.length === 0
            ? 'no weekly round was asked yet'
            : `${good} of ${rounds.length} weekly rounds answered by ${percent(plan.gates.roundShare)}`;
        if (rounds.length < plan.gates.roundsAnswered)
          return enough(evidence, 'the circle answers its weekly rounds');
        return verdict(good >= plan.gates.roundsAnswered, `${evidence}; ${plan.gates.roundsAnswered} wanted`);
      },
      'no open blocker': ({ facts }) => {
        const open = facts['refine.findings'].openBlockers;
        return unheard(facts, open) ?? done(open, 'open blocker');
      },
    },
  },
  refine: {
    name: 'Refine and document',
    opensWhen: { 'the pilot is open': opened('pilot') },
    gate: {
      'quick start, visual guide and charter published': ({ facts }) => {
        const missing = [
          facts['refine.guides'].quickStart ? '' : 'quick start',
          facts['refine.guides'].visualGuide ? '' : 'visual guide',
          facts['refine.charter'].publishedOn ? '' : 'charter',
        ].filter((name) => name !== '');
        return verdict(
          missing.length === 0,
          missing.length === 0 ? 'all three are out' : `not out: ${missing.join(', ')}`,
        );
      },
      'every pilot pain point answered or dismissed with a reason': ({ facts }) => {
        const { painPoints, unansweredPainPoints: open } = facts['refine.findings'];
        const unknown = unheard(facts, painPoints);
        if (unknown) return unknown;
        return verdict(open === 0, `${painPoints - open} of ${painPoints} answered in the FAQ or dismissed`);
      },
      "the charter's objection window is over and each objection answered": ({ facts }) => {
        const { drafts, publishedOn, openObjections } = facts['refine.charter'];
        if (drafts.length === 0)
          return enough('no draft was opened', 'a lead opens a draft of the charter for objections');
        const last = drafts.at(-1)!;
        const over = publishedOn !== null && Temporal.PlainDate.compare(publishedOn, last.windowEndsOn) > 0;
        return verdict(
          over && openObjections === 0,
          `objections until ${spokenDate(last.windowEndsOn)}, ${openObjections} not answered, ${publishedOn ? `in force since ${spokenDate(publishedOn)}` : 'not in force yet'}`,
        );
      },
      'every blocker and major of the pilot resolved': ({ facts }) => {
        const { openBlockers, openMajors } = facts['refine.findings'];
        const open = openBlockers + openMajors;
        return unheard(facts, open) ?? done(open, 'open blocker or major');
      },
    },
  },
  launch: {
    name: 'Soft launch',
    opensWhen: { 'the pilot is closed': closed('pilot') },
    gate: {
      'the low end of adoption at or above 60% on seven days running': ({ plan, facts }) =>
        sustained(facts['adoption.band'], plan.gates.adoption, plan.gates.adoptionDays),
      'no open blocker or major': ({ facts }) => {
        const { openBlockers, openMajors } = facts['refine.findings'];
        const open = openBlockers + openMajors;
        return unheard(facts, open) ?? done(open, 'open blocker or major');
      },
      '95% of the roster proven invited': ({ plan, facts }) => {
        const { counted, provenInvited } = facts['launch.invited'];
        if (counted === 0)
          return enough('nobody is on the list yet', 'a list of people, or people who join by the link');
        return atLeast(provenInvited, counted, plan.gates.invitedShare, 'proven invited');
      },
      'an office hour held': ({ facts }) => {
        const held = facts['launch.office-hours'].filter((hour) => hour.held).length;
        return verdict(held > 0, `${held} held`);
      },
    },
  },
  sunset: {
    name: 'Sunset',
    opensWhen: { 'the soft launch is open': opened('launch') },
    gate: {
      'everybody was told': ({ facts }) => {
        const { roster, proven, declined, exceptions, open } = facts['sunset.notice-proof'];
        if (facts['sunset.transition'] === null && facts['rollout.kept-both'] === null)
          return enough(
            'nothing is announced yet',
            'the leads announce the closing day, or keep both places',
          );
        if (roster === 0) return enough('nobody is on the list', 'the people whom it concerns');
        return verdict(
          open === 0,
          `${proven} of ${roster} proven told; not told: ${declined} who said no, ${exceptions} exceptions, ${open} open`,
        );
      },
      'read-only and redirect confirmed for each source place': ({ facts }) => {
        const places = facts['sunset.places'];
        const confirmed = places.filter((place) => place.readOnlyOn && place.redirectOn).length;
        if (places.length === 0 && !keptBoth(facts))
          return enough('no old place is named', 'a lead names the places that are left');
        return keptBoth(facts) ?? ofAll(confirmed, places.length, 'old places confirmed');
      },
      'archive period over': ({ plan, facts }) => {
        const { shutdownConfirmedOn } = facts['sunset.archive'];
        const on = facts['sunset.transition']?.on;
        if (keptBoth(facts)) return keptBoth(facts)!;
        if (!on) return enough('no closing day', 'the leads announce it');
        const ends = on.add({ days: plan.archiveDays });
        // The shutdown is asked only when the period is over, so its confirmation is the evidence.
        return verdict(
          shutdownConfirmedOn !== null && Temporal.PlainDate.compare(shutdownConfirmedOn, ends) >= 0,
          `the archive ends on ${spokenDate(ends)}`,
        );
      },
      'shutdown confirmed': ({ facts }) => {
        const on = facts['sunset.archive'].shutdownConfirmedOn;
        return (
          keptBoth(facts) ?? verdict(on !== null, on ? `confirmed on ${spokenDate(on)}` : 'not confirmed')
        );
      },
      celebrated: ({ facts }) => {
        const on = facts['sunset.celebration'].celebratedOn;
        return verdict(on !== null, on ? `on ${spokenDate(on)}` : 'not yet');
      },
      'retrospective published': ({ facts }) => {
        const on = facts['retrospective.record'].publishedOn;
        return verdict(on !== null, on ? `on ${spokenDate(on)}` : 'not yet');
      },
    },
  },
};

/** Nothing found is no evidence while nobody was heard: silence is no pass. */
function unheard(facts: Facts, found: number): Verdict | null {
  if (found > 0 || facts['surveys.pilot-rounds'].some((round) => round.answered > 0)) return null;
  return enough('no round was answered yet', 'the circle answers its first round');
}

/** Where the old place stays by decision, what belongs to its closing is met by that decision. */
function keptBoth(facts: Facts): Verdict | null {
  return facts['rollout.kept-both'] ? verdict(true, 'both places are kept, by decision') : null;
}

/** The newest `days` measurements, one on each of as many consecutive days, all with the low end at the share. */
function sustained(band: Facts['adoption.band'], share: number, days: number): Verdict {
  const last = band.slice(-days);
  const first = last[0];
  const wanted = `the low end at ${percent(share)} on ${days} days running`;
  if (last.length < days || !first) return enough(`${last.length} of ${days} days measured`, wanted);
  const running = last.every((one, i) => one.day.equals(first.day.add({ days: i })));
  if (!running) return enough('a day between was not measured', wanted);
  if (last.some((one) => one.low === null || one.high === null))
    return enough(
      'nobody is known to have been active in the old place',
      'activity or last-seen dates of the old place',
    );
  const low = Math.min(...last.map((one) => one.low!));
  const high = Math.min(...last.map((one) => one.high!));
  const evidence = `lowest of the last ${days} days: ${percent(low)} to ${percent(high)}`;
  if (low >= share) return verdict(true, evidence);
  return high >= share
    ? enough(evidence, 'a roll call, or what the new place reports, for those we cannot see')
    : verdict(false, evidence);
}

function percent(share: number): string {
  return `${Math.floor(share * 100)}%`;
}

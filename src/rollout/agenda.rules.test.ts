import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { announced, factsWith, phaseWas } from '../../test/support/facts.js';
import { agenda, type Entry } from './agenda.rules.js';
import { usualPlan, type Plan } from './plan.js';
import { playbook } from './playbook.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);
const berlin = usualPlan('2026-01-05', 'Europe/Berlin');

/** The keys and local times of the plays that a test is about. */
function listed(entries: Entry[], plan: Plan, ...plays: string[]): string[] {
  return entries
    .filter((entry) => plays.includes(entry.play))
    .map((entry) => {
      const local = entry.at.toZonedDateTimeISO(plan.timeZone).toPlainDateTime();
      return `${entry.key} ${local.toString({ smallestUnit: 'minute' })}`;
    });
}

describe('agenda', () => {
  it('asks the pilot on the fifth day of each of its weeks, reminds after three days and closes after six', () => {
    expect(listed(agenda(berlin, factsWith(), playbook), berlin, 'pilot.survey')).toEqual([
      'pilot.survey/1 2026-01-09T10:00',
      'pilot.survey/1/reminder 2026-01-12T10:00',
      'pilot.survey/1/closes 2026-01-15T10:00',
      'pilot.survey/2 2026-01-16T10:00',
      'pilot.survey/2/reminder 2026-01-19T10:00',
      'pilot.survey/2/closes 2026-01-22T10:00',
      'pilot.survey/3 2026-01-23T10:00',
      'pilot.survey/3/reminder 2026-01-26T10:00',
      'pilot.survey/3/closes 2026-01-29T10:00',
      'pilot.survey/4 2026-01-30T10:00',
      'pilot.survey/4/reminder 2026-02-02T10:00',
      'pilot.survey/4/closes 2026-02-05T10:00',
    ]);
  });

  it('closes the last round with the phase, reminds nobody of it, and begins none after it', () => {
    const pilot = phaseWas('2026-01-05', '2026-01-24');
    const facts = factsWith({ 'rollout.phases': { ...factsWith()['rollout.phases'], pilot } });
    expect(listed(agenda(berlin, facts, playbook), berlin, 'pilot.survey').slice(6)).toEqual([
      'pilot.survey/3 2026-01-23T10:00',
      'pilot.survey/3/closes 2026-01-24T12:00',
    ]);
  });

  it('counts the ladder back from T and everything after it forward', () => {
    const facts = factsWith({
      'sunset.transition': announced('2026-05-04'),
      'sunset.places': [{ id: 'whatsapp', name: 'WhatsApp', readOnlyOn: null, redirectOn: null }],
    });
    const plays = [
      'sunset.settle',
      'sunset.decision',
      'sunset.notice',
      'sunset.export-reminder',
      'sunset.last-call',
    ];
    const after = ['sunset.read-only', 'sunset.celebration', 'sunset.shutdown', 'retrospective.meeting'];
    expect(listed(agenda(berlin, facts, playbook), berlin, ...plays, ...after)).toEqual([
      'sunset.settle/r1/T-21 2026-04-13T08:00',
      'sunset.export-reminder/r1/T-21 2026-04-13T10:00',
      'sunset.settle/r1/T-14 2026-04-20T08:00',
      'sunset.notice/r1/T-14 2026-04-20T10:00',
      'sunset.decision/r1/T-7 2026-04-27T08:00',
      'sunset.notice/r1/T-7 2026-04-27T10:00',
      'sunset.notice/r1/T-1 2026-05-03T10:00',
      'sunset.read-only/r1/whatsapp 2026-05-04T09:00',
      'sunset.celebration 2026-05-05T10:00',
      'sunset.last-call 2026-05-27T10:00',
      'sunset.shutdown 2026-06-03T10:00',
      'retrospective.meeting/invitation 2026-07-28T10:00',
      'retrospective.meeting/asked 2026-08-03T10:00',
      'retrospective.meeting 2026-08-04T10:00',
    ]);
  });

  it('looks back three calendar months after T, whatever the length of the months', () => {
    const looksBack = (t: string): string[] =>
      listed(
        agenda(berlin, factsWith({ 'sunset.transition': announced(t) }), playbook),
        berlin,
        'retrospective.meeting',
      );
    expect(looksBack('2026-11-30').at(-1)).toEqual('retrospective.meeting 2027-02-28T10:00');
    expect(looksBack('2027-11-30').at(-1)).toEqual('retrospective.meeting 2028-02-29T10:00');
  });

  it('announces no draft of a report that is published already', () => {
    const facts = { 'sunset.transition': announced('2026-04-14') };
    const record = (publishedOn: Temporal.PlainDate | null) =>
      agenda(
        berlin,
        factsWith({ ...facts, 'retrospective.record': { meetingAt: null, publishedOn } }),
        playbook,
      ).filter(({ play }) => play === 'retrospective.report' || play === 'retrospective.meeting');
    expect(record(null).at(-1)).toMatchObject({ key: 'retrospective.report' });
    const published = record(Temporal.PlainDate.from('2026-07-15'));
    expect(published.map(({ key }) => key)).toEqual([
      'retrospective.meeting/invitation',
      'retrospective.meeting/asked',
      'retrospective.meeting',
    ]);
  });

  it('says the steps again under a new revision, and only those that are still ahead', () => {
    const changes = [
      { id: 'r1', at: '2026-03-20T09:00:00Z' },
      { id: 'r2', at: '2026-04-28T09:00:00Z' },
    ];
    const facts = factsWith({ 'sunset.transition': announced('2026-05-10', changes) });
    expect(listed(agenda(berlin, facts, playbook), berlin, 'sunset.notice', 'sunset.announcement')).toEqual([
      'sunset.announcement/r1 2026-03-20T10:00',
      'sunset.announcement/r2 2026-04-28T11:00',
      'sunset.notice/r2/T-7 2026-05-03T10:00',
      'sunset.notice/r2/T-1 2026-05-09T10:00',
    ]);
  });

  it('tells the leads the day before whatever speaks to many, at the same hour', () => {
    const facts = factsWith({ 'launch.waves': [{ number: 1, on: day('2026-02-02'), held: false }] });
    expect(listed(agenda(berlin, facts, playbook), berlin, 'lead.tomorrow')).toEqual([
      'lead.tomorrow/rollout.opening-word 2026-01-04T10:00',
      'lead.tomorrow/launch.invitation/1 2026-02-01T10:00',
    ]);
  });

  it('after a cancellation says one last word, and purges', () => {
    const facts = factsWith({
      'rollout.cancelled': at('2026-02-10T12:00:00Z'),
      'sunset.transition': announced('2026-05-04'),
    });
    const entries = agenda(berlin, facts, playbook).filter((entry) => entry.day.toString() > '2026-02-10');
    expect(new Set(entries.map((entry) => entry.play))).toEqual(new Set(['rollout.day', 'retention.purge']));
    expect(listed(agenda(berlin, facts, playbook), berlin, 'rollout.cancelled')).toHaveLength(1);
  });

  it('counts from the day of the decision where both places are kept, and closes nothing', () => {
    const facts = factsWith({
      'rollout.kept-both': at('2026-04-10T08:00:00Z'),
      'sunset.transition': announced('2026-05-04'),
    });
    const entries = agenda(berlin, facts, playbook);
    const closing = [
      'sunset.announcement',
      'sunset.notice',
      'sunset.read-only',
      'sunset.shutdown',
      'sunset.last-call',
      'sunset.decision',
    ];
    expect(listed(entries, berlin, ...closing)).toEqual([]);
    expect(
      listed(entries, berlin, 'sunset.celebration', 'retrospective.meeting', 'rollout.kept-both'),
    ).toEqual([
      'rollout.kept-both 2026-04-10T10:00',
      'sunset.celebration 2026-04-11T10:00',
      'retrospective.meeting/invitation 2026-07-03T10:00',
      'retrospective.meeting/asked 2026-07-09T10:00',
      'retrospective.meeting 2026-07-10T10:00',
    ]);
  });

  it('keeps silent on the days that were named; what counts down to T comes earlier, never later', () => {
    const plan = { ...berlin, quietDays: ['2026-01-05', '2026-05-03', '2026-05-05'] };
    const entries = agenda(plan, factsWith({ 'sunset.transition': announced('2026-05-04') }), playbook);
    expect(listed(entries, plan, 'rollout.opening-word', 'sunset.celebration')).toEqual([
      'rollout.opening-word 2026-01-06T10:00',
      'sunset.celebration 2026-05-06T10:00',
    ]);
    expect(listed(entries, plan, 'sunset.notice').at(-1)).toBe('sunset.notice/r1/T-1 2026-05-02T10:00');
  });

  it('decides on the day itself, though it be without messages: a day earlier everything could still change', () => {
    const plan = { ...berlin, quietDays: ['2026-04-27'] };
    const entries = agenda(plan, factsWith({ 'sunset.transition': announced('2026-05-04') }), playbook);
    expect(listed(entries, plan, 'sunset.decision')).toEqual(['sunset.decision/r1/T-7 2026-04-27T08:00']);
    expect(listed(entries, plan, 'sunset.notice')).toContain('sunset.notice/r1/T-7 2026-04-26T10:00');
  });

  it('moves the remaining days by a pause and leaves those before it', () => {
    const plan = { ...berlin, pauses: [{ from: '2026-01-20', days: 10 }] };
    expect(listed(agenda(plan, factsWith(), playbook), plan, 'pilot.survey').slice(3, 8)).toEqual([
      'pilot.survey/2 2026-01-16T10:00',
      'pilot.survey/2/reminder 2026-01-19T10:00',
      'pilot.survey/2/closes 2026-02-01T10:00',
      'pilot.survey/3 2026-02-02T10:00',
      'pilot.survey/3/reminder 2026-02-05T10:00',
    ]);
  });
  it('moves what counts from an event only by pauses that came after it', () => {
    const confirmed = { confirmedAt: at('2026-01-22T09:00:00Z'), chosen: 8, accepted: [] };
    const reminder = (from: string): string[] => {
      const plan = { ...berlin, pauses: [{ from, days: 10 }] };
      return listed(
        agenda(plan, factsWith({ 'pilot.circle': confirmed }), playbook),
        plan,
        'pilot.invitation',
      );
    };
    expect(reminder('2026-01-20')).toEqual([
      'pilot.invitation 2026-01-22T10:00',
      'pilot.invitation/reminder 2026-01-26T10:00',
    ]);
    expect(reminder('2026-01-24').at(-1)).toBe('pilot.invitation/reminder 2026-02-05T10:00');
  });
});

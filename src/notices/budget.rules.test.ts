import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { budget, decide, goesAfterNo, type Reader, type Ready, type Verdict } from './budget.rules.js';
import { quietUntil } from './quiet.rules.js';

const noon = Temporal.Instant.from('2026-03-02T12:00:00Z');
const hours = (count: number): Temporal.Instant => noon.add({ hours: count });
const days = (count: number): Temporal.Instant => hours(24 * count);

const row = (given: Partial<Ready> = {}): Ready => ({
  id: 'a',
  key: 'launch.invitation/1',
  play: 'launch.invitation',
  purpose: 'invitation',
  usefulUntil: null,
  atOnce: false,
  wanted: true,
  sentAs: null,
  ...given,
});
const news = (id: string): Ready =>
  row({ id, purpose: 'community', play: 'pilot.thanks', key: 'pilot.thanks' });
const essential = (given: Partial<Ready> = {}): Ready =>
  row({ purpose: 'essential', play: 'sunset.notice', key: 'sunset.notice/r1/T-14', ...given });
const reader = (given: Partial<Reader> = {}): Reader => ({
  timeZone: 'Europe/Berlin',
  erased: false,
  left: false,
  saidNo: false,
  optedOut: [],
  recent: [],
  unanswered: 0,
  unansweredOrdinary: 0,
  lastOrdinary: null,
  ...given,
});
const verdict = (
  ready: Ready,
  given: Partial<Reader> = {},
  now = noon,
  ahead: Temporal.Instant[] = [],
): Verdict => decide([ready], reader(given), ahead, now).get(ready.id)!;
const goes = (key: string): boolean => goesAfterNo(key.split('/')[0]!, key);
const until = (moment: Temporal.Instant): Verdict => ({ act: 'wait', until: moment });

describe('what may be said to one reader now', () => {
  it('sends to somebody who heard little', () => {
    expect(verdict(row())).toEqual({ act: 'send' });
  });

  it('waits from 21:00 to 08:00 where the reader lives, essential or not', () => {
    const late = Temporal.Instant.from('2026-03-02T20:00:00Z'); // 21:00 in Berlin, 15:00 in New York
    const morning = Temporal.Instant.from('2026-03-03T07:00:00Z');
    expect(verdict(row(), {}, late)).toEqual(until(morning));
    expect(verdict(essential(), {}, late)).toEqual(until(morning));
    expect(verdict(row(), { timeZone: 'America/New_York' }, late)).toEqual({ act: 'send' });
  });

  it('counts two in any 7 days; a third waits until the first is 7 days old', () => {
    expect(verdict(row(), { recent: [days(-6), days(-1)] })).toEqual(until(days(1)));
    expect(verdict(row(), { recent: [days(-7), days(-1)] })).toEqual({ act: 'send' });
  });

  it('lets an essential message go however much was said, and counts it', () => {
    const recent = [days(-2), days(-1)];
    expect(verdict(essential(), { recent, unanswered: 20, unansweredOrdinary: 9 })).toEqual({ act: 'send' });
    const both = decide([row({ id: 'b' }), essential()], reader({ recent: [days(-1)] }), [], noon);
    expect(both.get('a')).toEqual({ act: 'send' });
    expect(both.get('b')).toEqual(until(days(6)));
  });

  it('sends what the reader has just asked for: at night, over every budget, after a no; and alone', () => {
    const night = Temporal.Instant.from('2026-03-02T23:00:00Z');
    const full = {
      recent: [days(-2), days(-1)],
      unanswered: 14,
      unansweredOrdinary: 14,
      lastOrdinary: days(-1),
    };
    const asked = row({ purpose: 'help', play: 'data-key', key: 'data-key/1', atOnce: true });
    expect(verdict(asked, full, night)).toEqual({ act: 'send' });
    expect(verdict(asked, { saidNo: true, left: true, optedOut: ['help'] })).toEqual({ act: 'send' });
    expect(verdict(asked, { erased: true })).toEqual({ act: 'suppress', reason: 'erased' });
    const two = decide([news('a'), { ...news('b'), atOnce: true }], reader(), [], noon);
    expect(two.get('b')).toEqual({ act: 'send' });
    expect(two.get('a')).not.toEqual({ act: 'join', head: 'b' });
  });

  it('makes room for essential messages that are planned', () => {
    expect(verdict(row(), { recent: [days(-1)] }, noon, [days(2)])).toEqual(until(days(9)));
    expect(verdict(row(), { recent: [days(-1)] }, noon, [days(6)])).toEqual({ act: 'send' });
  });

  it('stops the others where 14 went unanswered, or would once the essential ones are said', () => {
    const over = { act: 'suppress', reason: 'over the budget' };
    expect(verdict(row(), { unanswered: 14, unansweredOrdinary: 2 })).toEqual(over);
    expect(verdict(row(), { unanswered: 8, unansweredOrdinary: 8 })).toEqual(over);
    expect(verdict(row(), { unanswered: 9, unansweredOrdinary: 7 })).toEqual({ act: 'send' });
  });

  it('holds news without a fixed day back for 3 days, and sends what waited together as one', () => {
    expect(verdict(news('n'), { lastOrdinary: days(-1) })).toEqual(until(days(2)));
    const together = decide(
      [news('n2'), news('n1'), news('n3')],
      reader({ lastOrdinary: days(-3) }),
      [],
      noon,
    );
    expect([...together]).toEqual([
      ['n1', { act: 'send' }],
      ['n2', { act: 'join', head: 'n1' }],
      ['n3', { act: 'join', head: 'n1' }],
    ]);
  });

  it('sends again together what went together, and nothing new with what may have arrived', () => {
    const begun = (id: string): Ready => ({ ...news(id), sentAs: '<n3@hill.example>' });
    const again = decide([news('n1'), begun('n2'), begun('n3')], reader(), [], noon);
    expect([...again]).toEqual([
      ['n2', { act: 'send' }],
      ['n3', { act: 'join', head: 'n2' }],
      ['n1', until(days(3))],
    ]);
  });

  it('suppresses what is past its usefulness, and never lets it wait beyond it', () => {
    expect(verdict(row({ usefulUntil: noon }))).toEqual({ act: 'suppress', reason: 'too late to be useful' });
    const recent = [days(-2), days(-1)];
    expect(verdict(row({ usefulUntil: hours(5) }), { recent })).toEqual(until(hours(5)));
  });

  it.each([
    [{ erased: true, left: true }, 'erased'],
    [{ left: true }, 'left'],
    [{ saidNo: true }, 'said no'],
    [{ optedOut: ['survey' as const, 'invitation' as const] }, 'opted out'],
  ])('suppresses with the reason: %j', (given, reason) => {
    expect(verdict(row(), given)).toEqual({ act: 'suppress', reason });
  });

  it('does not remind who has answered or arrived in the meantime', () => {
    expect(verdict(row({ wanted: false }))).toEqual({ act: 'suppress', reason: 'no longer needed' });
  });

  it('does not let anybody opt out of what is essential', () => {
    expect(verdict(essential(), { optedOut: ['essential', 'survey'] })).toEqual({ act: 'send' });
  });

  it('tells who would rather not only the announcement, its changes, T-7, a cancellation, what is stored', () => {
    const said = ['sunset.announcement/r1', 'sunset.notice/r1/T-7', 'rollout.cancelled', 'charter.changed/3'];
    const unsaid = [
      'sunset.notice/r1/T-14',
      'sunset.notice/r1/T-1',
      'sunset.export-reminder/r1/T-21',
      'help.answer',
    ];
    expect([said.filter(goes), unsaid.filter(goes)]).toEqual([said, []]);
  });
});

const zone = fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Apia');
const moment = fc.integer({ min: -14 * 24 * 60, max: 0 }).map((minutes) => noon.add({ minutes }));
const later = fc.integer({ min: 1, max: 14 * 24 * 60 }).map((minutes) => noon.add({ minutes }));
const readers = fc.record({
  timeZone: zone,
  recent: fc.array(moment, { maxLength: 6 }),
  unanswered: fc.nat(16),
  unansweredOrdinary: fc.nat(9),
  lastOrdinary: fc.option(moment, { nil: null }),
});
const ordinaryRows = fc
  .array(fc.constantFrom('invitation' as const, 'survey' as const, 'community' as const), { maxLength: 5 })
  .map((list) => list.map((purpose, index) => row({ id: String(index), purpose })));

describe('the budget, whatever comes', () => {
  it('never makes a third in any 7 days out of something that is not essential', () => {
    fc.assert(
      fc.property(readers, ordinaryRows, fc.array(later, { maxLength: 4 }), (known, rows, ahead) => {
        const went = [...decide(rows, reader(known), ahead, noon).values()].filter(
          ({ act }) => act === 'send',
        );
        const lastWeek = known.recent.filter((at) => Temporal.Instant.compare(at, days(-7)) > 0);
        expect(went.length + Math.min(lastWeek.length, budget.perWeek)).toBeLessThanOrEqual(budget.perWeek);
      }),
    );
  });

  it('waits only for a moment at which it then goes, and not in the night', () => {
    fc.assert(
      fc.property(readers, fc.boolean(), fc.array(later, { maxLength: 4 }), (known, loose, ahead) => {
        const ready = loose ? news('a') : row();
        const first = verdict(ready, known, noon, ahead);
        fc.pre(first.act === 'wait');
        const wait = (first as { until: Temporal.Instant }).until;
        expect(Temporal.Instant.compare(wait, noon)).toBe(1);
        expect(quietUntil(wait, known.timeZone)).toBeNull();
        expect(verdict(ready, known, wait, ahead)).toEqual({ act: 'send' });
      }),
    );
  });

  it('sends or defers every essential message to whoever did not leave, until it is of no use', () => {
    fc.assert(
      fc.property(readers, fc.array(later, { maxLength: 4 }), fc.boolean(), (known, ahead, saidNo) => {
        const ready = essential({ key: 'sunset.notice/r1/T-7' });
        expect(verdict(ready, { ...known, saidNo }, noon, ahead).act).not.toBe('suppress');
      }),
    );
  });
});

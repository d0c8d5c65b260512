import { Temporal } from 'temporal-polyfill';
import { friction, type Newcomer } from './friction.rules.js';
import { usualKeyTasks, type KeyTaskAnswer } from './key-tasks.js';

const today = Temporal.PlainDate.from('2026-03-30');
const ago = (days: number): Temporal.PlainDate => today.subtract({ days });

function newcomer(arrived: number, done: Record<string, number | KeyTaskAnswer>): Newcomer {
  const answers = Object.entries(done).map(([task, how]) => [
    task,
    typeof how === 'number' ? { answer: 'yes', doneOn: ago(how) } : { answer: how, doneOn: null },
  ]);
  return { arrivedOn: ago(arrived), answers: Object.fromEntries(answers) as Newcomer['answers'] };
}

const well = newcomer(15, { post: 14, reply: 12, file: 10 });
const stuck = newcomer(15, { post: 14, reply: 'did not try', file: 'did not try' });
const times = (n: number, one: Newcomer): Newcomer[] => Array<Newcomer>(n).fill(one);
const look = (...groups: Newcomer[][]) => friction(groups.flat(), usualKeyTasks, today);

describe('the friction alarm', () => {
  it('rings when three of ten had not done the key tasks within seven days of arriving', () => {
    expect(look(times(7, well), times(3, stuck))).toMatchObject({
      on: true,
      answered: 10,
      slow: 3,
    });
  });

  it('is silent below three in ten', () => {
    expect(look(times(8, well), times(3, stuck)).on).toBe(false);
  });

  it('takes the share of all who answered: one of ten is no alarm, whoever’s time is still running', () => {
    expect(look(times(1, stuck), times(9, newcomer(2, { post: 1 }))).on).toBe(false);
  });

  it('is silent while fewer than ten answered: nine are not enough evidence', () => {
    expect(look(times(9, stuck)).on).toBe(false);
  });

  it('takes silence for unknown, not for failure', () => {
    const silent = newcomer(15, {});
    const saidOne = newcomer(15, { post: 14 });
    expect(look(times(9, well), times(20, silent), times(3, saidOne))).toMatchObject({
      on: false,
      answered: 12,
      slow: 0,
    });
  });

  it('looks only at who arrived in the last 21 days', () => {
    expect(look(times(10, well), times(30, newcomer(22, { post: 'not yet' }))).on).toBe(false);
    expect(look(times(10, well), times(30, newcomer(21, { post: 'not yet' }))).on).toBe(true);
  });

  it('waits for the seven days before it calls anybody slow', () => {
    const fresh = newcomer(7, { post: 'did not try' });
    expect(look(times(10, well), times(10, fresh))).toMatchObject({ on: false, slow: 0 });
  });

  it('counts a task done on the eighth day as late, on the seventh as in time', () => {
    expect(look(times(10, newcomer(15, { post: 8 }))).slow).toBe(0);
    expect(look(times(10, newcomer(15, { post: 7 }))).slow).toBe(10);
  });

  it('rings at once when one task hinders a fifth of them and at least three, and names it', () => {
    const hindered = newcomer(2, { post: 1, file: 'not yet' });
    expect(look(times(12, well), times(3, hindered))).toMatchObject({
      on: true,
      hindering: [{ task: { key: 'file' }, people: 3 }],
    });
    expect(look(times(13, well), times(3, hindered)).on).toBe(false);
    expect(look(times(8, well), times(2, hindered)).on).toBe(false);
  });
});

import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { isBefore } from './calendar.rules.js';
import type { Rollout } from './rollout.entity.js';
import { turningPoints, type Scene } from './scene.js';

/** What the own page says first, in its reader’s language: what has happened, and what they need do. */
export async function happening(
  tx: EntityManager,
  rollout: Rollout,
  scene: Scene,
  now: Temporal.Instant,
): Promise<string[]> {
  const { say, oldPlace, newPlace, newPlaceCalled } = scene;
  if (rollout.cancelledAt)
    return [
      say('The move from {oldPlace} is called off. Everything stays as it was. You need not do anything.', {
        oldPlace,
      }),
    ];
  if (rollout.keptBothAt)
    return [
      say('We keep {oldPlace}, and {newPlace} is there too. You choose. You need not do anything.', {
        ...{ oldPlace, newPlace },
      }),
    ];
  const turns = await turningPoints(tx, rollout.id);
  const closes = turns.get('sunset.read-only');
  if (closes?.done)
    return [
      say('We left {oldPlace} on {day}. We are in {newPlace} now.', {
        ...{ oldPlace, newPlace, day: say.day(closes.on) },
      }),
    ];
  if (closes)
    return [
      say('We are moving from {oldPlace} to {newPlace}.', { oldPlace, newPlace }),
      say('On {day} the old place closes for new messages. You can still read it after that.', {
        day: say.day(closes.on),
      }),
    ];
  if (turns.get('launch.opening')?.done)
    return [
      say('We are moving from {oldPlace} to {newPlace}. The new place is open to everybody.', {
        ...{ oldPlace, newPlace: newPlaceCalled },
      }),
      say('The old place stays as it is. You will hear the date long before it closes.'),
    ];
  const begins = Temporal.PlainDate.from(rollout.plan.startsOn);
  if (rollout.state === 'draft')
    return [
      say('We plan a move from {oldPlace} to {newPlace}. It has not begun.', { oldPlace, newPlace }),
      say('You need not do anything now.'),
    ];
  if (isBefore(localDay(now, rollout.plan.timeZone), begins))
    return [
      say('On {day} a few of us begin to try {newPlace}. The old place stays as it is.', {
        ...{ day: say.day(begins), newPlace: newPlaceCalled },
      }),
      say('You need not do anything now.'),
    ];
  return [
    say('A few of us try {newPlace} first. The old place stays as it is.', { newPlace: newPlaceCalled }),
    say('You need not do anything now.'),
  ];
}

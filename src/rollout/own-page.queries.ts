import type { EntityManager } from 'typeorm';
import type { Rollout } from './rollout.entity.js';
import { turningPoints, type Scene } from './scene.js';

/** What the own page says first, in its reader’s language: what has happened, and what they need do. */
export async function happening(tx: EntityManager, rollout: Rollout, scene: Scene): Promise<string[]> {
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
  return [
    say('A few of us try {newPlace} first. The old place stays as it is.', { newPlace: newPlaceCalled }),
    say('You need not do anything now.'),
  ];
}

import type { EntityManager } from 'typeorm';
import { spokenDay } from './calendar.words.js';
import type { Rollout } from './rollout.entity.js';
import { turningPoints, type Scene } from './scene.js';

/** What the own page says first, a sentence each. */
export async function happening(tx: EntityManager, rollout: Rollout, scene: Scene): Promise<string[]> {
  if (rollout.cancelledAt)
    return [
      `The move from ${scene.oldPlace} is called off. Everything stays as it was. You need not do anything.`,
    ];
  if (rollout.keptBothAt)
    return [
      `We keep ${scene.oldPlace}, and ${scene.newPlace} is there too. You choose. You need not do anything.`,
    ];
  const turns = await turningPoints(tx, rollout.id);
  const closes = turns.get('sunset.read-only');
  if (closes?.done)
    return [`We left ${scene.oldPlace} on ${spokenDay(closes.on)}. We are in ${scene.newPlace} now.`];
  if (closes)
    return [
      `We are moving from ${scene.oldPlace} to ${scene.newPlace}.`,
      `On ${spokenDay(closes.on)} the old place closes for new messages. You can still read it after that.`,
    ];
  if (turns.get('launch.opening')?.done)
    return [
      `We are moving from ${scene.oldPlace} to ${scene.newPlaceCalled}. The new place is open to everybody.`,
      'The old place stays as it is. You will hear the date long before it closes.',
    ];
  return [
    `A few of us try ${scene.newPlaceCalled} first. The old place stays as it is.`,
    'You need not do anything now.',
  ];
}

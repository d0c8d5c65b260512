import { Injectable, type Type } from '@nestjs/common';
import { factKeys, type Facts } from '../../src/rollout/facts.js';
import { FACT } from '../../src/rollout/sockets.js';
import { factsWith } from './facts.js';

/**
 * Stands in for the features that a test leaves out: answers every fact that `own` does not, as if nothing had
 * happened there yet. Whatever the test changes in `facts` is told from then on.
 */
export function otherFacts(own: readonly string[], facts: Facts = factsWith()): Type {
  @Injectable()
  class OtherFacts {}
  for (const key of factKeys) {
    if (own.some((room) => key.startsWith(`${room}.`))) continue;
    const tell = (): Promise<unknown> => Promise.resolve(facts[key]);
    Reflect.defineMetadata(FACT, key, tell);
    Object.defineProperty(OtherFacts.prototype, key, { value: tell });
  }
  return OtherFacts;
}

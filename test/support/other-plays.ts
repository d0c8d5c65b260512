import { Injectable, type Type } from '@nestjs/common';
import { playKeys } from '../../src/rollout/playbook.js';
import { PLAY, type Occasion } from '../../src/rollout/sockets.js';

/** Stands in for the features that a test leaves out: does every play whose key begins with none of `own`, in the given way. */
export function otherPlays(own: readonly string[], act: (occasion: Occasion) => Promise<void>): Type {
  @Injectable()
  class OtherPlays {}
  for (const key of playKeys) {
    if (own.some((beginning) => key.startsWith(beginning))) continue;
    const play = (occasion: Occasion): Promise<void> => act(occasion);
    Reflect.defineMetadata(PLAY, key, play);
    Object.defineProperty(OtherPlays.prototype, key, { value: play });
  }
  return OtherPlays;
}

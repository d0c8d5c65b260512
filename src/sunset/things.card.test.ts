import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { mirrored } from '../kernel/language/say.js';
import { render } from '../kernel/ui/render.js';
import type { OwnPageVisit } from '../rollout/sockets.js';
import { unsaidIn } from '../../test/support/unsaid.js';
import { ThingsCard } from './things.card.js';
import { Things } from './closing.entity.js';

const place = { id: 'a', name: 'Stairwell', caretaker: null, read_only_on: null, redirect_on: null };
const t = Temporal.PlainDate.from('2026-09-30');

const card = async (said: 'have' | 'nothing' | null, platform: string): Promise<string> => {
  const tx = {
    findOneBy: (entity: unknown) => Promise.resolve(entity === Things ? said && { said } : { t }),
    query: () => Promise.resolve([{ ...place, platform }]),
  };
  const rollout = { plan: { archiveDays: 30 } };
  const visit = { tx, rollout, participation: {}, path: '/m/x', say: mirrored };
  return render((await new ThingsCard().things(visit as unknown as OwnPageVisit))!);
};

describe('my things', () => {
  it.each(['whatsapp', 'slack', 'something else'])(
    'are spoken of in every language (%s)',
    async (platform) => {
      expect(unsaidIn(await card(null, platform))).toEqual(['Stairwell']);
    },
  );

  it.each(['have', 'nothing'] as const)('are settled in every language (%s)', async (said) => {
    expect(unsaidIn(await card(said, 'slack'))).toEqual([]);
  });
});

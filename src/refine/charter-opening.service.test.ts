import { describe, expect, it, jest } from '@jest/globals';
import type { Actor } from '../access/actor.js';
import { Refusal } from '../kernel/refusal.js';
import type { WouldSay } from '../rollout/would-say.js';
import { CharterOpening } from './charter-opening.service.js';
import type { Charter } from './charter.service.js';

const lead = {} as Actor;

function telling(people: number): { opening: CharterOpening; open: jest.Mock } {
  const open = jest.fn();
  const would = { say: async () => ({ said: { people }, roster: 60 }) };
  return {
    open,
    opening: new CharterOpening({ open } as unknown as Charter, would as unknown as WouldSay),
  };
}

describe('opening the draft of the charter', () => {
  it('asks whoever tells more than 50 people for the number', async () => {
    const { opening, open } = telling(51);
    for (const people of [undefined, 50])
      await expect(opening.open(lead, 'move', { people })).rejects.toMatchObject({
        reasons: [{ field: 'people' }],
      });
    expect(open).not.toHaveBeenCalled();
    await opening.open(lead, 'move', { people: 51 });
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('asks nothing of who tells fewer', async () => {
    const { opening, open } = telling(50);
    await opening.open(lead, 'move', {});
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('shows nothing where there is nothing to open', async () => {
    const would = { say: () => Promise.reject(new Refusal('conflict', 'Version 1 is open already.')) };
    const opening = new CharterOpening({} as Charter, would as unknown as WouldSay);
    expect(await opening.look(lead, 'move')).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { reachOf } from './reach.rules.js';

describe('how somebody is reached', () => {
  it.each([
    ['mira@hill.example', 'mira@hill.example', ''],
    ['Ada, ground floor', null, 'Ada, ground floor'],
    ['mira@hill.example, or ring at the ground floor', 'mira@hill.example', 'ring at the ground floor'],
    ['Ring at the ground floor, or mira@hill.example', 'mira@hill.example', 'Ring at the ground floor'],
    ['E-mail: mira@hill.example; phone 030 1234', 'mira@hill.example', 'phone 030 1234'],
    ['030 1234 (mira@hill.example)', 'mira@hill.example', '030 1234'],
    ['Mira <mira@hill.example>, Tuesdays in the yard', 'mira@hill.example', 'Mira, Tuesdays in the yard'],
    ['@mira on the new place', null, '@mira on the new place'],
  ])('%j: replies go to %j, and else: %j', (contact, address, elsewhere) => {
    expect(reachOf(contact)).toEqual({ address, elsewhere });
  });

  it('never answers an address that breaks out of a header', () => {
    fc.assert(
      fc.property(fc.string(), (noise) => {
        expect(reachOf(`${noise}x@y.example`).address ?? '').not.toMatch(/[\s<>,;:"()]/);
      }),
    );
  });
});

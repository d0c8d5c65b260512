import fc from 'fast-check';
import { returnPath, sentAsIn, tokensIn } from './return-path.rules.js';

const key = Buffer.alloc(32, 7);
const address = 'bounce@example.org';
const sent = fc.record({ deliveryId: fc.uuid(), tries: fc.nat(255) });
const messageIdOf = ({ deliveryId, tries }: { deliveryId: string; tries: number }): string =>
  `<${deliveryId}${tries ? `.${tries}` : ''}@hill.example>`;

describe('where a message comes back to', () => {
  it('says which message it was, in whatever case it comes back', () => {
    fc.assert(
      fc.property(sent, fc.boolean(), (one, shouted) => {
        const path = returnPath(address, messageIdOf(one), key);
        expect(tokensIn(`for <${shouted ? path.toUpperCase() : path}>;`, key)).toEqual([one]);
      }),
    );
  });

  it('is an address that every server takes', () => {
    fc.assert(
      fc.property(sent, (one) => {
        const path = returnPath(address, messageIdOf(one), key);
        expect(path).toMatch(/^bounce\+[a-z2-7]{40}@example\.org$/);
        expect(path.indexOf('@')).toBeLessThanOrEqual(64);
      }),
    );
  });

  it('cannot be made by who does not have the key, nor be changed into another', () => {
    const path = returnPath(address, messageIdOf({ deliveryId: crypto.randomUUID(), tries: 0 }), key);
    expect(tokensIn(path, Buffer.alloc(32, 8))).toEqual([]);
    fc.assert(
      fc.property(fc.nat(39), fc.stringMatching(/^[a-z2-7]$/), (at, letter) => {
        const place = 'bounce+'.length + at;
        const other = path.slice(0, place) + letter + path.slice(place + 1);
        expect(tokensIn(other, key)).toHaveLength(other === path ? 1 : 0);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z2-7]{40}$/), (guess) => {
        expect(tokensIn(`bounce+${guess}@example.org`, key)).toEqual([]);
      }),
    );
  });

  it('is the plain address for what is no message of the ledger', () => {
    for (const messageId of ['<note@hill.example>', '', `<${crypto.randomUUID()}.999@hill.example>`])
      expect(returnPath(address, messageId, key)).toBe(address);
  });

  it('knows our own Message-IDs among others, each once', () => {
    const [a, b] = [crypto.randomUUID(), crypto.randomUUID()];
    expect(
      sentAsIn(
        `Message-ID: <${a}.3@hill.example>\nReferences: <x@y.example> <${b}@h.example> <${a}.3@h.example>`,
      ),
    ).toEqual([
      { deliveryId: a, tries: 3 },
      { deliveryId: b, tries: 0 },
    ]);
  });
});

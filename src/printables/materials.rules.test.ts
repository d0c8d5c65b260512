import { everythingSaid, scenes } from '../../test/support/letters.js';
import { garden } from '../../test/support/garden.js';
import { languages } from '../kernel/language/language.rules.js';
import { speak } from '../kernel/language/say.js';
import { playbook } from '../rollout/playbook.js';
import { wordsIn } from '../rollout/rewording.rules.js';
import { materialsOf, VOICE_WORDS } from './materials.rules.js';

/** Each post that a play makes, as it is posted in a place, in each language. */
const posts = (['short', 'long'] as const).flatMap((name) =>
  languages.flatMap((language) => {
    const scene = scenes[name].in(speak(language));
    return Object.entries(everythingSaid(scene)).flatMap(([play, said]) =>
      said.flatMap((one) => ('post' in one ? [{ play, language, scene, short: one.post.short }] : [])),
    );
  }),
);

describe('what a message for all is made into', () => {
  it('is made of every play that is posted', () => {
    const posted = playbook.filter((row) => row.posts).map(({ play }) => play as string);
    expect([...new Set(posts.map(({ play }) => play))].toSorted()).toEqual(posted.toSorted());
  });

  it('is read aloud in 40 seconds, whoever speaks it, and names who answers', () => {
    for (const { language, scene, short } of posts) {
      const facts = { ...garden, ...scene, say: speak(language), code: null, spoken: null };
      const { voice, phone, sheet } = materialsOf(facts, short);
      expect(wordsIn(voice)).toBeLessThanOrEqual(VOICE_WORDS);
      expect(wordsIn(voice)).toBeGreaterThan(20);
      for (const said of [voice, phone]) {
        expect(said).toContain(scene.responsible);
        expect(said).not.toMatch(/https?:|move\.example/);
      }
      expect(phone).toContain(scene.contact);
      expect(sheet.title).not.toBe('');
    }
  });

  it('ends in time even where a lead wrote one sentence without an end', () => {
    const { voice } = materialsOf(garden, 'on and on '.repeat(60).trim());
    expect(wordsIn(voice)).toBe(VOICE_WORDS);
    expect(voice).toMatch(/Ask Rosa\.$/);
  });

  it('reads no address aloud, and puts none on a wall but its own', () => {
    const post =
      'The old place closes. Is this from us? Ask at move.garden-street.org/from-us. See https://x.example/y.';
    const { voice, sheet } = materialsOf(garden, post);
    expect(`${voice} ${sheet.lead.join(' ')}`).not.toMatch(/garden-street\.org|x\.example/);
    expect(sheet).toMatchObject({ title: 'The old place closes.', code: 'hq7m k3ea' });
    expect(materialsOf({ ...garden, code: null }, post).sheet).toMatchObject({
      ...{ code: null, address: 'https://move.garden-street.org', typed: 'move.garden-street.org' },
    });
  });

  it('names no place and nobody on a wall where a community is careful, and not the community where there is danger', () => {
    const { sheet } = materialsOf({ ...garden, care: 'careful' }, 'WhatsApp closes. Rosa answers.');
    expect(JSON.stringify(sheet)).not.toMatch(/WhatsApp|Rosa/);
    const danger = materialsOf({ ...garden, care: 'protective' }, 'WhatsApp closes.');
    expect(JSON.stringify(danger.sheet)).not.toContain('Tenants');
    expect(danger.voice).not.toContain('Tenants');
  });
});

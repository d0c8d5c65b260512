import { Temporal } from 'temporal-polyfill';
import type { Letter, Letters } from '../notices/letter.js';
import type { Scene } from '../rollout/scene.js';
import * as retrospective from '../retrospective/retrospective.mails.js';
import * as retention from '../retention/retention.mails.js';
import * as announcing from './announcement.mails.js';
import * as closing from './closing.mails.js';
import { oldPlatform } from './old-places.js';

const scene = (oldPlace: string): Scene => ({
  community: 'Tenants of Hill Street 12',
  language: 'en',
  oldPlace,
  newPlace: 'Our Matrix room',
  newPlaceCalled: 'Our Matrix room',
  closesOn: null,
  responsible: 'Mira Solano',
  contact: 'mira@hill.example, or ring at the ground floor',
  baseUrl: 'https://move.example',
});
const t = Temporal.PlainDate.from('2026-09-30');
const archiveEnds = t.add({ days: 30 });

/** Every letter that goes to members, with short and with long names of the old places. */
const letters = (oldPlace: string): Record<string, Letters> => {
  const about = { scene: scene(oldPlace), t, archiveEnds };
  const survey = { path: '/survey/1', until: 'Tuesday 7 July, 10:00 (Europe/Berlin)' };
  return {
    announcement: announcing.announcement(about),
    correction: announcing.correction(about, t.subtract({ days: 3 })),
    'not yet': announcing.notYet(about, t.add({ days: 5 })),
    ...Object.fromEntries((['T-14', 'T-7', 'T-1'] as const).map((r) => [r, closing.closingSoon(about, r)])),
    things: closing.takeYourThings(about, [`${oldPlace}: ${oldPlatform('whatsapp').things}`], false),
    'last call': closing.takeYourThings(about, [`${oldPlace}: ${oldPlatform('slack').things}`], true),
    celebration: closing.celebration(about.scene, 115, false),
    'both kept': closing.celebration(about.scene, null, true),
    cancelled: closing.cancelled(about.scene),
    'kept both': closing.keptBoth(about.scene),
    survey: retrospective.askToLookBack(about.scene, survey),
    reminder: retrospective.remindToLookBack(about.scene, survey),
    meeting: retrospective.comeToMeeting(about.scene, { when: survey.until, where: 'the yard' }),
    key: retention.keyToYourData(),
  };
};
const cases = [
  ...Object.entries(letters('Stairwell C')),
  ...Object.entries(letters('WhatsApp, everybody from stairwell C and the old mailing list')),
];

const text = ({ subject, opening, paragraphs, nothing, why }: Letter): string =>
  [subject, opening, ...paragraphs, nothing, why].join(' ');

describe('letters of the last weeks', () => {
  it.each(cases)('%s: has a subject of at most 50 characters and under 150 words', (_name, { en }) => {
    expect(en.subject.length).toBeLessThanOrEqual(50);
    expect(text(en).split(/\s+/).length).toBeLessThan(150);
  });

  it.each(cases)('%s: uses the plain words of members', (_name, { en }) => {
    const words =
      /\b(rollout|pilot|standing|baseline|cohort|wave|sunset|advocate|skeptic|outcome|unreachable)s?\b/i;
    expect(text(en)).not.toMatch(words);
    expect(text(en)).not.toMatch(/\b(please|oops|simply|invalid)\b/i);
  });

  it.each(cases)('%s: says what happens if one does nothing, and why one gets it', (_name, { en }) => {
    expect(en.nothing).toMatch(/If you do nothing|You need not/);
    expect(en.why).toMatch(/^You get this because/);
  });

  it('keeps posts within 600 characters', () => {
    const about = { scene: scene('WhatsApp, stairwell C'), t, archiveEnds };
    const posts = [
      announcing.announcementPost(about),
      announcing.correctionPost(about, t.add({ days: 1 })),
      announcing.notYetPost(about, t),
      closing.closingSoonPost(about, 'T-7'),
      closing.celebrationPost(about.scene, 12),
      closing.asPost(closing.keptBoth(about.scene)),
    ];
    expect(posts.filter(({ short }) => short.length > 600)).toEqual([]);
  });

  it('says what closing a place can and cannot do, and when that was looked up', () => {
    const place = { name: 'Stairwell C', caretaker: 'Tom' };
    const known = closing.readOnlyList(
      scene('Stairwell C'),
      place,
      oldPlatform('Slack'),
      'https://x.example',
    );
    expect(known.en.paragraphs.join(' ')).toContain('We looked this up on 2026-');
    const strange = closing.readOnlyList(
      scene('Stairwell C'),
      place,
      oldPlatform('Foo'),
      'https://x.example',
    );
    expect(strange.en.paragraphs.join(' ')).toContain('check each step');
  });
});

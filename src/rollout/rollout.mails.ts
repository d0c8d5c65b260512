import type { Letters, PostText } from '../notices/letter.js';
import type { Scene } from './scene.js';

/** A subject of at most 50 characters, never cut: too long a name of the community gives way. */
export function titled(community: string, what: string): string {
  const full = `${community}: ${what}`;
  return full.length <= 50 ? full : `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
}

/** Day 0: a few will try something; nothing changes now; why; who decides; where we have your name from. */
export function openingWord(scene: Scene): Letters {
  return {
    en: {
      subject: titled(scene.community, 'a few try a new place'),
      opening: `A few of us will try ${scene.newPlace} for some weeks. For you nothing changes now.`,
      paragraphs: [
        `We want a home for ${scene.community} that belongs to us. So a small group tries one first and tells us what is hard. ${scene.oldPlace} stays as it is.`,
        `Nothing is decided without you. You will hear what they found, and you can object.`,
        `We have your name from the list of ${scene.community}. On your page you see all that we hold, and you can have it removed at once.`,
        `Questions or objections: ${scene.responsible}, ${scene.contact}.`,
      ],
      action: { label: 'See your page', to: '' },
      nothing: 'You need not do anything now.',
      why: `You get this because you are on the list of ${scene.community}.`,
    },
  };
}

export function openingWordPost(scene: Scene): PostText {
  const short = `A few of us will try ${scene.newPlace} for some weeks. Nothing changes here now. We look for a home that belongs to us. You will hear what they found, and you can object. Who decides and whom to ask: ${scene.responsible}, ${scene.contact}.`;
  return {
    short,
    long: `${short}\n\nWe keep a list of names so that nobody is forgotten. Everybody can see what we hold about them, and have it removed.`,
  };
}

/** Every two weeks: what was learned, what changed, what is next. A lead may put their own words in its place. */
export function update(scene: Scene, news: { learned: string; changed: string; next: string }): PostText {
  const short = `News of the move to ${scene.newPlaceCalled}. Learned: ${news.learned} Changed: ${news.changed} Next: ${news.next} Questions: ${scene.responsible}, ${scene.contact}.`;
  return { short: short.slice(0, 600), long: short };
}

export interface Week {
  open: string[];
  held: number;
  coming: { when: string; what: string; to: string }[];
}

export function weekForLeads(scene: Scene, rolloutId: string, week: Week): Letters {
  const needs = week.open.length + week.held;
  const wait = `${needs === 1 ? '1 thing waits' : `${needs} things wait`} for you`;
  return {
    en: {
      subject: needs === 0 ? 'This week: nothing waits for you' : `This week: ${wait}`,
      opening: needs === 0 ? 'Nothing waits for you.' : `${wait}.`,
      paragraphs: [
        ...week.open,
        ...(week.held > 0
          ? [
              `${week.held === 1 ? '1 message is held. Send or skip it' : `${week.held} messages are held. Send or skip each`}: ${scene.baseUrl}/rollouts/${rolloutId}`,
            ]
          : []),
        week.coming.length === 0
          ? 'Nothing goes out by itself this week.'
          : `By itself goes out: ${week.coming.map((one) => `${one.when}: ${one.what} (to ${one.to})`).join('; ')}.`,
      ],
      nothing: 'What goes out by itself goes out. You can stop each on the overview.',
      why: `You get this because you lead the move of ${scene.community}.`,
    },
  };
}

export interface Tomorrow {
  when: string;
  people: number;
  what: string;
  subject: string;
  text: string;
}

export function tomorrowForLeads(scene: Scene, rolloutId: string, one: Tomorrow): Letters {
  return {
    en: {
      subject: `Tomorrow: ${one.people} people hear from us`,
      opening: `On ${one.when}, ${one.people} people get a message by itself.`,
      paragraphs: [
        `What: ${one.what}.`,
        `Subject: ${one.subject}`,
        `Text: ${one.text}`,
        `Stop it or put your own words in: ${scene.baseUrl}/rollouts/${rolloutId}`,
      ],
      nothing: 'If you do nothing, it goes out.',
      why: `You get this because you lead the move of ${scene.community}.`,
    },
  };
}

export function alertForLeads(scene: Scene, rolloutId: string, text: string): Letters {
  return {
    en: {
      subject: titled(scene.community, 'the move needs a look'),
      opening: text,
      paragraphs: [`Look here: ${scene.baseUrl}/rollouts/${rolloutId}`],
      nothing: 'It stays on the overview until somebody decides.',
      why: `You get this because you lead the move of ${scene.community}.`,
    },
  };
}

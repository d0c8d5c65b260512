import type { Temporal } from 'temporal-polyfill';
import { inEveryLanguage, type Letters, type PostText } from '../notices/letter.js';
import { postOf } from '../notices/post.rules.js';
import { postOn, questionsTo, type Scene } from '../rollout/scene.js';

/** To who reported a problem, once it is resolved. */
export const findingResolved = (done: string): Letters =>
  inEveryLanguage((say) => ({
    subject: say('What became of what you reported'),
    opening: say('You told us what was hard in the new place. Somebody has seen to it.'),
    paragraphs: [
      say('What was done: {done}', { done }),
      say('If it still bothers you, reply and say so. Thank you for telling us.'),
    ],
    action: { label: say('Open your page'), to: '' },
    nothing: say('You need not do anything now.'),
    why: say('You get this because you told us about it.'),
  }));

/** To everybody who was told of the move: a text to read and, if they want, to object to. */
export const charterReview = (number: number, windowEndsOn: Temporal.PlainDate): Letters =>
  inEveryLanguage((say) => ({
    subject: say(
      number > 1 ? 'Our rules are to change: read the draft' : 'The rules of the new place: read the draft',
    ),
    opening: say('A draft of our rules for the new place is on your page.'),
    paragraphs: [
      say('Until {day} you can object there. Every objection gets an answer.', {
        day: say.day(windowEndsOn),
      }),
      say('It says how we treat each other there, what is stored about you, and who sees it.'),
    ],
    action: { label: say('Read the draft'), to: '/charter' },
    nothing: say('If you do nothing, that is fine: the text is decided after that day.'),
    why: say('You get this because the rules are for you too.'),
  }));

export const charterReviewPost = (scene: Scene, windowEndsOn: Temporal.PlainDate): PostText =>
  postOn(scene, (here) => {
    const { say } = here;
    return postOf([
      say('A draft of our rules for the new place can be read. Until {day} everybody can object to it.', {
        day: say.day(windowEndsOn),
      }),
      say('It is on your page, and every objection gets an answer.'),
      questionsTo(here),
    ]);
  });

/** @param kinds what is stored that was not before, or otherwise; empty where it is only less */
export function storedChanged(kinds: string[]): Letters {
  const named = kinds.slice(0, 2);
  return inEveryLanguage((say) => ({
    subject: say('What we store about you has changed'),
    opening: say('The program that helps us to move stores other things than before.'),
    paragraphs: [
      ...(named.length > 0
        ? named.map((kind) => say('New or changed: {kind}.', { kind: say.reason({ message: kind }) }))
        : [say('It stores less than before, and nothing new.')]),
      ...(kinds.length > named.length ? [say('There is more of it on the page.')] : []),
    ],
    action: { label: say('See everything we store'), to: '/data' },
    nothing: say('You need not do anything. You can also delete yourself there.'),
    why: say('You get this because it is about your data.'),
  }));
}

export const storedChangedPost = (scene: Scene): PostText =>
  postOn(scene, (here) => {
    const { say } = here;
    return postOf([
      say('The program that helps us to move stores other things than before.'),
      say('Your page shows everything that is stored about you. You can also delete yourself there.'),
      questionsTo(here),
    ]);
  });

export const charterChanged = (whatChanged: string | null, adoptedOn: Temporal.PlainDate): Letters =>
  inEveryLanguage((say) => ({
    subject: say('Our rules and what we store have changed'),
    opening: say('Since {day} our community has new rules.', { day: say.day(adoptedOn) }),
    paragraphs: [
      whatChanged
        ? say('What changed: {what}', { what: whatChanged })
        : say('Your page shows the new text, with what was added and taken out.'),
    ],
    action: { label: say('Read what changed'), to: '/charter' },
    nothing: say('You need not do anything now.'),
    why: say('You get this because it is about your data and how we live together.'),
  }));

export const charterChangedPost = (
  scene: Scene,
  whatChanged: string | null,
  adoptedOn: Temporal.PlainDate,
): PostText =>
  postOn(scene, (here) => {
    const { say } = here;
    return postOf([
      say('Since {day} our community has new rules.', { day: say.day(adoptedOn) }),
      say('Your page shows the new text, with what was added and taken out.'),
      questionsTo(here),
      ...(whatChanged ? [say('What changed: {what}', { what: whatChanged })] : []),
    ]);
  });

import { z } from 'zod';
import { languages } from '../kernel/language/language.rules.js';
import { seenField, type Seen } from '../kernel/http/seen.js';
import type { Reason } from '../kernel/refusal.js';
import type { KeptSetting, PlaySetting } from './play-settings.service.js';
import { playSetting } from './rollout.schemas.js';

const untouched: PlaySetting = { off: false, movedDays: 0, hour: null, reworded: null };

/** What a page shows of a play, in words: what a stale form is known by. */
export const playSeen = (kept: PlaySetting | undefined): Seen => {
  const { off, movedDays, hour, reworded } = kept ?? untouched;
  return {
    'On or off': off ? 'off' : 'on',
    Subject: reworded?.subject ?? '',
    'Your words': reworded?.body ?? '',
    'Days later': movedDays === 0 ? '' : String(movedDays),
    Hour: hour ?? '',
  };
};

const oneBreak = (text: string): string => text.trim().replaceAll('\r\n', '\n');

/** The form of a play's words, day and hour. What is left empty is as we give it. */
export const wordsForm = z
  .object({
    subject: z.string().trim().optional(),
    body: z.string().trim().transform(oneBreak).optional(),
    hour: playSetting.shape.hour.unwrap().unwrap().optional(),
    movedDays: z.coerce
      .number('Write a whole number of days; with a minus for earlier.')
      .int('Write a whole number of days.')
      .min(-60, 'At most 60 days earlier.')
      .max(60, 'At most 60 days later.')
      .default(0),
    seen: seenField,
    act: z.enum(['look', 'keep', 'test']).default('look'),
    /** In which the page showed it. */
    language: z.enum(languages).optional().catch(undefined),
    // Our words, as the fields began with them: what was left as it was stays ours.
    ourSubject: z.string().trim().optional(),
    ourBody: z.string().transform(oneBreak).optional(),
  })
  .transform(({ ourSubject, ourBody, ...typed }) => ({
    ...typed,
    subject: typed.subject === ourSubject ? undefined : typed.subject,
    body: typed.body === ourBody ? undefined : typed.body,
  }))
  .transform(({ subject, body, hour, movedDays, ...rest }) => ({
    ...rest,
    wording: {
      movedDays,
      hour: hour ?? null,
      reworded: subject || body ? { ...(subject && { subject }), ...(body && { body }) } : null,
    },
  }));

export const switchForm = z.object({ off: z.enum(['yes', 'no']), seen: seenField });

/** What a play says in our words, where it can be told: what a lead's own begin from. */
export interface OurWords {
  subject: string;
  body: string;
}

export const typedWords = (kept: KeptSetting | undefined, ours: OurWords): Record<string, unknown> => ({
  subject: kept?.reworded?.subject ?? ours.subject,
  body: kept?.reworded?.body ?? ours.body,
  hour: kept?.hour ?? '',
  movedDays: kept?.movedDays ?? 0,
});

/** The setting that stands, changed. */
export const changed = (kept: KeptSetting | undefined, change: Partial<PlaySetting>): PlaySetting => {
  const { off, movedDays, hour, reworded } = kept ?? untouched;
  return { off, movedDays, hour, reworded, ...change };
};

/** Beside the field in which it was typed. */
export const besideField = ({ field, message }: Reason): Reason => ({
  message,
  ...(field && { field: field.replace('reworded.', '') }),
});

import { z } from 'zod';
import { dayAnswer, dayField, idField, momentAnswer } from '../kernel/http/fields.js';
import { goalStates, shortages } from './forecast.rules.js';
import { dimensions } from './left-behind.service.js';

export const params = z.object({ rolloutId: idField });
export type Params = z.output<typeof params>;

const reason = z.string().trim().min(3, 'Write the reason in a few words.').max(2000);
export const reasonBody = z.object({ reason });
export const correction = z.object({ memberId: idField, change: z.enum(['in', 'out']), reason });

const row = z
  .strictObject({
    memberId: idField.optional(),
    handle: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe('What they are called in the place of the report'),
    day: dayField,
    side: z.enum(['source', 'destination']).default('destination'),
  })
  .refine(({ memberId, handle }) => (memberId === undefined) !== (handle === undefined), {
    message: 'Name the member by memberId or by handle, one of the two.',
  });

export const report = z
  .object({
    placeId: idField.optional().describe('Needed for handles'),
    complete: z
      .boolean()
      .default(false)
      .describe(
        'True when the rows are everybody whom the place saw on these days: then who is missing was not there',
      ),
    rows: z.array(row).min(1, 'Send at least one row.').max(10_000, 'Send at most 10,000 rows at a time.'),
  })
  .refine(({ placeId, rows }) => placeId !== undefined || rows.every(({ handle }) => handle === undefined), {
    path: ['placeId'],
    message: 'Name the place whose handles these are.',
  });

export const rollCall = z.object({
  day: dayField.optional().describe('Today, if you leave it out'),
  placeId: idField.optional(),
  present: z.array(idField).max(10_000).describe('Member ids: who is in the member list of the new place'),
  spoke: z.array(idField).max(10_000).default([]).describe('Who of them said something in the last days'),
  complete: z.boolean().default(true).describe('False when you looked only for some people'),
});

export const headCount = z.object({
  placeId: idField,
  day: dayField.optional(),
  people: z.int().min(0),
  readers: z
    .int()
    .min(0)
    .nullable()
    .default(null)
    .describe('Where only writers are seen: how many more read'),
});

const share = z.number().min(0).max(1).nullable();
const count = z.int().min(0);
const forecast = z.object({
  lacks: z.enum(shortages).nullable().describe('Why there is not enough evidence; null where there is'),
  measuredDays: count.describe('Since the launch opened; 14 are needed'),
  until: dayAnswer.describe('The last day looked at'),
  closing: z.boolean().describe('That day is the closing day'),
  goals: z.array(
    z.object({
      percent: z.int(),
      state: z
        .enum(goalStates)
        .describe(
          'held: had held for seven days on `from`; reached: since `from`; expected: between `from` and `to`, 8 chances in 10; perhaps: not before `from`, 9 chances in 10, maybe not by `until`; unlikely: by `until`, fewer than 1 chance in 10',
        ),
      from: dayAnswer.nullable(),
      to: dayAnswer.nullable(),
    }),
  ),
  path: z
    .array(z.object({ day: dayAnswer, low: share, median: share, high: share }))
    .describe(
      'Week by week from the newest measurement, and `until`: the low end of adoption, 8 chances in 10 to lie between',
    ),
});

export const series = z.object({
  definition: z.string(),
  target: z.object({ from: share, to: share }),
  baseline: z.object({
    from: dayAnswer.nullable(),
    frozenOn: dayAnswer.nullable(),
    takenOut: z.array(z.object({ reason: z.string(), people: count })),
    corrections: z.array(
      z.object({ change: z.enum(['in', 'out']), day: dayAnswer, reason: z.string(), notedBy: z.string() }),
    ),
  }),
  headCounts: z.array(
    z.object({
      placeId: z.string(),
      name: z.string(),
      side: z.string(),
      people: count,
      readers: count.nullable(),
      day: dayAnswer.nullable(),
      inOurList: count,
    }),
  ),
  milestones: z.array(z.object({ percent: z.int(), day: dayAnswer, at: momentAnswer })),
  friction: z.object({ since: dayAnswer, why: z.array(z.string()) }).nullable(),
  forecast: forecast.nullable().describe('For leads, while there is something to reach'),
  series: z.array(
    z.object({
      day: dayAnswer,
      low: share,
      high: share,
      revision: count,
      late: z.boolean(),
      baseline: count,
      assumed: count,
      takenOut: count,
      arrived: count,
      active: count,
      comfortable: count,
      unknown: count,
    }),
  ),
});

export const leftBehind = z.object({
  definition: z.string(),
  breakdowns: z.array(
    z.object({
      dimension: z.enum(dimensions),
      day: dayAnswer,
      classes: z.array(z.object({ names: z.array(z.string()), comfortable: count, behind: count })),
    }),
  ),
  worklist: z.array(
    z.object({ memberId: z.string(), name: z.string(), outcome: z.string(), since: dayAnswer.nullable() }),
  ),
});

/** What the figures mean, said wherever they are shown. */
export const definition =
  'Adoption is the share of the baseline who are comfortable in the new place: the low end counts who is known to be, the high end also whom we cannot see. Measured at 03:00 from the days before.';

export type ReportBody = z.output<typeof report>;
export type RollCallBody = z.output<typeof rollCall>;
export type HeadCountBody = z.output<typeof headCount>;
export type CorrectionBody = z.output<typeof correction>;

export type ReasonBody = z.output<typeof reasonBody>;

export const nothing = z.void();
export const daysKept = z.object({ days: count.describe('Days that were not known before') });
export const peopleSeen = z.object({ people: count });

import { z } from 'zod';

const day = z.string().nullable();
const share = z.number().nullable();

/** The report that fills itself from the record: counts and days, nobody's name, small groups left out. */
export const lookBack = z.object({
  asOf: z.string(),
  phases: z.array(
    z.object({
      name: z.string(),
      plannedFrom: z.string(),
      plannedTo: day,
      opened: day,
      closed: day,
      overridden: z.boolean(),
    }),
  ),
  transition: z.object({ first: z.string(), final: z.string(), timesMoved: z.number() }).nullable(),
  bothKept: z.boolean(),
  /** One point a week, newest last; the low and the high end, 0 to 1. */
  adoption: z.array(z.object({ day: z.string(), low: share, high: share })),
  /** Groups of at least five; what is missing from the whole is too few to show. */
  leftBehind: z.array(
    z.object({ by: z.string(), group: z.string(), comfortable: z.number(), behind: z.number() }),
  ),
  proof: z.object({
    roster: z.number(),
    proven: z.number(),
    /** Not told, and none is owed: they said no. Whoever was told and said no is in `proven`. */
    declined: z.number(),
    exceptions: z.number(),
    open: z.number(),
  }),
  /** How many chose not to come, told or not; absent in a record that was published before this was counted. */
  notComing: z.number().optional(),
  /** By play: how many rows of the ledger, and how they stand. */
  notices: z.array(z.object({ play: z.string(), state: z.string(), people: z.number() })),
  confused: z.object({
    blockers: z.number(),
    majors: z.number(),
    minors: z.number(),
    open: z.number(),
    /** Questions that came up, as the FAQ answers them. */
    questions: z.array(z.string()),
  }),
  help: z.object({ asked: z.number(), hours: z.number() }),
});
export type LookBack = z.infer<typeof lookBack>;

import { z } from 'zod';
import { idField } from '../kernel/http/fields.js';
import type { Wish } from './waves.desk.js';
import type { WaveView } from './waves.views.js';

/** Rows of the form beyond the waves that there are. */
const spare = 3;
const most = 52;

/** `share`, `place:<id>` or `list:<id>`; nothing where there is to be no such wave. */
export const asChoice = ({ kind, placeId, advocateId }: WaveView): string =>
  kind === 'share' ? kind : `${kind}:${(kind === 'place' ? placeId : advocateId) ?? ''}`;

/** How many rows the form has: what is planned, and a few more. */
export const rowsFor = (ahead: number): number => Math.min(most, ahead + spare);

/** What the form shows before anything was typed. */
export function typedWaves(ahead: WaveView[]): Record<string, string> {
  return Object.fromEntries(
    ahead.flatMap((wave, i): [string, string][] => [
      [`wave${i + 1}`, asChoice(wave)],
      ...(wave.leans ? [[`leans${i + 1}`, 'yes'] as [string, string]] : []),
    ]),
  );
}

/** The waves ahead as they stood when the page was drawn: what a stale form is known by. */
export const asStood = (waves: readonly WaveView[]): string =>
  waves
    .filter(({ said }) => !said)
    .map((wave) => `${wave.number} ${asChoice(wave)}${wave.leans ? ' leans' : ''}`)
    .join('; ');

/** A form of rows `wave1`, `leans1`, … Rows without a choice are no waves; those after move up. */
export const wavesForm = z
  .looseObject({ sure: z.literal('yes').optional(), stood: z.string().default('') })
  .transform((given, context) => {
    const fields: Record<string, unknown> = given;
    const waves = Array.from({ length: most }, (_, i) => i + 1).flatMap((row): Wish[] => {
      const choice = fields[`wave${row}`];
      if (typeof choice !== 'string' || choice === '') return [];
      const [kind, id] = choice.split(':');
      const leans = fields[`leans${row}`] === 'yes';
      if (kind === 'share') return [{ kind, leans }];
      if (kind === 'place' && isId(id)) return [{ kind, placeId: id, leans }];
      if (kind === 'list' && isId(id)) return [{ kind, advocateId: id, leans }];
      context.addIssue({ code: 'custom', path: [`wave${row}`], message: 'Choose who is in this wave.' });
      return [];
    });
    if (waves.length === 0)
      context.addIssue({ code: 'custom', path: ['wave1'], message: 'Choose who is in at least one wave.' });
    return { waves, sure: given.sure, stood: given.stood };
  });

const isId = (text: string | undefined): boolean => idField.safeParse(text).success;

/** People of one wave, ticked in rows, and where they are to go. */
export const movesForm = z.object({
  people: z
    .union([idField.transform((id) => [id]), z.array(idField)], 'Tick at least one person.')
    .describe('Participations'),
  wave: z.coerce.number('Choose a wave.').int().min(1, 'Choose a wave.'),
  sure: z.literal('yes').optional(),
});

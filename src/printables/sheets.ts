import type { Temporal } from 'temporal-polyfill';
import { Paper } from './pdf.js';
import { drawPoster, drawSlips } from './poster.pdf.js';
import type { Sheet } from './sheet.rules.js';

export const kinds = ['poster', 'slips'] as const;
export type Kind = (typeof kinds)[number];

export type Printed = { pdf: ReturnType<Paper['done']> } | { lacks: string[] };

/** A sheet as PDF, or the signs that our fonts cannot draw: then the page is printed, with the fonts of the device. */
export async function printed(
  kind: Kind,
  sheet: Sheet,
  { now, compress }: { now: Temporal.Instant; compress?: boolean },
): Promise<Printed> {
  const { title, language } = sheet;
  const paper = await Paper.open({ title, language, now, ...(compress !== undefined && { compress }) });
  const lacks = paper.lacks(textsOf(sheet));
  if (lacks.length > 0) return { lacks };
  (kind === 'poster' ? drawPoster : drawSlips)(paper, sheet);
  return { pdf: paper.done() };
}

/** Everything that is drawn as letters. */
export function textsOf({ title, lead, scan, orType, typed, codeLabel, code, foot }: Sheet): string[] {
  return [title, ...lead, scan, orType, typed, codeLabel ?? '', code ?? '', ...foot];
}

import type { Temporal } from 'temporal-polyfill';
import { A4, Paper, type Block } from './pdf.js';
import { qrOf } from './qr.js';
import type { Printed } from './sheets.js';

/** Somebody to be told, rung or helped. */
export interface CallCard {
  name: string;
  lines: string[];
  /** Where their own page stands, for whoever tells them at the door; null where paper must not know it. */
  ownPage: string | null;
}

/** What is taken along on paper: a card a person. */
export interface CallSheet {
  language: string;
  title: string;
  /** By which day the paper is to be burnt, and whatever else stands on its first line. */
  head: string[];
  /** What is ticked with a pen on each card. */
  boxes: string[];
  cards: CallCard[];
}

const EDGE = 42;
const GAP = 9;
const QR = 68;

/** @returns the signs that our fonts cannot draw, where there are such: then the page is printed */
export async function callSheetPdf(
  sheet: CallSheet,
  { now, compress }: { now: Temporal.Instant; compress?: boolean },
): Promise<Printed> {
  const { title, language, head, boxes, cards } = sheet;
  const paper = await Paper.open({ title, language, now, ...(compress !== undefined && { compress }) });
  const lacks = paper.lacks([
    title,
    ...head,
    ...boxes,
    '☐',
    ...cards.flatMap(({ name, lines }) => [name, ...lines]),
  ]);
  if (lacks.length > 0) return { lacks };
  const across = { x: EDGE, width: A4.width - 2 * EDGE, align: 'left' } as const;
  paper.page();
  let y = paper.text({ ...across, text: title, weight: 'bold', size: [20, 12], lines: 2 }, EDGE, 'H1');
  for (const text of head) y = paper.text({ ...across, text, size: [10, 8], lines: 3 }, y + 3);
  y += GAP;
  for (const card of cards) {
    const blocks = blocksOf(card, boxes);
    const words = blocks.reduce((sum, block) => sum + paper.height(block) + 2, 0);
    const high = Math.max(words, card.ownPage === null ? 0 : QR) + 2 * GAP;
    if (y + high > A4.height - EDGE) {
      paper.page();
      y = EDGE;
    }
    paper.cutLine([EDGE, y], [A4.width - EDGE, y]);
    let at = y + GAP;
    if (card.ownPage !== null)
      paper.qr(qrOf(card.ownPage), { x: A4.width - EDGE - QR, y: at, side: QR }, `QR: ${card.name}`);
    for (const block of blocks) at = paper.text(block, at) + 2;
    y += high;
  }
  return { pdf: paper.done() };
}

function blocksOf({ name, lines, ownPage }: CallCard, boxes: string[]): Block[] {
  const beside = ownPage === null ? 0 : QR + 14;
  const across = { x: EDGE, width: A4.width - 2 * EDGE - beside, align: 'left' } as const;
  return [
    { ...across, text: name, weight: 'bold', size: [14, 9], lines: 2 },
    ...lines.map((text): Block => ({ ...across, text, size: [10, 8], lines: 4 })),
    { ...across, text: boxes.map((box) => `☐ ${box}`).join('      '), size: [11, 8], lines: 2 },
  ];
}

import { A4, type Block, type Paper } from './pdf.js';
import { qrOf } from './qr.js';
import type { Sheet } from './sheet.rules.js';

const EDGE = 54;
const GAP = 14;
/** 9 cm, and 5 cm where long names leave no more room. */
const LARGEST = 255;
const LEAST = 140;

/** One A4 page for a wall: read from a metre, scanned, or typed. */
export function drawPoster(paper: Paper, sheet: Sheet): void {
  const across = { x: EDGE, width: A4.width - 2 * EDGE, align: 'center' } as const;
  const title: Block = { ...across, text: sheet.title, weight: 'bold', size: [38, 16], lines: 3 };
  const lead = sheet.lead.map((text): Block => ({ ...across, text, size: [19, 10], lines: 3 }));
  const below: Block[] = [
    { ...across, text: sheet.orType, size: [16, 10], lines: 1 },
    { ...across, text: sheet.typed, weight: 'bold', size: [28, 9], lines: 1 },
    ...(sheet.code === null
      ? []
      : ([
          { ...across, text: sheet.codeLabel ?? '', size: [16, 10], lines: 1 },
          { ...across, text: sheet.code, weight: 'bold', size: [60, 40], lines: 1 },
        ] satisfies Block[])),
  ];
  const scan: Block = { ...across, text: sheet.scan, size: [16, 10], lines: 1 };
  const foot = sheet.foot.map((text): Block => ({ ...across, text, size: [12, 8], lines: 3 }));
  const high = (blocks: Block[]): number => blocks.reduce((sum, one) => sum + paper.height(one), 0);

  paper.page();
  const texts = [title, ...lead, scan, ...below, ...foot];
  const free = A4.height - 2 * EDGE - high(texts) - 6 * GAP;
  const side = Math.max(LEAST, Math.min(LARGEST, free));
  let y = paper.text(title, EDGE, 'H1') + GAP;
  for (const block of lead) y = paper.text(block, y);
  y = paper.text(scan, y + 2 * GAP) + GAP;
  paper.qr(qrOf(sheet.address), { x: (A4.width - side) / 2, y, side }, `QR: ${sheet.address}`);
  y += side + 2 * GAP;
  for (const block of below) y = paper.text(block, y);
  let at = A4.height - EDGE - high(foot);
  for (const block of foot) at = paper.text(block, at);
}

const COLUMNS = 2;
const ROWS = 5;

/** Ten cards on an A4 page, to be cut and handed over. */
export function drawSlips(paper: Paper, sheet: Sheet): void {
  const [width, height] = [A4.width / COLUMNS, A4.height / ROWS];
  const qr = qrOf(sheet.address);
  paper.page();
  for (let column = 1; column < COLUMNS; column++)
    paper.cutLine([column * width, 0], [column * width, A4.height]);
  for (let row = 1; row < ROWS; row++) paper.cutLine([0, row * height], [A4.width, row * height]);
  for (let n = 0; n < COLUMNS * ROWS; n++) {
    const [x, y] = [(n % COLUMNS) * width + 24, Math.floor(n / COLUMNS) * height + 24];
    card(paper, sheet, qr, { x, y, width: width - 48, height: height - 48 });
  }
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function card(paper: Paper, sheet: Sheet, qr: ReturnType<typeof qrOf>, box: Box): void {
  const side = 84;
  const across = { x: box.x, width: box.width, align: 'left' } as const;
  const beside = { x: box.x + side + 12, width: box.width - side - 12, align: 'left' } as const;
  const title: Block = { ...across, text: sheet.title, weight: 'bold', size: [12, 6], lines: 2 };
  const top = paper.text(title, box.y) + 6;
  paper.qr(qr, { x: box.x, y: top, side }, `QR: ${sheet.address}`);
  let y = top;
  y = paper.text({ ...beside, text: sheet.orType, size: [8, 6], lines: 1 }, y);
  y = paper.text({ ...beside, text: sheet.typed, weight: 'bold', size: [12, 6], lines: 1 }, y) + 4;
  if (sheet.code !== null) {
    y = paper.text({ ...beside, text: sheet.codeLabel ?? '', size: [8, 6], lines: 1 }, y);
    y = paper.text({ ...beside, text: sheet.code, weight: 'bold', size: [20, 14], lines: 1 }, y) + 2;
  }
  paper.text({ ...beside, text: sheet.foot[0]!, size: [7, 6], lines: 3 }, y);
}

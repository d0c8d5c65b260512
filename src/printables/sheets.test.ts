import { Temporal } from 'temporal-polyfill';
import { garden } from '../../test/support/garden.js';
import { bytesOf, readPdf, type ReadPdf } from '../../test/support/pdf-reader.js';
import { readQr } from '../../test/support/qr-reader.js';
import { qrOf } from './qr.js';
import { sheetOf, type SheetFacts } from './sheet.rules.js';
import { printed, type Kind } from './sheets.js';

const now = Temporal.Instant.from('2026-01-05T21:47:00Z');

async function read(kind: Kind, change: Partial<SheetFacts> = {}): Promise<ReadPdf> {
  const made = await printed(kind, sheetOf({ ...garden, ...change }), { now, compress: false });
  if ('lacks' in made) throw new Error(`lacks ${made.lacks.join(' ')}`);
  return readPdf(await bytesOf(made.pdf));
}

/** The squares of a QR code as they lie on the paper; boxes of other codes on the page are left out. */
function squares(boxes: ReadPdf['boxes'], size: number, first = 0) {
  const [x0, y0] = boxes[first]!;
  const unit = boxes[first]![2] / 7; // the upper edge of the first finder is seven squares
  return boxes
    .map(([x, y, width]) => ({ x: (x - x0) / unit, y: (y - y0) / unit, width: width / unit }))
    .map(({ x, y, width }) => ({ x: Math.round(x), y: Math.round(y), width: Math.round(width) }))
    .filter(({ x, y }) => x >= 0 && y >= 0 && x < size && y < size);
}

describe('the poster as PDF', () => {
  it('is one page with the title, the address to type and the code in full', async () => {
    const { pages, texts } = await read('poster');
    expect(pages).toBe(1);
    const said = texts.join(' ');
    expect(said).toContain('Garden Street Tenants is moving.');
    expect(texts).toContain('move.garden-street.org/join');
    expect(texts).toContain('hq7m k3ea');
  });

  it('leads by its QR code to the join page', async () => {
    const { boxes } = await read('poster');
    const { size } = qrOf('https://move.garden-street.org/j/hq7mk3ea');
    const drawn = { size, runs: squares(boxes, size) };
    expect(readQr(drawn)).toBe('https://move.garden-street.org/j/hq7mk3ea');
  });

  it('says its title, and of whoever made it neither name nor hour', async () => {
    const { info } = await read('poster', { responsible: 'Rosa Luxemburg', care: 'careful' });
    expect(info).toContain('/Title (A note from Garden Street Tenants)');
    expect(info).not.toContain('Rosa');
    expect(info).toContain('20260105000000Z');
  });

  it.each([
    ['German', 'Mieterverein Größenwahn & Übermut'],
    ['French', 'Le Cœur de l’Été, Noël'],
    ['Turkish', 'Işık Mahallesi Güneş'],
    ['Polish', 'Łódź, Żółć i Śnieg'],
    ['Russian', 'Соседи Садовой улицы'],
    ['Greek', 'Γείτονες Οδού Κήπου'],
    ['Hebrew', 'שכנים'],
    ['Vietnamese', 'Hàng xóm phố Vườn'],
  ])('draws %s letters', async (_language, community) => {
    const { texts } = await read('poster', { community });
    // Without marks that only say where a name begins and ends: nobody sees them on paper.
    const letters = (text: string): string =>
      Array.from(text.replaceAll(/\s|\p{Cf}/gu, ''))
        .toSorted()
        .join('');
    const title = letters(sheetOf({ ...garden, community }).title);
    const drawn = texts.slice(
      0,
      texts.findIndex((text) => text.startsWith('From')),
    );
    expect(letters(drawn.join(''))).toBe(title);
  });

  it('joins Arabic letters and draws each of them', async () => {
    const { texts } = await read('poster', { community: 'جيران الحديقة' });
    expect(texts.join('')).not.toContain('�');
    expect(texts.join('')).toMatch(/[\u0600-\u06ff\ufe70-\ufeff]{5}/);
  });

  it('keeps names of 200 letters on its page', async () => {
    const { pages, texts } = await read('poster', {
      community: 'Ü'.repeat(200),
      oldPlace: 'x y '.repeat(50),
    });
    expect(pages).toBe(1);
    expect(texts).toContain('hq7m k3ea');
  });
});

it('the slips are ten cards on one page, each with the same link', async () => {
  const { pages, texts, boxes } = await read('slips');
  expect(pages).toBe(1);
  expect(texts.filter((text) => text === 'hq7m k3ea')).toHaveLength(10);
  const { size, runs } = qrOf('https://move.garden-street.org/j/hq7mk3ea');
  expect(boxes).toHaveLength(10 * runs.length);
  for (const n of [0, 9])
    expect(readQr({ size, runs: squares(boxes, size, n * runs.length) })).toContain('/j/hq7mk3ea');
});

it.each(['园丁街', '🌻 Garden Street', 'สวน'])(
  'never prints empty boxes for “%s”: it says what is lacking',
  async (community) => {
    const made = await printed('poster', sheetOf({ ...garden, community }), { now });
    expect(made).toEqual({ lacks: expect.arrayContaining([Array.from(community)[0]]) as string[] });
  },
);

it('the QR code leads to any address that we give it', () => {
  for (const address of ['http://localhost:3000/j/abcdefgh', `https://${'long.'.repeat(30)}org/j/23456789`])
    expect(readQr(qrOf(address))).toBe(address);
});

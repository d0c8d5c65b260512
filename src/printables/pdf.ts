import { createRequire } from 'node:module';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { Temporal } from 'temporal-polyfill';
import { pieces, wayOf, type Way } from './bidi.rules.js';
import { fitted } from './lines.rules.js';
import type { Qr } from './qr.js';

/** Points of 1/72 inch. */
export const A4 = { width: 595.28, height: 841.89 };

type Weight = 'regular' | 'bold';

/** DejaVu Sans: Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew, Arabic. Its licence lets us print with it. */
function fontFile(weight: Weight): string {
  const pack = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json');
  return path.join(path.dirname(pack), 'ttf', weight === 'bold' ? 'DejaVuSans-Bold.ttf' : 'DejaVuSans.ttf');
}

/** What pdfkit keeps of a font and does not publish: which letters it has. */
interface OpenFont {
  _font: { font: { hasGlyphForCodePoint(point: number): boolean } };
}

export interface PaperSettings {
  title: string;
  language: string;
  now: Temporal.Instant;
  /** For tests, which read what was drawn. */
  compress?: boolean;
}

export interface Block {
  text: string;
  weight?: Weight;
  /** The largest and the least size; the largest at which it fits into so many lines is taken. */
  size: [most: number, least: number];
  lines: number;
  x: number;
  width: number;
  align: 'left' | 'center';
}

type Fit = ReturnType<typeof fitted>;

const LEADING = 1.25;

/** One PDF of A4 pages on which text is placed and measured by us: pdfkit reads every line from left to right. */
export class Paper {
  private readonly fits = new Map<string, Fit>();
  private readonly widths = new Map<string, number>();

  private constructor(
    private readonly doc: PDFKit.PDFDocument,
    private readonly way: Way,
  ) {}

  /** pdfkit and its fonts are read when the first sheet is asked for, and not when the program starts. */
  static async open({ title, language, now, compress = true }: PaperSettings): Promise<Paper> {
    const { default: PDFDocument } = await import('pdfkit');
    const doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      autoFirstPage: false,
      font: fontFile('regular'),
      lang: language,
      displayTitle: true,
      compress,
      pdfVersion: '1.7',
      tagged: true,
      // Nothing of who made it, and the day alone.
      info: {
        Title: title,
        Creator: 'Changeover',
        CreationDate: new Date(now.epochMilliseconds - (now.epochMilliseconds % 86_400_000)),
      },
    });
    doc.registerFont('regular', fontFile('regular'));
    doc.registerFont('bold', fontFile('bold'));
    return new Paper(doc, wayOf(language));
  }

  /** Signs that the fonts lack, each once; printed, they would be empty boxes. */
  lacks(texts: string[]): string[] {
    const { font } = (this.doc.font('bold') as unknown as OpenFont)._font;
    const signs = new Set(texts.flatMap((text) => Array.from(visible(text))));
    return [...signs].filter((sign) => !/\s/.test(sign) && !font.hasGlyphForCodePoint(sign.codePointAt(0)!));
  }

  page(): this {
    this.doc.addPage();
    return this;
  }

  /** How high a block becomes, so that others can be placed around it. */
  height(block: Block): number {
    const { size, lines } = this.fit(block);
    return lines.length * size * LEADING;
  }

  /** Draws a block with its upper edge at `y`; answers where it ends. */
  text(block: Block, y: number, tag: 'H1' | 'P' = 'P'): number {
    const { weight = 'regular', x, width, align } = block;
    const { size, lines } = this.fit(block);
    const draw = (): void => {
      lines.forEach((line, i) => {
        const parts = pieces(line, this.way).map((piece) => ({
          ...piece,
          width: this.width(piece.text, weight, size),
        }));
        this.doc.font(weight).fontSize(size).fillColor('#000');
        const long = parts.reduce((sum, part) => sum + part.width, 0);
        const start = this.way === 'rtl' ? x + width - long : x;
        let at = align === 'center' ? x + (width - long) / 2 : start;
        for (const part of parts) {
          // With features named, pdfkit hands the whole piece to the font, which joins and turns Arabic letters.
          this.doc.text(part.text, at, y + i * size * LEADING, { lineBreak: false, features: [] });
          at += part.width;
        }
      });
    };
    this.doc.addStructure(this.doc.struct(tag, {}, draw));
    return y + lines.length * size * LEADING;
  }

  qr({ size, runs }: Qr, at: { x: number; y: number; side: number }, alt: string): void {
    const unit = at.side / size;
    const draw = (): void => {
      for (const { x, y, width } of runs) this.doc.rect(at.x + x * unit, at.y + y * unit, width * unit, unit);
      this.doc.fill('#000');
    };
    this.doc.addStructure(this.doc.struct('Figure', { alt }, draw));
  }

  /** Where to cut. */
  cutLine(from: [number, number], to: [number, number]): void {
    this.doc.markContent('Artifact', { type: 'Layout' });
    this.doc.lineWidth(0.5).dash(3, { space: 3 }).strokeColor('#888');
    this.doc
      .moveTo(...from)
      .lineTo(...to)
      .stroke()
      .undash();
    this.doc.endMarkedContent();
  }

  /** The finished document, to be piped on as it is read. */
  done(): Readable {
    this.doc.end();
    return this.doc;
  }

  /** Ten slips say the same ten times: it is measured once. */
  private fit({ text, weight = 'regular', size: [most, least], lines, width }: Block): Fit {
    const key = JSON.stringify([text, weight, most, least, lines, width]);
    const known = this.fits.get(key);
    if (known) return known;
    const fit = fitted(visible(text), { most, least, lines, widest: width }, (part, size) =>
      this.width(part, weight, size),
    );
    this.fits.set(key, fit);
    return fit;
  }

  /** Widths grow with the size, so each piece is laid out once, at 1000 points. */
  private width(text: string, weight: Weight, size: number): number {
    const key = `${weight} ${text}`;
    const known = this.widths.get(key);
    const width = known ?? this.doc.font(weight).fontSize(1000).widthOfString(text, { features: [] });
    this.widths.set(key, width);
    return (width * size) / 1000;
  }
}

/** Without marks that only say how the next letter is to look; the two that join and part letters are the font's. */
const visible = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/(?![\u200c\u200d])\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll(/\p{Cc}/gu, ' ');

/** What stands in a PDF that was made without compression: text, and squares. Enough for our own sheets. */
export interface ReadPdf {
  pages: number;
  /** Each piece of text in the order in which it was drawn. */
  texts: string[];
  /** Filled rectangles as they were drawn: x, y, width, height. */
  boxes: [number, number, number, number][];
  info: string;
}

export async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

export function readPdf(bytes: Buffer): ReadPdf {
  const raw = bytes.toString('latin1');
  const object = (id: string): string =>
    new RegExp(`(?:^|\\n)${id} 0 obj\\n(.*?)\\nendobj`, 's').exec(raw)?.[1] ?? '';
  const fonts = new Map<string, Map<string, string>>();
  for (const [, name, id] of raw.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const unicode = /\/ToUnicode (\d+) 0 R/.exec(object(id!))?.[1];
    if (unicode) fonts.set(name!, lettersOf(object(unicode)));
  }
  const texts: string[] = [];
  const boxes: ReadPdf['boxes'] = [];
  for (const [, content] of raw.matchAll(/stream\n(.*?)\nendstream/gs)) {
    for (const [, font, shown] of content!.matchAll(/\/(F\d+) [\d.]+ Tf.*?\[(.*?)\] TJ/gs)) {
      const ids = [...shown!.matchAll(/<([\da-f]*)>/gi)].map(([, hex]) => hex).join('');
      texts.push((ids.match(/.{4}/g) ?? []).map((id) => fonts.get(font!)?.get(id) ?? '�').join(''));
    }
    for (const [, ...box] of content!.matchAll(/([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re/g))
      boxes.push(box.map(Number) as [number, number, number, number]);
  }
  const resolved = (id: string | undefined): string =>
    id === undefined ? '' : object(id).replaceAll(/(\d+) 0 R/g, (_all, part: string) => object(part));
  const info = /\/Info (\d+) 0 R/.exec(raw)?.[1];
  return { pages: raw.match(/\/Type \/Page\n/g)?.length ?? 0, texts, boxes, info: resolved(info) };
}

/** A font's glyph ids → letters, from its ToUnicode map. */
function lettersOf(map: string): Map<string, string> {
  const letters = new Map<string, string>();
  for (const [, from, , list] of map.matchAll(/<([\da-f]+)> <([\da-f]+)> \[(.*?)\]/gis))
    [...list!.matchAll(/<([\da-f\s]*)>/gi)].forEach(([, hex], i) => {
      const units = hex!.replaceAll(/\s/g, '').match(/.{4}/g) ?? [];
      const id = (parseInt(from!, 16) + i).toString(16).padStart(4, '0');
      letters.set(id, String.fromCharCode(...units.map((unit) => parseInt(unit, 16))));
    });
  return letters;
}

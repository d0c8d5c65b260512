import { IntlMessageFormat } from 'intl-messageformat';

/** A piece of a parsed sentence, as ICU's parser answers it. */
interface Piece {
  type: number;
  value?: string;
  options?: Record<string, { value: Piece[] }>;
  children?: Piece[];
}

const SELECT = 5;
const PLURAL = 6;
const TAG = 8;

/** What a sentence takes: its arguments, its tags, the options of each choice. */
export interface Anatomy {
  names: string[];
  tags: string[];
  selects: string[];
  plurals: { name: string; options: string[] }[];
}

/** @throws where it is no ICU message */
export function anatomyOf(sentence: string, locale: string): Anatomy {
  const found: Anatomy = { names: [], tags: [], selects: [], plurals: [] };
  const visit = (piece: Piece): void => {
    const { type, value: name = '', options = {}, children = [] } = piece;
    if (type === TAG) found.tags.push(name);
    else if (type > 0 && type < TAG - 1) found.names.push(name);
    if (type === SELECT) found.selects.push(`${name}: ${Object.keys(options).toSorted().join()}`);
    if (type === PLURAL) found.plurals.push({ name, options: Object.keys(options) });
    for (const inner of [...children, ...Object.values(options).flatMap(({ value }) => value)]) visit(inner);
  };
  for (const piece of new IntlMessageFormat(sentence, locale).getAst() as unknown as Piece[]) visit(piece);
  const sorted = (names: string[]): string[] => [...new Set(names)].toSorted();
  return {
    ...{ names: sorted(found.names), tags: sorted(found.tags), selects: sorted(found.selects) },
    plurals: found.plurals,
  };
}

/** Counts for which a plural says nothing of its own, though this language has a form for them. */
export function unsaidCounts(options: readonly string[], locale: string): number[] {
  const rules = new Intl.PluralRules(locale);
  return Array.from({ length: 200 }, (_, count) => count).filter(
    (count) => !options.includes(`=${count}`) && !options.includes(rules.select(count)),
  );
}

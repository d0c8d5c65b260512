export const guideKinds = [
  'quick start',
  'visual guide',
  'faq',
  'which place for what',
  'export instructions',
  'other',
] as const;
export type GuideKind = (typeof guideKinds)[number];

/** As a page calls it, in the middle of a sentence. */
export const kindInWords = (kind: GuideKind): string => (kind === 'faq' ? 'questions and answers' : kind);

export const audiences = ['public', 'members'] as const;
export type Audience = (typeof audiences)[number];

/**
 * A name for addresses that can be typed from a poster: small letters, digits and hyphens, at most 48.
 * @param taken names that are in use already; the answer is none of them.
 */
export function slugFor(title: string, taken: ReadonlySet<string> = new Set()): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 44)
    .replace(/^-+|-+$/g, '');
  // A title in another script leaves nothing to type.
  const base = plain === '' ? 'guide' : plain;
  if (!taken.has(base)) return base;
  for (let n = 2; ; n++) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`;
}

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Addresses lead to a guide by its id (unique everywhere) or by its name. */
export const looksLikeId = (text: string): boolean => isId.test(text);

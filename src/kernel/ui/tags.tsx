import type { Tag } from '../language/say.js';

/** Pieces of sentences: `say.rich('See <a>your page</a>.', { a: link(path) })`. */

export const link =
  (href: string): Tag =>
  (words) => <a href={href}>{words}</a>;

export const strong: Tag = (words) => <strong>{words}</strong>;

export const code: Tag = (words) => <code>{words}</code>;

/** What somebody says in a language that need not be the page's. */
export const spokenIn =
  (lang: string): Tag =>
  (words) => <q lang={lang}>{words}</q>;

import { createHash } from 'node:crypto';
import { base } from './css/base.css.js';
import { chart } from './css/chart.css.js';
import { forms } from './css/forms.css.js';
import { lead } from './css/lead.css.js';
import { tokens } from './css/tokens.css.js';

export interface Stylesheet {
  text: string;
  /** Named by its content, so that it may be cached for ever. */
  path: string;
}

/** Members get a few kilobytes; the pages of leads get all of it. */
export const memberCss = sheet('member', [tokens, base, forms]);
export const appCss = sheet('app', [tokens, base, forms, lead, chart]);

/** A stylesheet of its own, for pages that are not like the others. */
export function sheet(name: string, parts: string[]): Stylesheet {
  const text = parts
    .join('\n')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,>]) ?/g, '$1')
    .replaceAll(/: /g, ':')
    .replaceAll(';}', '}')
    .trim();
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 10);
  return { text, path: `/assets/${name}.css?v=${hash}` };
}

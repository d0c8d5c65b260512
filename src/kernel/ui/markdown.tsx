import MarkdownIt from 'markdown-it';
import type { VNode } from 'preact';
import { safeUrl } from './safe-url.js';

// Raw HTML stays text; images are left out, because they would load from somewhere else.
const md = new MarkdownIt({ html: false, linkify: true, typographer: false }).disable('image');
md.validateLink = (url) => safeUrl(url) !== '#' || url.startsWith('#');

/** Text that people wrote, as paragraphs, lists and links. Headings start at level 2: the page has its own h1. */
export function Markdown({ text }: { text: string }): VNode {
  const tokens = md.parse(text, {});
  for (const token of tokens)
    if (token.type === 'heading_open' || token.type === 'heading_close')
      token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 1)}`;
  const html = md.renderer.render(tokens, md.options, {});
  // The one place where HTML enters a page unescaped; it comes from the parser above, which escapes.
  // oxlint-disable-next-line react/no-danger
  return <div class="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}

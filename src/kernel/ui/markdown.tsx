import MarkdownIt from 'markdown-it';
import type { VNode } from 'preact';
import { safeUrl } from './safe-url.js';

// Raw HTML stays text; images are left out, because they would load from somewhere else.
const md = new MarkdownIt({ html: false, linkify: true, typographer: false }).disable('image');
md.validateLink = (url) => safeUrl(url) !== '#' || url.startsWith('#');

/**
 * Text that people wrote, as paragraphs, lists and links. Headings start at level 2, whatever the writer began with,
 * because the page has its own h1; and none leaves a level out.
 */
export function Markdown({ text }: { text: string }): VNode {
  const tokens = md.parse(text, {});
  const headings = tokens.filter(({ type }) => type === 'heading_open' || type === 'heading_close');
  const written = headings.map(({ tag }) => Number(tag.slice(1)));
  const first = Math.min(...written);
  let before = 1;
  headings.forEach((heading, i) => {
    if (heading.type === 'heading_open') before = Math.min(written[i]! - first + 2, before + 1, 6);
    heading.tag = `h${before}`;
  });
  const html = md.renderer.render(tokens, md.options, {});
  // The one place where HTML enters a page unescaped; it comes from the parser above, which escapes.
  // oxlint-disable-next-line react/no-danger
  return <div class="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}

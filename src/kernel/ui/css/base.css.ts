/** Every page: text, links, layout. The parent owns the gaps; nothing sticks, floats or moves. */
export const base = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1.125rem/1.55 var(--sans); word-wrap: break-word; overflow-wrap: anywhere;
}
main, aside, section, .stack, form { display: grid; grid-template-columns: minmax(0, 1fr); grid-gap: 1rem; }
main { grid-gap: 1.5rem; }
aside { grid-gap: 2rem; align-content: start; }
main:focus { outline: 0; }
h1, h2, h3, p, ul, ol, dl, dd, figure, fieldset, blockquote, pre, table { margin: 0; }
h1, .answer { font-family: var(--serif); }
h1 { font-size: 2rem; font-size: clamp(1.75rem, 1.35rem + 1.8vw, 2.5rem); line-height: 1.2; }
h2 { font-size: 1.5rem; font-size: clamp(1.375rem, 1.2rem + 0.8vw, 1.75rem); line-height: 1.25; }
h3 { font-size: 1.125rem; line-height: 1.4; }
.answer { font-size: 1.375rem; line-height: 1.4; }
p, ul, ol, dl, .prose { max-width: 38rem; }
ul, ol { padding: 0; padding-inline-start: 1.5rem; }
small, .hint, .aside, th, td { font-size: 1rem; }
.hint, .aside { color: var(--ink-2); }
a { color: var(--accent); text-decoration: underline; text-underline-offset: 0.15em; }
a:hover { color: var(--deep); text-decoration-thickness: 2px; }
:focus { outline: 3px solid var(--ink); outline-offset: 3px; }
:focus:not(:focus-visible) { outline: 0; }
code { font-size: 1rem; }
hr { border: 0; border-top: 1px solid var(--rule); margin: 0; }
.skip { position: absolute; left: 0; top: -4rem; padding: 0.75rem 1rem; background: var(--surface); }
.skip:focus { top: 0; z-index: 1; }
.column, .columns, nav, footer, .to-pages, .look { max-width: 76rem; margin: 0 auto; }
.narrow .column, .narrow footer { max-width: 38rem; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--rule); }
strong, main a { unicode-bidi: isolate; }
.prose > * + * { margin-top: 1rem; }
.prose > h2, .prose > h3 { margin-top: 2rem; }
.prose blockquote { padding-inline-start: 1rem; border-inline-start: 3px solid var(--rule); }
.banner { padding: 1rem; border: 2px solid var(--edge); border-radius: 6px; background: var(--surface); }
.banner.alarm { background: var(--alarm); border-color: var(--ink); color: #fff; }
.banner.alarm a { color: #fff; }
.banner.late { background: var(--amber-tint); border-color: var(--amber); }
.empty, .note { padding: 1.5rem; border-radius: 6px; background: var(--sunken); }
.note { padding: 1rem; white-space: pre-line; }
details { border-top: 1px solid var(--rule); border-bottom: 1px solid var(--rule); }
summary { padding: 0.75rem 0; min-height: 3rem; cursor: pointer; color: var(--accent); }
details[open] > summary { margin-bottom: 0.5rem; }
details > :last-child:not(summary) { margin-bottom: 1rem; }
details + details { border-top: 0; }
progress { width: 100%; height: 1rem; accent-color: var(--accent); }
.facts { display: grid; grid-gap: 0.25rem 1rem; }
.facts dt { color: var(--ink-2); font-size: 1rem; }
.facts dd + dt { margin-top: 0.5rem; }
@media (min-width: 30em) { body { padding: 1.5rem; } }
@media (min-width: 60em) {
  body { padding: 2rem; }
  .columns { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 1fr); grid-gap: 3rem; }
}
@media (max-width: 59.99em) { aside { margin-top: 3rem; } }
@media print {
  body { padding: 0; font-size: 12pt; background: none; }
  nav, .skip, .to-pages, .look, .acts, button, .button { display: none !important; }
  h1, h2, h3 { break-after: avoid; }
  li, tr, .figure { break-inside: avoid; }
}`;

import { sheet } from '../kernel/ui/styles.js';

/** Ink on paper in every theme: what is seen is what is printed. */
const css = `
:root { color-scheme: light; }
* { box-sizing: border-box; margin: 0; }
body { background: #fff; color: #000; font: 1.125rem/1.4 system-ui, sans-serif; overflow-wrap: break-word; }
a { color: #0a5a75; display: inline-block; padding: 0.75rem 0; }
.screen { max-width: 38rem; margin: 0 auto; padding: 1rem; }
h1.screen { font-size: 1.375rem; }
.qr { display: block; width: 100%; height: auto; }
.poster { max-width: 178mm; margin: 0 auto; padding: 1rem; text-align: center; }
.poster > p { font-size: 1.25rem; }
.poster h1 { font-size: 2rem; font-size: clamp(2rem, 8vw, 3.25rem); line-height: 1.15; margin-bottom: 1rem; }
.poster .qr { max-width: 90mm; margin: 0 auto; }
.poster > p.typed { font-size: 1.375rem; font-size: clamp(1.25rem, 5vw, 2.25rem); font-weight: 700; }
.poster > p.code { font-size: 3rem; font-size: clamp(3rem, 14vw, 5.5rem); font-weight: 700; line-height: 1.2; white-space: nowrap; }
.poster > p.foot { font-size: 1rem; }
.poster .lead:last-of-type { margin-bottom: 1rem; }
.slips { list-style: none; padding: 0; display: grid; grid-template-columns: minmax(0, 1fr); max-width: 210mm; margin: 0 auto; }
.slips li { display: grid; grid-template-columns: 30mm minmax(0, 1fr); grid-gap: 1mm 4mm; align-content: start; padding: 5mm; border: 1px dashed #767f86; break-inside: avoid; page-break-inside: avoid; }
.slips .title { grid-column: 1 / -1; font-weight: 700; line-height: 1.2; }
.slips p { font-size: 1rem; line-height: 1.3; }
.slips .typed { font-weight: 700; }
.slips .code { font-size: 1.5rem; font-weight: 700; white-space: nowrap; }
@media (min-width: 45em) { .slips { grid-template-columns: 1fr 1fr; } }
@page { size: A4; margin: 10mm; }
@media print {
  .screen { display: none; }
  body { font-size: 12pt; }
  .poster { padding: 0; max-width: none; }
  .poster h1 { font-size: 34pt; }
  .poster > p { font-size: 15pt; }
  .poster .qr { max-width: 80mm; }
  .poster > p.typed { font-size: 24pt; }
  .poster > p.code { font-size: 56pt; }
  .poster > p.foot { font-size: 11pt; }
  .slips { grid-template-columns: 1fr 1fr; }
  .slips li { min-height: 55mm; max-height: 55mm; overflow: hidden; }
  .slips p { font-size: 8pt; }
  .slips .title { font-size: 11pt; }
  .slips .typed { font-size: 10pt; }
  .slips .code { font-size: 18pt; }
  .slips .foot { font-size: 7pt; }
}`;

export const printableCss = sheet('printable', [css]);

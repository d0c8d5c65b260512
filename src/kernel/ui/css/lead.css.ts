/** What only the pages of leads use: navigation, marks, gates, timeline, tables, figures. */
export const lead = `
.wide-only { display: none; }
.to-pages { margin-bottom: 1rem; }
.to-pages a, nav a { display: inline-block; padding: 0.625rem 0; }
nav ul { list-style: none; padding: 0; max-width: none; }
nav a { color: var(--ink); text-decoration: none; }
nav a:hover { text-decoration: underline; }
nav a[aria-current] { font-weight: 700; }
nav.narrow-only { margin-top: 3rem; padding-top: 0.5rem; border-top: 1px solid var(--rule); }
nav.narrow-only a { display: block; }
.look { margin-top: 2rem; padding-top: 0.5rem; border-top: 1px solid var(--rule); display: block; color: var(--ink-2); }
.look > * { margin-inline-end: 1rem; }
@media (min-width: 60em) {
  .wide-only { display: block; }
  .narrow-only { display: none; }
  nav.wide-only { margin-bottom: 2rem; border-bottom: 1px solid var(--rule); }
  nav.wide-only ul { display: flex; flex-wrap: wrap; margin: 0 -0.75rem; }
  nav.wide-only a { padding: 0.75rem; }
  nav.wide-only a[aria-current] { box-shadow: inset 0 -3px var(--accent); }
  .look { margin-top: 4rem; }
}

.overview { display: grid; grid-template-columns: minmax(0, 1fr); grid-gap: 2.5rem; }
@media (min-width: 60em) {
  .overview {
    grid-template-columns: minmax(0, 5fr) minmax(0, 4fr); grid-gap: 3rem 4rem;
    grid-template-rows: auto auto auto 1fr;
  }
  .overview > * { grid-column: 2; align-self: start; }
  .overview > .next-part, .overview > .needs-part, .overview > .curve-part { grid-column: 1; }
  .overview > .next-part { grid-row: 1; }
  .overview > .needs-part { grid-row: 2; }
  .overview > .curve-part { grid-row: 3 / span 4; }
  .overview > .phases-part { grid-row: 1 / span 2; }
}

.banner.alarm button { background: #fff; border-color: #fff; color: #93121f; }
.banner.alarm button:hover { background: transparent; color: #fff; }
.banner.alarm :focus { outline-color: #fff; }

.mark { display: inline-block; flex: none; vertical-align: -0.3em; }
.mark .line { fill: none; stroke: var(--ink-2); stroke-width: 2.25; stroke-linecap: round; stroke-linejoin: round; }
.mark-met .line { stroke: var(--accent); }
.mark-unknown .line { stroke: var(--edge); }
.mark-unknown .line:not(.dashed) { stroke: var(--ink); }
.mark .dashed { stroke-dasharray: 3.2 3.1; stroke-linecap: butt; }
.mark .dot { fill: var(--ink); }
.mark .fill { fill: var(--rust); }
.mark .cut { stroke: var(--paper); stroke-width: 2.5; stroke-linecap: round; }
.mark .bars { stroke: var(--amber); stroke-width: 5; }

.gate ul { list-style: none; padding: 0; max-width: none; }
.gate li { display: grid; grid-template-columns: 1.5rem minmax(0, 1fr); grid-gap: 0.75rem; padding: 0.75rem 0; border-top: 1px solid var(--rule); }
.gate li.met { color: var(--ink-2); }
.gate li.met a { color: inherit; }

.lanes { list-style: none; padding: 0; max-width: none; display: grid; grid-gap: 1.25rem; }
.lanes p { max-width: none; }
.lanes .lane-name { font-weight: 700; }
.track { display: block; width: 100%; height: 1.5rem; margin-top: 0.25rem; overflow: visible; }
.track .ground { stroke: var(--rule); stroke-width: 1; }
.track .planned { fill: none; stroke: var(--edge); stroke-width: 2; }
.track .upcoming { stroke-dasharray: 6 4; }
.track .real { fill: var(--accent); }
.track .late, .track .paused { fill: var(--amber-tint); stroke: var(--amber); }
.track .today { stroke: var(--ink); stroke-width: 2; }
.track .arrow { fill: none; stroke: var(--edge); stroke-width: 2; }

.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); grid-gap: 1.5rem; max-width: none; }
.figure { display: grid; grid-row: span 2; grid-template-rows: subgrid; grid-row-gap: 0; }
.figure dt { font-size: 1rem; color: var(--ink-2); }
.figure .value { display: block; font-size: 2.5rem; font-size: clamp(2.25rem, 1.9rem + 1.6vw, 3.25rem); line-height: 1.1;
  font-variant-numeric: tabular-nums; }
.swatches { list-style: none; padding: 0; max-width: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(7rem, 1fr)); grid-gap: 1rem; }
.contents { max-width: none; }
.contents li { break-inside: avoid; }
@media (min-width: 45em) {
  .contents { columns: 3; column-gap: 2rem; }
  .num + td:not(.num), .num + th:not(.num) { padding-inline-start: 1.5rem; }
}
.rows { list-style: none; padding: 0; display: grid; grid-gap: 1rem; }
.rows > .stack { grid-gap: 0.5rem; }
.rows > .stack + .stack, article.stack + article.stack { margin-top: 1rem; }
.next { padding-top: 1rem; border-top: 1px solid var(--rule); }
.next h3 { margin-bottom: 0.25rem; }
.next .people { font-size: 1.5rem; font-weight: 700; font-variant-numeric: tabular-nums; }

table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
.even { table-layout: fixed; }
.even thead th:first-child { width: 36%; }
.even thead .num { width: 12%; }
caption { text-align: start; font-weight: 700; padding-bottom: 0.5rem; }
th, td { text-align: start; vertical-align: top; padding: 0.625rem 0.75rem; padding-inline-start: 0; border-bottom: 1px solid var(--rule); }
thead th { color: var(--ink-2); font-weight: 400; overflow-wrap: normal; word-wrap: normal; }
.num { text-align: end; white-space: nowrap; }
@media (max-width: 44.99em) {
  .cards, .cards caption, .cards tbody, .cards tr { display: block; }
  .cards thead { position: absolute; clip: rect(0 0 0 0); width: 1px; height: 1px; overflow: hidden; }
  .cards tr { padding: 0.75rem 0; border-bottom: 1px solid var(--rule); }
  .cards th, .cards td { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); grid-gap: 0.75rem; padding: 0.25rem 0; border: 0; text-align: start; }
  .cards th { display: block; font-size: 1.125rem; }
  .cards td::before { content: attr(data-label); color: var(--ink-2); }
  .cards .bare { display: none; }
  .cards .num { text-align: end; }
  .cards .num::before { text-align: start; }
}
@media (forced-colors: active) {
  .mark *, .track *, .chart * { stroke: CanvasText; }
  .mark .fill, .track .real { fill: CanvasText; }
  .mark .cut { stroke: Canvas; }
  .chart text { stroke: none; fill: CanvasText; }
}`;

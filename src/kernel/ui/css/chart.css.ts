/** The adoption curve. Text keeps its size because the outer svg has no viewBox; strokes do not scale. */
export const chart = `
.curve { padding-inline-start: 4.75rem; padding-top: 0.75rem; padding-bottom: 2rem; padding-inline-end: 0.25rem; }
.chart { display: block; width: 100%; height: 18rem; overflow: visible; direction: ltr; font-family: var(--sans); }
@media (min-width: 45em) { .chart { height: 22rem; } }
.chart text { fill: var(--ink-2); font-size: 1rem; }
.chart .month { display: none; }
@media (min-width: 45em) { .chart .month { display: block; } }
.chart text.strong { fill: var(--ink); font-weight: 700; }
.chart .grid { stroke: var(--rule); stroke-width: 1; }
.chart .aim { fill: var(--tint); }
.chart .aim-edge { stroke: var(--accent); stroke-width: 1; }
.chart .unseen { fill: var(--quiet); }
.chart path { vector-effect: non-scaling-stroke; fill: none; }
.chart path.unseen, .chart path.fan { fill: var(--quiet); stroke: none; }
.chart path.low { stroke: var(--accent); stroke-width: 3; stroke-linejoin: round; }
.chart path.high { stroke: var(--accent); stroke-width: 1; }
.chart path.median { stroke: var(--accent); stroke-width: 2; stroke-dasharray: 8 5; }
.chart path.fan-edge { stroke: var(--ink-2); stroke-width: 1; stroke-dasharray: 1 4; stroke-linecap: round; }
.chart .today { stroke: var(--ink); stroke-width: 2; }
.chart .corrected { fill: var(--paper); stroke: var(--accent); stroke-width: 2; }
.curve-words { max-width: 38rem; display: grid; grid-gap: 0.5rem; }`;

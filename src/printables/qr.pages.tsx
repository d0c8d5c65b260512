import type { VNode } from 'preact';
import { qrOf } from './qr.js';

/** Squares of empty paper that a reader needs around the code. */
const QUIET = 4;

/** Dark on light in every theme: many readers do not know it the other way round. */
export function QrCode({ address, label }: { address: string; label: string }): VNode {
  const { size, runs } = qrOf(address);
  const whole = size + 2 * QUIET;
  return (
    <svg
      class="qr"
      role="img"
      aria-label={label}
      viewBox={`${-QUIET} ${-QUIET} ${whole} ${whole}`}
      shape-rendering="crispEdges"
      width="240"
      height="240"
    >
      <rect x={-QUIET} y={-QUIET} width={whole} height={whole} fill="#fff" />
      <path d={runs.map(({ x, y, width }) => `M${x} ${y}h${width}v1h-${width}z`).join('')} fill="#000" />
    </svg>
  );
}

import { decodeQR } from 'qr/decode.js';
import type { Qr } from '../../src/printables/qr.js';

/** Draws the squares as a camera would see them, and lets the library's own decoder read them. */
export function readQr({ size, runs }: Qr): string {
  const [scale, quiet] = [4, 4];
  const side = (size + 2 * quiet) * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const { x, y, width } of runs)
    for (let row = 0; row < scale; row++)
      for (let column = 0; column < width * scale; column++) {
        const at = (((y + quiet) * scale + row) * side + (x + quiet) * scale + column) * 4;
        data.fill(0, at, at + 3);
      }
  return decodeQR({ width: side, height: side, data });
}

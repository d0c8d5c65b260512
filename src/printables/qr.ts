import { encodeQR } from 'qr';

/** Dark squares that lie side by side in one row of a QR code, in squares from its upper left corner. */
export interface Run {
  x: number;
  y: number;
  width: number;
}

export interface Qr {
  /** Squares a side, without the quiet zone of four that must stay empty around it. */
  size: number;
  runs: Run[];
}

/** Error correction Q: a quarter of the code may be torn, wet or written on. */
export function qrOf(address: string): Qr {
  // The least border that the library draws, and we take off again: each sheet leaves its own.
  const drawn = encodeQR(address, 'raw', { ecc: 'quartile', border: 1 });
  const rows = drawn.slice(1, -1).map((row) => row.slice(1, -1));
  return { size: rows.length, runs: rows.flatMap((row, y) => runsOf(row).map((run) => ({ ...run, y }))) };
}

function runsOf(row: boolean[]): Omit<Run, 'y'>[] {
  const found: Omit<Run, 'y'>[] = [];
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const from = x;
    while (row[x + 1]) x++;
    found.push({ x: from, width: x + 1 - from });
  }
  return found;
}

/**
 * `npm run bench -- NAME [ARGUMENTS]` runs bench/NAME.ts, whose `run` answers with its figures; the last line
 * printed is `{"bench": NAME, "ratio": r, "aim": a, …}`: ours against the rival, higher is better.
 */
import 'reflect-metadata';
import fs from 'node:fs';

interface Figures {
  ratio: number;
  aim: number;
  [figure: string]: unknown;
}

const names = fs
  .readdirSync(import.meta.dirname)
  .flatMap((file) => /^([a-z-]+)\.js$/.exec(file)?.[1] ?? [])
  .filter((name) => name !== 'bench');
const [, , name = ''] = process.argv;

if (names.includes(name)) {
  const { run } = (await import(`./${name}.js`)) as { run: () => Promise<Figures> };
  const figures = await run();
  console.log(JSON.stringify({ ...figures, bench: name, ratio: rounded(figures.ratio) }, order(figures)));
} else {
  console.error(`npm run bench -- NAME, where NAME is one of: ${names.join(', ')}`);
  process.exitCode = 1;
}

/** Name, ratio and aim first. */
function order(figures: Figures): string[] {
  return [...new Set(['bench', 'ratio', 'aim', ...Object.keys(figures)])];
}

function rounded(ratio: number): number {
  return Number(ratio.toPrecision(3));
}

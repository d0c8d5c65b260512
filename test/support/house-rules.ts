import type { Source } from './sources.js';

/** Rooms of one line may know each other, without a circle; a line knows only itself and the lines above it. */
export const order: string[][] = [
  ['kernel'],
  ['access', 'community', 'platforms', 'privacy'],
  ['notices'],
  ['rollout'],
  ['leading'],
  ['printables', 'pilot', 'surveys', 'refine', 'launch', 'adoption', 'sunset', 'retrospective', 'retention'],
  ['dashboard', 'reports'],
  ['demo', 'design', 'host', 'setup', '(top)'],
];

const readModels = new Set(['dashboard', 'reports']);
const pure = (file: string): boolean =>
  /\.rules\.tsx?$/.test(file) || ['src/rollout/playbook.ts', 'src/rollout/phases.ts'].includes(file);
// Hashing, text encodings and the spelling of addresses are functions too, though Node ships them.
const purePackages = new Set([
  'temporal-polyfill',
  'intl-messageformat',
  'zod',
  'node:buffer',
  'node:crypto',
  'node:url',
]);

const room = (file: string): string => /^src\/([^/]+)\//.exec(file)?.[1] ?? '(top)';
const height = (name: string): number => order.findIndex((line) => line.includes(name));
const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file);
const code = (source: Source): string => source.text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');

type Rule = (sources: Source[]) => string[];

const eachFile =
  (check: (source: Source) => string | false | undefined): Rule =>
  (sources) =>
    sources.flatMap((source) => {
      const problem = check(source);
      return problem ? [`${source.file}: ${problem}`] : [];
    });

const program = (sources: Source[]): Source[] =>
  sources.filter(({ file }) => file.startsWith('src/') && !isTest(file));

/** Imports run one way. */
export const oneWay: Rule = (sources) =>
  program(sources).flatMap(({ file, imports }) => {
    const own = height(room(file));
    if (own < 0)
      return [`${file}: the room ${room(file)} has no place yet: add it to order in house-rules.ts.`];
    return imports
      .filter((one) => one.file?.startsWith('src/') && height(room(one.file)) > own)
      .map(
        (one) =>
          `${file}: ${room(file)} must not know ${room(one.file!)} (${one.request}). ` +
          'Let the upper room come to the lower: a socket (play, fact, still wanted), an argument, or a query.',
      );
  });

/** No file imports itself by a detour, types included. */
export const noCircle: Rule = (sources) => {
  const files = new Map(program(sources).map((source) => [source.file, source]));
  const state = new Map<string, 'open' | 'done'>();
  const problems: string[] = [];
  const walk = (file: string, way: string[]): void => {
    if (state.get(file) === 'done' || !files.has(file)) return;
    if (state.get(file) === 'open') {
      const circle = [...way.slice(way.indexOf(file)), file].join(' → ');
      problems.push(`${file}: a circle of imports (${circle}). Move what both need into a file of its own.`);
      return;
    }
    state.set(file, 'open');
    for (const one of files.get(file)!.imports) if (one.file) walk(one.file, [...way, file]);
    state.set(file, 'done');
  };
  for (const file of files.keys()) walk(file, []);
  return problems;
};

/** Decisions are pure: whatever a rules file reaches when it runs is pure too. */
export const pureRules: Rule = (sources) => {
  const files = new Map(sources.map((source) => [source.file, source]));
  const reach = (file: string, way: string[]): string[] =>
    (files.get(file)?.imports ?? [])
      .filter((one) => !one.typeOnly)
      .flatMap((one) => {
        if (one.file) return way.includes(one.file) ? [] : reach(one.file, [...way, one.file]);
        return purePackages.has(one.request) ? [] : [`${one.request} (${way.join(' → ')})`];
      });
  return program(sources)
    .filter(({ file }) => pure(file))
    .flatMap(({ file }) =>
      reach(file, [file]).map(
        (what) =>
          `${file}: a rule must be pure and reaches ${what}. Hand it facts as arguments, or import only the type.`,
      ),
    );
};

/** The environment is read in one file. */
export const oneEnvironment: Rule = (sources) =>
  eachFile(
    (source) =>
      source.file !== 'src/kernel/config.ts' &&
      /\bprocess\.env\b/.test(code(source)) &&
      'reads process.env. Add a field to Config (kernel/config.ts) and inject Config.',
  )(program(sources));

const NOW =
  /\bnew Date\(\)|\bDate\.now\(|\bTemporal\.Now\b|(?<![.\w])now\(\)(?!\s*[:{])|\bcurrent_(?:date|timestamp)\b/i;

/** The time is asked in one file; SQL is told it as a parameter. */
export const oneClock: Rule = (sources) =>
  eachFile((source) => {
    const found = source.file === 'src/kernel/clock.ts' ? undefined : NOW.exec(code(source))?.[0];
    return (
      found &&
      `asks the time itself (${found}). Take the moment as an argument, or inject Clock at the entry.`
    );
  })(sources.filter(({ file }) => /^(src|migrations)\//.test(file) && !isTest(file)));

/** What a test puts into everybody's ears never reaches a reader. */
export const nobodyOverheard: Rule = (sources) =>
  eachFile(
    ({ file, text }) =>
      file !== 'src/kernel/language/say.ts' &&
      /\beverybodyHears\b/.test(text) &&
      'calls everybodyHears, which is for tests. Hand the Say of whoever reads down to where it is said.',
  )(program(sources));

/** Chance comes from a seed that is handed in, so that a run can be had again; secrets from node:crypto. */
export const noDice: Rule = (sources) =>
  eachFile((source) => {
    const dice = pure(source.file) ? /\bMath\.random\b|\brandom(Bytes|UUID|Int)\b/ : /\bMath\.random\b/;
    const found = dice.exec(code(source))?.[0];
    return (
      found && `throws dice (${found}). Take a seed as an argument, or node:crypto where a secret is made.`
    );
  })(program(sources));

export const shortFiles: Rule = eachFile((source) => {
  const lines = source.text.split('\n').length - 1;
  return lines > 300 && `has ${lines} lines, 300 is the most. Split it by meaning.`;
});

export const fewParameters: Rule = eachFile(
  ({ parameters }) =>
    parameters > 5 &&
    `a constructor takes ${parameters} parameters, five is the most. The class does too much: split it.`,
);

/** A name says what is inside; nothing is imported through a list of exports. */
export const tellingNames: Rule = eachFile(({ file }) => {
  if (/(^|\/)(utils?|common|helpers?|shared|misc)(\/|\.tsx?$)/.test(file))
    return 'is named after nothing. Put it beside what uses it, under a name that says what it does.';
  return (
    /\/index\.tsx?$/.test(file) &&
    file !== 'migrations/index.ts' &&
    'is a barrel. Import the files themselves.'
  );
});

/** Dashboards and reports read tables and snapshots; they never do anything. */
export const readersOnlyRead: Rule = (sources) =>
  program(sources)
    .filter(({ file }) => readModels.has(room(file)))
    .flatMap(({ file, imports }) =>
      imports
        .filter((one) => one.file?.endsWith('.service.ts'))
        .map(
          (one) =>
            `${file}: a read model must not import a service (${one.request}). Query the tables instead.`,
        ),
    );

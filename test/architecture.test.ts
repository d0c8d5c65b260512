import * as house from './support/house-rules.js';
import { parse, readSources, type Source } from './support/sources.js';

const rules: [string, (sources: Source[]) => string[]][] = [
  ['imports run one way through the rooms', house.oneWay],
  ['no file imports itself by a detour', house.noCircle],
  ['rules, playbook and phases reach no framework and no I/O', house.pureRules],
  ['the environment is read in one file', house.oneEnvironment],
  ['the clock is asked in one file', house.oneClock],
  ['chance comes from a seed', house.noDice],
  ['nobody is spoken to as a test wants it', house.nobodyOverheard],
  ['no file has more than 300 lines', house.shortFiles],
  ['no constructor takes more than five parameters', house.fewParameters],
  ['names tell what is inside, and there are no barrels', house.tellingNames],
  ['read models import no service', house.readersOnlyRead],
];

describe('the house', () => {
  const sources = readSources(['src', 'test', 'migrations', 'bench']);

  it.each(rules)('%s', (_name, rule) => {
    expect(rule(sources)).toEqual([]);
  });
});

/** A house of a few files, given as file → text. */
const build = (files: Record<string, string>): Source[] =>
  Object.entries(files).map(([file, text]) => parse(file, text, (name) => name in files));

describe('the rules of the house notice', () => {
  it.each<[string, (sources: Source[]) => string[], Record<string, string>, string]>([
    [
      'a lower room that knows an upper one, if only its type',
      house.oneWay,
      { 'src/notices/a.ts': `import type { Plan } from '../rollout/plan.js';` },
      'src/notices/a.ts: notices must not know rollout',
    ],
    [
      'a room without a place',
      house.oneWay,
      { 'src/attic/a.ts': '' },
      'src/attic/a.ts: the room attic has no place',
    ],
    [
      'a circle',
      house.noCircle,
      {
        'src/pilot/a.ts': `import { b } from './b.js';`,
        'src/pilot/b.tsx': `export { c } from '../surveys/c.js';`,
        'src/surveys/c.ts': `const a = await import('../pilot/a.js');`,
      },
      'src/pilot/a.ts → src/pilot/b.tsx → src/surveys/c.ts → src/pilot/a.ts',
    ],
    [
      'a rule that reaches the framework by a detour',
      house.pureRules,
      {
        'src/rollout/gate.rules.ts': `import { limit } from './limits.js';`,
        'src/rollout/limits.ts': `import { Injectable } from '@nestjs/common';`,
      },
      'reaches @nestjs/common (src/rollout/gate.rules.ts → src/rollout/limits.ts)',
    ],
    [
      'a playbook that reads a file',
      house.pureRules,
      { 'src/rollout/playbook.ts': `import fs from 'node:fs';` },
      'reaches node:fs',
    ],
    [
      'the environment elsewhere',
      house.oneEnvironment,
      { 'src/host/a.ts': 'process.env.HOME' },
      'src/host/a.ts: reads',
    ],
    ['the time elsewhere', house.oneClock, { 'src/host/a.ts': 'const d = new Date();' }, 'new Date()'],
    ['the time in SQL', house.oneClock, { 'migrations/1-A.ts': '`at timestamptz default now()`' }, 'now()'],
    [
      'a program that speaks as a test does',
      house.nobodyOverheard,
      { 'src/host/a.ts': 'everybodyHears(mirrored);' },
      'src/host/a.ts: calls everybodyHears',
    ],
    ['dice', house.noDice, { 'src/demo/a.ts': 'Math.random()' }, 'throws dice (Math.random)'],
    ['a long file', house.shortFiles, { 'bench/a.ts': '\n'.repeat(301) }, 'has 301 lines'],
    [
      'a greedy constructor',
      house.fewParameters,
      { 'src/host/a.ts': 'class A { constructor(a: 1, b: 1, c: 1, d: 1, e: 1, f: 1) {} }' },
      'takes 6 parameters',
    ],
    ['a folder for everything', house.tellingNames, { 'src/kernel/utils/a.ts': '' }, 'named after nothing'],
    ['a barrel', house.tellingNames, { 'src/kernel/index.ts': '' }, 'is a barrel'],
    [
      'a report that calls a service',
      house.readersOnlyRead,
      { 'src/reports/a.ts': `import { S } from '../launch/wave.service.js';` },
      'must not import a service (../launch/wave.service.js)',
    ],
  ])('%s', (_name, rule, files, message) => {
    expect(rule(build(files))).toEqual([expect.stringContaining(message)]);
  });

  it('nothing in what is allowed', () => {
    const fine = build({
      'src/rollout/gate.rules.ts': [
        `import { Temporal } from 'temporal-polyfill';`,
        `import type { DataSource } from 'typeorm';`,
        `import { type Rollout } from './rollout.entity.js';`,
        `import { phases } from './phases.js';`,
        '// new Date() would be wrong here, and so would process.env',
      ].join('\n'),
      'src/rollout/phases.ts': `import { z } from 'zod';`,
      'src/rollout/rollout.entity.ts': `import { Entity } from 'typeorm';\nconst d = new Date(0); clock.now();`,
      'src/dashboard/overview.queries.ts': `import { phases } from '../rollout/phases.js';`,
    });
    expect(rules.flatMap(([, rule]) => rule(fine))).toEqual([]);
  });
});

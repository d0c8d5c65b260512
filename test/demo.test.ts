import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { jest } from '@jest/globals';
import type { Summary } from '../src/demo/summary.js';

jest.setTimeout(300_000); // two whole rollouts, on whatever machine this is

const program = path.resolve(import.meta.dirname, '../dist/src/demo/demo.js');

describe('the demo, asked for what cannot be', () => {
  let folder: string;

  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-test-'));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  const ask = (...wishes: string[]): { status: number | null; told: string; left: string[] } => {
    const { PATH, HOME } = process.env;
    const { status, stderr } = spawnSync(process.execPath, [program, '--exit', ...wishes], {
      env: { PATH, HOME, TMPDIR: folder },
      encoding: 'utf8',
      timeout: 60_000,
    });
    return { status, told: stderr, left: fs.readdirSync(folder) };
  };

  it('says every reason at once, before anything is started, and leaves nothing', () => {
    const { status, told, left } = ask('--roster', folder, '--json', '/no/such/folder/summary.json');
    expect(status).toBe(1);
    expect(told).toContain(`There is no file ${folder}. It is a folder.`);
    expect(told).toContain('The summary cannot be written into /no/such/folder');
    expect(told).not.toContain(' at ');
    expect(left).toEqual([]);
  });

  it('knows its own options only', () => {
    const { status, told } = ask('--fast');
    expect(status).toBe(1);
    expect(told).toContain("Unknown option '--fast'");
    expect(told).toContain('--roster FILE');
  });

  it('tells what it knows, to whoever asks', () => {
    const { status, stdout } = spawnSync(process.execPath, [program, '--help'], { encoding: 'utf8' });
    expect(status).toBe(0);
    for (const option of ['--exit', '--roster FILE', '--json FILE', '--seed N'])
      expect(stdout).toContain(option);
  });

  it('refuses a roster of under 12 people with the reason, and leaves nothing', () => {
    const roster = path.join(folder, 'few.csv');
    fs.writeFileSync(roster, 'name\nA\nB\nC\nD\nE\nF\nG\nH\nI\nJ\nK');
    const { status, told, left } = ask('--roster', roster);
    expect(status).toBe(1);
    expect(told).toContain('This roster has 11 people');
    expect(left).toEqual(['few.csv']);
  });
});

/** Twelve people, told of in the old place only: not one address, and two of one name. */
const withoutAddress = [
  'name;last seen',
  ...['Ada', 'Bo', 'Cem', 'Dilan', 'Eva', 'Finn', 'Gül', 'Hugo', 'Ines', 'Jo', 'Kim', 'Kim'].map(
    (name, i) => `${name};2026-01-${String(2 + i).padStart(2, '0')}`,
  ),
].join('\n');

/** What whoever follows the last line of the demo sees first. */
async function lookAt(link: string): Promise<string> {
  const entered = await fetch(link, { method: 'POST', redirect: 'manual' });
  const cookie = entered.headers.getSetCookie().map((one) => one.split(';')[0]!);
  const home = new URL(entered.headers.get('location')!, link);
  return (await fetch(home, { headers: { cookie: cookie.join('; ') } })).text();
}

describe('the demo with a list that has no address', () => {
  let folder: string;
  let first: Summary;
  let again: Summary;
  let overview: string;

  const play = async (name: string, served = false): Promise<Summary> => {
    const json = path.join(folder, `${name}.json`);
    const wishes = ['--roster', path.join(folder, 'list.csv'), '--seed', '7', '--json', json];
    const { PATH, HOME } = process.env;
    const child = spawn(process.execPath, [program, ...(served ? [] : ['--exit']), ...wishes], {
      env: { PATH, HOME, TMPDIR: folder, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit') as Promise<[number | null]>;
    for await (const line of createInterface(child.stdout)) {
      const [, link] = /^Look at it: (\S+)/.exec(line) ?? [];
      if (!link) continue;
      overview = await lookAt(link);
      child.kill();
    }
    const [code] = await ended;
    expect(code).toBe(0);
    return JSON.parse(fs.readFileSync(json, 'utf8')) as Summary;
  };

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-test-'));
    fs.writeFileSync(path.join(folder, 'list.csv'), withoutAddress);
    [first, again] = await Promise.all([play('first', true), play('again')]);
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('closes four phases in their order, after the newest day on which somebody was seen', () => {
    const { people, phases, transition } = first;
    expect(people).toBe(12);
    expect(Object.keys(phases)).toEqual(['pilot', 'refine', 'launch', 'sunset']);
    const closed = Object.values(phases).map((phase) => phase.closed!);
    expect(closed.toSorted()).toEqual(closed);
    expect(phases['pilot']!.opened).toBe('2026-01-19');
    expect(transition! > phases['sunset']!.opened! && transition! < phases['sunset']!.closed!).toBe(true);
  });

  it('tells everybody in person, once, and in time', () => {
    expect(first).toMatchObject({ proven: true, lost: 0, repeated: 0 });
    expect(first.notices['sunset.decision']).toBeUndefined(); // the day stood as it was announced
    const { told = 0, ...others } = first.notices['sunset.announcement']!;
    expect(told).toBeGreaterThan(0);
    expect(Object.keys(others).filter((state) => state === 'accepted' || state === 'queued')).toEqual([]);
  });

  it('reports adoption as a band that ends where the new place lives', () => {
    const last = first.adoption.at(-1)!;
    expect(last.low!).toBeGreaterThanOrEqual(0.6);
    expect(last.high!).toBeGreaterThanOrEqual(last.low!);
  });

  it('shows at its end a move that is done, and no alarm', () => {
    expect(overview).toContain('The move is done.');
    expect(overview).not.toContain('role="alert"');
  });

  it('plays the same seed the same', () => {
    expect(again).toEqual(first);
  });
});

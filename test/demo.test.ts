import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

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

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { endPrograms, startProgram } from './support/program.js';

const cli = path.resolve(import.meta.dirname, '../dist/program/cli.js');

interface Ran {
  code: number;
  out: string;
  err: string;
}

/** The built command in a process of its own. */
const changeover = (env: Record<string, string>, ...words: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const options = { env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env } };
    execFile(process.execPath, [cli, ...words], options, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });

describe('the links that a host prints', () => {
  let dir: string;
  let url: string;

  beforeAll(async () => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-cli-'));
    const program = startProgram({ DATA_DIR: dir });
    url = await program.ready;
    const token = path.basename(await program.says(/^Set up Changeover: (\S+)$/m));
    const community = {
      ...{ name: 'The gardeners', timeZone: 'Europe/Berlin' },
      responsible: { name: 'Ada Berg', contact: 'Ground floor' },
    };
    const status = await setUp(token, community);
    if (status !== 201) throw new Error(`The set-up answered ${status}.`);
  });
  afterAll(async () => {
    await endPrograms();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  const setUp = async (token: string, community: object): Promise<number> => {
    const answer = await fetch(`${url}/api/v1/set-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, community, person: { name: 'Ada Berg' } }),
    });
    return answer.status;
  };

  it('lets a lead in, once, while the program goes on running', async () => {
    const { code, out } = await changeover({ DATA_DIR: dir, BASE_URL: url }, 'sign-in-link', 'ada berg');
    expect(code).toBe(0);
    const link = out.trim();
    expect(link).toMatch(new RegExp(`^${url}/enter/[\\w-]{22}$`));
    const enter = (): Promise<Response> => fetch(link, { method: 'POST', redirect: 'manual' });
    expect((await enter()).status).toBe(303);
    expect((await enter()).status).toBe(410);
  });

  it('prints the address at which the program runs, also where nobody tells it', async () => {
    const { code, out } = await changeover({ DATA_DIR: dir }, 'sign-in-link', 'ada berg');
    expect([code, out.trim().replace(/[\w-]{22}$/, '')]).toEqual([0, `${url}/enter/`]);
  });

  it('sets up a second community, once, by the newest link alone', async () => {
    const print = (): Promise<Ran> => changeover({ DATA_DIR: dir, BASE_URL: url }, 'set-up-link');
    const older = path.basename((await print()).out.trim());
    const { code, out } = await print();
    expect(code).toBe(0);
    expect(out.trim()).toMatch(new RegExp(`^${url}/set-up/[\\w-]{22}$`));
    const newest = path.basename(out.trim());
    const community = {
      ...{ name: 'The choir', timeZone: 'Europe/Paris' },
      responsible: { name: 'Ada Berg', contact: 'In the rehearsal, Mondays' },
    };
    expect(await setUp(older, community)).toBe(410);
    expect(await setUp(newest, community)).toBe(201);
    expect(await setUp(newest, community)).toBe(410);
    const which = await changeover({ DATA_DIR: dir, BASE_URL: url }, 'sign-in-link', 'ada berg');
    expect(which.err).toContain('Add the community: “The choir”, “The gardeners”.');
  });

  it('says of each community whether its record of acts holds', async () => {
    const { code, out } = await changeover({ DATA_DIR: dir }, 'audit', 'verify');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^The gardeners: \d acts?, the record holds\. Its mark is [0-9a-f]{8}\.\d\.[0-9a-f]{16}\.[0-9a-f]{8}$/m,
    );
    const mark = /The gardeners.* (\S+)$/m.exec(out)![1]!;
    const kept = await changeover({ DATA_DIR: dir }, 'audit', 'verify', '--from', mark);
    expect([kept.code, kept.out]).toEqual([0, expect.stringContaining('is still the one of your mark')]);
    expect(kept.out).not.toContain('The choir');
    const slip = await changeover({ DATA_DIR: dir }, 'audit', 'verify', '--from', `1${mark.slice(1)}0`);
    expect([slip.code, slip.err]).toEqual([1, expect.stringContaining('no mark of this installation')]);
    const one = await changeover({ DATA_DIR: dir }, 'audit', 'verify', 'the gardeners');
    expect(one.out.trim().split('\n')).toHaveLength(1);
    const nobody = await changeover({ DATA_DIR: dir }, 'audit', 'verify', 'Nowhere');
    expect(nobody).toMatchObject({
      code: 1,
      err: expect.stringContaining('No community is called “Nowhere”.'),
    });
    expect((await changeover({ DATA_DIR: dir }, 'audit')).err).toContain('Say what:');
  });

  it('tells who is meant by nobody, and that the program must run, without a stack', async () => {
    const nobody = await changeover({ DATA_DIR: dir }, 'sign-in-link', 'Eve');
    expect(nobody).toMatchObject({ code: 1, out: '' });
    expect(nobody.err).toContain('Nobody who works here is called “Eve”.');
    const elsewhere = await changeover({ DATA_DIR: path.join(dir, 'empty') }, 'sign-in-link', 'Ada Berg');
    expect(elsewhere.err).toContain('is not running');
    expect(fs.existsSync(path.join(dir, 'empty'))).toBe(false);
    for (const { err } of [nobody, elsewhere, await changeover({ DATA_DIR: dir }, 'sign-in-link')])
      expect(err).not.toMatch(/^\s+at /m);
  });
});

import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { MasterKey } from './master-key.js';

describe('the master key', () => {
  let dir: string;
  beforeEach(() => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-key-'));
  });
  afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

  it('is made once, for its owner alone, and is the same at the next start', () => {
    const data = path.join(dir, 'data');
    const first = MasterKey.load(data).derive('a');
    expect(fs.statSync(path.join(data, 'key')).mode & 0o777).toBe(0o600);
    expect(fs.readdirSync(data)).toEqual(['key']);
    expect(MasterKey.load(data).derive('a')).toEqual(first);
  });

  it('gives each use another key', () => {
    const master = MasterKey.load(dir);
    expect(master.derive('a')).not.toEqual(master.derive('b'));
    expect(master.derive('a')).toHaveLength(32);
  });

  it('is one key, even when several processes start together', async () => {
    // The built program: each process needs plain JavaScript.
    const script = path.resolve('dist/src/kernel/crypto/master-key.js');
    const program = `
      import { MasterKey } from ${JSON.stringify(script)};
      while (Date.now() < Number(process.argv[2])) {}
      process.stdout.write(MasterKey.load(process.argv[1]).derive('a').toString('hex'));`;
    const start = String(Date.now() + 500);
    const run = promisify(execFile);
    const runs = Array.from({ length: 4 }, () =>
      run(process.execPath, ['--input-type=module', '-e', program, path.join(dir, 'data'), start]),
    );
    const keys = (await Promise.all(runs)).map(({ stdout }) => stdout);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  it('refuses a file that holds no key, and leaves it as it is', () => {
    fs.writeFileSync(path.join(dir, 'key'), 'half');
    expect(() => MasterKey.load(dir)).toThrow('Bring it back from a backup');
    expect(fs.readFileSync(path.join(dir, 'key'), 'utf8')).toBe('half');
  });
});

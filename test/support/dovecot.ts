import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './free-port.js';

/** A user of this machine as whom it may run: it refuses root. */
const nobody = { uid: 65_534, gid: 65_534 };

/** A real IMAP server with one mailbox, kept in a folder of its own. */
export class Dovecot {
  private constructor(
    private readonly dir: string,
    readonly port: number,
    private readonly program: ChildProcess,
  ) {}

  static async start(program: string): Promise<Dovecot> {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'imap-'));
    const root = process.getuid?.() === 0;
    const who = root ? nobody : { uid: os.userInfo().uid, gid: os.userInfo().gid };
    const port = await freePort();
    for (const folder of ['new', 'cur', 'tmp'])
      fs.mkdirSync(path.join(dir, 'mail', folder), { recursive: true });
    fs.writeFileSync(path.join(dir, 'conf'), configuration(dir, port, who));
    if (root)
      for (const one of ['', 'conf', 'mail', 'mail/new', 'mail/cur', 'mail/tmp'])
        fs.chownSync(path.join(dir, one), who.uid, who.gid);
    const child = spawn(program, ['-F', '-c', path.join(dir, 'conf')], {
      ...{ stdio: 'ignore', cwd: dir },
      ...(root && who),
    });
    const server = new Dovecot(dir, port, child);
    for (let tries = 0; !(await answers(port)); tries++) {
      if (tries > 200 || child.exitCode !== null) throw new Error(`dovecot does not start: ${server.log()}`);
      await pause(25);
    }
    return server;
  }

  url(password = 'secret'): string {
    return `imap://bounce:${password}@127.0.0.1:${this.port}/INBOX`;
  }

  /** As a mail server puts it there. */
  deliver(name: string, message: string): void {
    fs.writeFileSync(path.join(this.dir, 'mail/tmp', name), message, { mode: 0o666 });
    fs.renameSync(path.join(this.dir, 'mail/tmp', name), path.join(this.dir, 'mail/new', name));
  }

  /** The name of each message with its marks: S is seen, F is flagged. */
  marks(): string[] {
    return ['new', 'cur']
      .flatMap((folder) => fs.readdirSync(path.join(this.dir, 'mail', folder)))
      .map((file) => {
        const [name = '', marks = ''] = file.split(':2,');
        return `${name.split(',')[0]} ${marks}`.trim();
      })
      .toSorted();
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => {
      this.program.once('exit', resolve);
    });
    if (this.program.exitCode === null && this.program.kill()) await gone;
    fs.rmSync(this.dir, { recursive: true, force: true });
  }

  private log(): string {
    return fs.readFileSync(path.join(this.dir, 'log'), { encoding: 'utf8', flag: 'a+' });
  }
}

function configuration(dir: string, port: number, { uid, gid }: typeof nobody): string {
  const named = (what: string): string => execFileSync('id', [what], { encoding: 'utf8' }).trim();
  const root = process.getuid?.() === 0;
  const [user, group] = root ? ['nobody', 'nogroup'] : [named('-un'), named('-gn')];
  return `
    base_dir = ${dir}/run
    state_dir = ${dir}/state
    log_path = ${dir}/log
    protocols = imap
    listen = 127.0.0.1
    ssl = no
    disable_plaintext_auth = no
    default_internal_user = ${user}
    default_login_user = ${user}
    default_internal_group = ${group}
    first_valid_uid = ${uid}
    first_valid_gid = ${gid}
    mail_location = maildir:${dir}/mail
    auth_failure_delay = 0
    passdb {
      driver = static
      args = password=secret
    }
    userdb {
      driver = static
      args = uid=${uid} gid=${gid} home=${dir}
    }
    service anvil {
      chroot =
      # Wrong passwords are answered as fast as right ones.
      unix_listener anvil-auth-penalty {
        mode = 0
      }
    }
    service imap-login {
      chroot =
      inet_listener imap {
        port = ${port}
      }
      inet_listener imaps {
        port = 0
      }
    }
  `;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('data', () => resolve(true)).once('error', () => resolve(false));
    socket.once('data', () => socket.destroy());
  });

import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { ImapFlow } from 'imapflow';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Config } from '../kernel/config.js';
import { Plugged } from './plugged.js';
import { READ_BYTES } from './returned-parts.js';
import { ReturnedMail } from './returned-mail.js';

/** Of all programs on one database, one reads. */
const LOCK = 2077;
/** So many in one look; the next one goes on. */
const MOST = 1000;
/** So long it may be away before leads hear of it: until then what they read of acceptance is true enough. */
const PATIENCE_MINUTES = 60;
const here = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What one look at the mailbox brought: how many messages, and how many of them a person must read. */
export interface Look {
  read: number;
  letters: number;
}

/**
 * Reads the mailbox of the bounce address by IMAP, where one is set. What is understood is marked as seen; a letter stays
 * unseen, with a flag, for a person. Whatever is wrong with it never stops what is sent; after an hour the leads hear of
 * it, for what counts as accepted may have come back.
 */
@Injectable()
export class BounceMailbox implements BeforeApplicationShutdown {
  private readonly log = new Logger('bounces');
  private trouble: { text: string; since: Temporal.Instant } | undefined;
  private client: ImapFlow | undefined;
  private looking: Promise<Look | undefined> | undefined;
  private closing = false;
  /** What could not be read in the last look. */
  private readonly failed = new Set<number>();

  constructor(
    private readonly config: Config,
    private readonly dataSource: DataSource,
    private readonly returned: ReturnedMail,
    private readonly clock: Clock,
    private readonly plugged: Plugged,
  ) {}

  @Interval(3 * 60_000)
  async tick(): Promise<void> {
    if (this.config.bounceImapUrl !== undefined) await this.look();
  }

  /** Undefined while another program looks, or while the mailbox cannot be read: the log says so, once. */
  look(): Promise<Look | undefined> {
    return (this.looking ??= this.lookOnce().finally(() => {
      this.looking = undefined;
    }));
  }

  /** What was read is marked, or is read again after the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.closing = true;
    this.client?.close();
    await this.looking;
  }

  private async lookOnce(): Promise<Look | undefined> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const [lock] = (await runner
        .query('select pg_try_advisory_lock($1) as ours', [LOCK])
        .catch(notWritten)) as [{ ours: boolean }];
      if (!lock.ours) return undefined;
      try {
        const look = await this.read(new URL(this.config.bounceImapUrl!));
        await this.reads(look);
        return look;
      } finally {
        await runner.query('select pg_advisory_unlock($1)', [LOCK]);
      }
    } catch (error) {
      await this.fails(error);
      return undefined;
    } finally {
      await runner.release();
    }
  }

  private async read(url: URL): Promise<Look> {
    // Read only where it is used.
    const { ImapFlow } = await import('imapflow');
    const secure = url.protocol === 'imaps:';
    const client = new ImapFlow({
      ...{
        host: url.hostname.replace(/^\[|\]$/g, ''),
        port: Number(url.port) || (secure ? 993 : 143),
        secure,
      },
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
      // The password never travels in the open, but to this machine.
      ...(!secure && !here.has(url.hostname) && { doSTARTTLS: true }),
      ...{ logger: false as const, disableAutoIdle: true },
      ...{ connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 },
    });
    // What goes wrong is thrown by what we wait for, too.
    client.on('error', () => undefined);
    this.client = client;
    try {
      await client.connect();
      const folder = decodeURIComponent(url.pathname.slice(1)) || 'INBOX';
      const lock = await client.getMailboxLock(folder);
      try {
        return await this.takeAll(client);
      } finally {
        lock.release();
      }
    } finally {
      this.client = undefined;
      if (client.usable) await client.logout().catch(() => client.close());
      else client.close();
    }
  }

  /** Flagged only after what follows from it is written down: a crash between the two reads it once more, in vain. */
  private async takeAll(client: ImapFlow): Promise<Look> {
    const look = { read: 0, letters: 0 };
    const found = (await client.search({ seen: false, flagged: false }, { uid: true })) || [];
    for (const uid of found.slice(0, MOST)) {
      if (this.closing) break;
      try {
        const message = await client.fetchOne(uid, { source: { maxLength: READ_BYTES } }, { uid: true });
        // Somebody took it out meanwhile.
        if (!message) continue;
        const letter = await this.isLetter(uid, message.source);
        if (letter === undefined) continue;
        look.read++;
        if (letter) look.letters++;
        await client.messageFlagsAdd([uid], [letter ? '\\Flagged' : '\\Seen'], { uid: true });
      } catch (error) {
        // One that the server cannot give or mark comes again, and keeps no other from being read.
        if (!client.usable || error instanceof NotWritten) throw error;
      }
    }
    return look;
  }

  /**
   * Whether a person must read it. What cannot be read twice is one, or it would come first in every look; undefined the
   * first time: it may have been no fault of its own. Where nothing can be written down the look ends.
   */
  private async isLetter(uid: number, source: Buffer | undefined): Promise<boolean | undefined> {
    try {
      if (!source) throw new Error('empty');
      const { is } = await this.returned.take(source);
      this.failed.delete(uid);
      return is === 'letter';
    } catch {
      await this.dataSource.query('select 1').catch(notWritten);
      if (this.failed.delete(uid)) return true;
      this.failed.add(uid);
      return undefined;
    }
  }

  private async reads({ letters }: Look): Promise<void> {
    if (this.trouble !== undefined) this.log.log('The bounce mailbox can be read again.');
    this.trouble = undefined;
    // Another program may have told of it.
    await this.dataSource
      .transaction((tx) => this.plugged.mail(tx, { about: 'returned mail', trouble: null }))
      .catch(notWritten);
    if (letters > 0)
      this.log.warn(
        `${letters} messages in the bounce mailbox are for a person to read. They are unseen there, with a flag.`,
      );
  }

  private async fails(why: unknown): Promise<void> {
    if (this.closing) return;
    const text = inWords(why);
    const now = this.clock.now();
    if (this.trouble?.text !== text) this.log.error(`The bounce mailbox cannot be read: ${text}`);
    this.trouble = { text, since: this.trouble?.since ?? now };
    if (why instanceof NotWritten || now.since(this.trouble.since).total('minutes') < PATIENCE_MINUTES)
      return;
    await this.dataSource
      .transaction((tx) =>
        this.tellLeads(tx, `Mail that comes back cannot be read: ${troubleOfServer(why)}.`),
      )
      .catch(() => undefined); // told at the next look
  }

  private async tellLeads(tx: EntityManager, trouble: string): Promise<void> {
    const running = await tx.query<{ id: string }[]>(
      `select id from rollout where state = 'running' and cancelled_at is null order by id`,
    );
    const text =
      `${trouble} Until then nobody learns which addresses fail, and what counts as accepted may have come back. ` +
      'Whoever hosts this must look at it.';
    await this.plugged.mail(tx, {
      about: 'returned mail',
      trouble: { rolloutIds: running.map(({ id }) => id), text },
    });
  }
}

/** The mailbox may be well: our own database is not. */
class NotWritten extends Error {}

function notWritten(cause: unknown): never {
  throw new NotWritten('nothing is written down', { cause });
}

/** Without a name or a password, which a server's own words may repeat. */
function inWords(error: unknown): string {
  if (error instanceof NotWritten) return 'our own database does not answer. It is tried again.';
  return `${troubleOfServer(error)}. It is tried again. Look at BOUNCE_IMAP_URL.`;
}

function troubleOfServer(error: unknown): string {
  const { authenticationFailed, tlsFailed, mailboxMissing, code } = (error ?? {}) as Record<string, unknown>;
  if (authenticationFailed) return 'the server does not accept our name and password';
  if (mailboxMissing) return 'the server has no such folder';
  if (tlsFailed) return 'the connection cannot be made safe';
  return `it does not answer (${typeof code === 'string' ? code : 'no reason given'})`;
}

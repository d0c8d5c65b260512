import { jest } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { Dovecot } from '../../test/support/dovecot.js';
import { needs, pathOf } from '../../test/support/needs.js';
import { ledgerOf, People, type Enrolled } from '../../test/support/people.js';
import { ScriptedSmtp } from '../../test/support/scripted-smtp.js';
import { startTestApp, testConfig, type TestApp } from '../../test/support/test-app.js';
import { BounceMailbox } from './bounce-mailbox.js';
import { Deliveries } from './deliveries.service.js';
import { NoticesModule } from './notices.module.js';
import { Notices } from './notices.service.js';
import { OptOuts } from './opt-outs.service.js';
import { Plugged } from './plugged.js';
import { ReturnedMail } from './returned-mail.js';
import type { OwnMail } from './sockets.js';

jest.setTimeout(30_000); // A real IMAP server starts, also while others keep the machine busy.

const secret = 'nobody-guesses-this-one';
const letters = {
  en: {
    ...{ subject: 'The old place closes', opening: 'It closes on 7 July.', paragraphs: [] },
    ...{ action: { label: 'My page', to: '' }, nothing: 'Nothing changes.', why: 'You are in the group.' },
  },
};
const isGone = 'by hand · to tell · their address does not exist (5.1.1)';

let app: TestApp;
let people: People;
let anna: Enrolled;
let smtp: ScriptedSmtp;
/** Of the message to Anna. */
let sent: { messageId: string; from?: string };
beforeAll(async () => {
  smtp = await ScriptedSmtp.start();
  app = await startTestApp({
    modules: [NoticesModule],
    settings: {
      ...{ role: 'web', bounceHookSecret: secret, bounceAddress: 'bounce@hill.example' },
      ...{ smtpUrl: smtp.url, mailFrom: 'Hill Street <move@hill.example>' },
    },
  });
});
afterAll(async () => {
  await app.close();
  await smtp.goDown();
});
beforeEach(async () => {
  const today = app.clock.now().toZonedDateTimeISO('Europe/Berlin').toPlainDate();
  app.clock.set(
    today.add({ days: 30 }).toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: '10:00' }).toInstant(),
  );
  people = await People.settle(app);
  anna = await people.add({ name: 'Anna Berg', email: 'anna@linden.example' });
  await app.dataSource.transaction((tx) =>
    app.get(Notices).say(tx, {
      rollout: people.rollout,
      ...{ key: 'sunset.announcement/r1', play: 'sunset.announcement', purpose: 'essential', letters },
      ...{ to: [anna.memberId], byHand: true, now: app.clock.now(), jitterMinutes: 0 },
    }),
  );
  await app.get(Deliveries).run();
  sent = smtp.received.at(-1)!;
});

const ledger = (): Promise<string[]> => ledgerOf(app.dataSource, [anna.memberId]);
/** One of the made-up messages of the corpus, about the one to Anna. */
const returned = (name: string): string =>
  fs
    .readFileSync(path.resolve('test/support/returned', `${name}.eml`), 'utf8')
    .replaceAll('{path}', sent.from!)
    .replaceAll('{id}', sent.messageId);

describe('mail handed over by a mail server', () => {
  const send = async (body: string, more: Record<string, string> = {}): Promise<string> => {
    const headers = { 'content-type': 'message/rfc822', authorization: `Bearer ${secret}`, ...more };
    const answer = await fetch(`${app.url}/api/v1/hooks/bounces`, { method: 'POST', headers, body });
    const { is = '' } = (await answer.json()) as { is?: string };
    return `${answer.status} ${is}`.trim();
  };

  it('is known by the return path that it was sent with, whatever is left of it', async () => {
    expect(sent.from).toMatch(/^bounce\+[a-z2-7]{40}@hill\.example$/);
    const left = returned('postfix-user-unknown').replaceAll(sent.messageId, '<gone@mx.example>');
    expect(await send(left)).toBe('200 bounce');
    expect(await ledger()).toEqual([isGone]);
  });

  it('is recorded once, and says what it was', async () => {
    expect(await send(returned('postfix-delayed'))).toBe('200 delayed');
    expect(await send(returned('away-german'))).toBe('200 auto-reply');
    expect(await send(returned('person-answers'))).toBe('200 letter');
    expect(await ledger()).toEqual(['email · accepted']);
    expect(await send(returned('postfix-user-unknown'))).toBe('200 bounce');
    expect(await ledger()).toEqual([isGone]);
    // A lead knows better; the same message, brought again, changes nothing.
    await app.dataSource.query(`update delivery set state = 'accepted', tried = '[]' where member_id = $1`, [
      anna.memberId,
    ]);
    expect(await send(returned('postfix-user-unknown'))).toBe('200 bounce');
    expect(await ledger()).toEqual([expect.stringContaining('accepted')]);
  });

  it('can make nobody’s address fail without the return path or the Message-ID of a message to them', async () => {
    expect(await send(returned('not-our-message'))).toBe('200 letter');
    sent = {
      messageId: `<${crypto.randomUUID()}@hill.example>`,
      from: `bounce+${'a'.repeat(40)}@hill.example`,
    };
    expect(await send(returned('postfix-user-unknown'))).toBe('200 bounce');
    expect(await ledger()).toEqual(['email · accepted']);
  });

  it('ends one message only where it is known by its Message-ID alone, which its reader hands on', async () => {
    sent = { ...sent, from: 'bounce@hill.example' };
    expect(await send(returned('complaint'))).toBe('200 letter');
    expect(await app.get(OptOuts).stopped(app.dataSource.manager, anna.memberId)).toEqual([]);
    expect(await send(returned('postfix-user-unknown'))).toBe('200 bounce');
    expect(await ledger()).toEqual([isGone]);
    const [address] = await app.dataSource.query<[{ state: string }]>(
      'select state from member_channel where member_id = $1',
      [anna.memberId],
    );
    expect(address.state).toBe('good');
  });

  it('as spam stops what its reader need not know, and nothing else', async () => {
    expect(await send(returned('complaint'))).toBe('200 complaint');
    expect(await ledger()).toEqual(['email · accepted']);
    const stopped = await app.get(OptOuts).stopped(app.dataSource.manager, anna.memberId);
    expect(stopped.toSorted()).toEqual(['community', 'help', 'invitation', 'survey']);
  });

  it('is refused without the secret, without a message, too large, and after many guesses', async () => {
    expect(await send('x'.repeat(1_100_000))).toBe('413');
    expect(await send('{}', { 'content-type': 'application/json' })).toBe('422');
    for (let guess = 0; guess < 30; guess++)
      expect(await send(returned('complaint'), { authorization: `Bearer ${guess}` })).toBe('401');
    expect(await send(returned('complaint'), { authorization: 'Bearer 31' })).toBe('429');
    // Whoever guesses shuts nobody out.
    expect(await send(returned('complaint'))).toBe('200 complaint');
  });
});

const dovecot = pathOf('dovecot');
const described = needs('dovecot') ? describe : describe.skip;

described('the mailbox of the bounce address', () => {
  let server: Dovecot;
  beforeAll(async () => {
    server = await Dovecot.start(dovecot!);
  });
  afterAll(() => server.stop());

  const mailbox = (url: string, taker = app.get(ReturnedMail), plugged = app.get(Plugged)): BounceMailbox =>
    new BounceMailbox(testConfig({ bounceImapUrl: url }), app.dataSource, taker, app.clock, plugged);

  it('is read: what is understood is seen, a letter waits unseen with a flag, and nothing is read twice', async () => {
    server.deliver('1', returned('postfix-user-unknown') + 'A'.repeat(400_000));
    server.deliver('2', returned('away-french'));
    server.deliver('3', returned('person-answers'));
    server.deliver('4', returned('not-our-message'));
    expect(await mailbox(server.url()).look()).toEqual({ read: 4, letters: 2 });
    expect(await ledger()).toEqual([isGone]);
    expect(server.marks()).toEqual(['1 S', '2 S', '3 F', '4 F']);
    expect(await mailbox(server.url()).look()).toEqual({ read: 0, letters: 0 });
  });

  it('is read once more after a crash before the mark, and then nothing follows', async () => {
    const dying = { take: async () => Promise.reject(new Error('killed')) } as unknown as ReturnedMail;
    server.deliver('5', returned('exim-blocked'));
    await mailbox(server.url(), dying).look();
    expect(server.marks()).toContain('5');
    const written = { take: async (raw: Buffer) => (await app.get(ReturnedMail).take(raw), dying.take(raw)) };
    await mailbox(server.url(), written as ReturnedMail).look();
    const after = 'by hand · to tell · their mail server does not take our mail (5.7.1)';
    expect(await ledger()).toEqual([after]);
    expect(await mailbox(server.url()).look()).toEqual({ read: 1, letters: 0 });
    expect(server.marks()).toContain('5 S');
    expect(await ledger()).toEqual([after]);
  });

  it('is read on, whatever one message does to us: that one is for a person, with a flag', async () => {
    const real = app.get(ReturnedMail);
    const take = async (raw: Buffer): Promise<unknown> => {
      if (raw.includes('it breaks us')) throw new Error('broken');
      return real.take(raw);
    };
    const box = mailbox(server.url(), { take } as unknown as ReturnedMail);
    server.deliver('6', `${returned('person-answers')} it breaks us`);
    server.deliver('7', returned('postfix-user-unknown'));
    // The first time it may have been no fault of its own.
    expect(await box.look()).toEqual({ read: 1, letters: 0 });
    expect(await ledger()).toEqual([isGone]);
    expect(server.marks()).toEqual(expect.arrayContaining(['6', '7 S']));
    expect(await box.look()).toEqual({ read: 1, letters: 1 });
    expect(server.marks()).toContain('6 F');
    expect(await box.look()).toEqual({ read: 0, letters: 0 });
  });

  it('is read by one program at a time', async () => {
    const looks = await Promise.all([mailbox(server.url()).look(), mailbox(server.url()).look()]);
    expect(looks.filter((look) => look === undefined)).toHaveLength(1);
  });

  it('is told of once where it cannot be read, without the password, and again once it can', async () => {
    const box = mailbox(server.url('mistyped'));
    const said: string[] = [];
    const log = { error: (text: string) => said.push(text), log: (text: string) => said.push(text) };
    Object.assign(box, { log });
    expect([await box.look(), await box.look()]).toEqual([undefined, undefined]);
    Object.assign(box, { config: testConfig({ bounceImapUrl: server.url() }) });
    await box.look();
    expect(said).toEqual([
      'The bounce mailbox cannot be read: the server does not accept our name and password. It is tried again. Look at BOUNCE_IMAP_URL.',
      'The bounce mailbox can be read again.',
    ]);
    const away = mailbox('imap://bounce:secret@127.0.0.1:1/INBOX');
    expect(await away.look()).toBeUndefined();
    const locks = await app.dataSource.query<unknown[]>(
      `select 1 from pg_locks where locktype = 'advisory' and objid = 2077`,
    );
    expect(locks).toEqual([]);
  });

  it('is told to the leads of what runs after an hour in which it could not be read, and once it can', async () => {
    const told: OwnMail[] = [];
    const plugged = { mail: async (_tx: unknown, one: OwnMail) => told.push(one) > 0 } as unknown as Plugged;
    await app.dataSource.query(`update rollout set state = 'running' where id = $1`, [people.rolloutId]);
    const box = mailbox(server.url('mistyped'), app.get(ReturnedMail), plugged);
    Object.assign(box, { log: { error: () => undefined, log: () => undefined } });
    for (const minutes of [0, 59]) {
      app.clock.advance({ minutes });
      await box.look();
    }
    expect(told).toEqual([]);
    app.clock.advance({ minutes: 1 });
    await box.look();
    expect(told).toEqual([
      {
        about: 'returned mail',
        trouble: {
          rolloutIds: expect.arrayContaining([people.rolloutId]),
          text: expect.stringContaining('cannot be read: the server does not accept our name and password.'),
        },
      },
    ]);
    Object.assign(box, { config: testConfig({ bounceImapUrl: server.url() }) });
    await box.look();
    expect(told[1]).toEqual({ about: 'returned mail', trouble: null });
  });
});

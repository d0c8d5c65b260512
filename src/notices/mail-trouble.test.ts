import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { letters } from '../../test/support/some-letters.js';
import { MemberService } from '../community/member.service.js';
import { ParticipationService } from '../rollout/participation.service.js';
import { Deliveries } from './deliveries.service.js';
import { NoticeJobs } from './notices.jobs.js';
import { Notices } from './notices.service.js';

type Command = 'AUTH' | 'MAIL FROM' | 'RCPT TO' | 'DATA';

describe('a mail server that says no', () => {
  let server: SMTPServer;
  let stage: RolloutStage;
  let world: RolloutWorld;
  /** What it answers, where it does not say yes. */
  let script: { at: Command; reply: number; words?: string; only?: string } | null;
  let arrived: string[];

  beforeAll(async () => {
    const no = (at: Command, address = ''): Error | null =>
      script?.at === at && (!script.only || address === script.only)
        ? Object.assign(new Error(script.words ?? 'no'), { responseCode: script.reply })
        : null;
    server = new SMTPServer({
      ...{ disabledCommands: ['STARTTLS'], logger: false, authOptional: true, allowInsecureAuth: true },
      onAuth: (_auth, _session, done) => done(no('AUTH'), { user: 'move' }),
      onMailFrom: (_address, _session, done) => done(no('MAIL FROM')),
      onRcptTo: ({ address }, _session, done) => done(no('RCPT TO', address)),
      onData(stream, session, done) {
        stream.resume();
        stream.on('end', () => {
          const failed = no('DATA');
          if (!failed) arrived.push(session.envelope.rcptTo[0]!.address);
          done(failed);
        });
      },
    });
    await new Promise<void>((listening) => {
      server.listen(0, '127.0.0.1', listening);
    });
    const { port } = server.server.address() as AddressInfo;
    stage = await RolloutStage.openWith({
      role: 'web',
      smtpUrl: `smtp://move:secret@127.0.0.1:${port}`,
      mailFrom: 'Changeover <move@hill.example>',
    });
  });
  afterAll(async () => {
    await stage.app.close();
    await new Promise<void>((closed) => {
      server.close(closed);
    });
  });

  beforeEach(async () => {
    [script, arrived] = [null, []];
    await stage.app.dataSource.query('delete from delivery');
    await stage.app.dataSource.query('delete from alert');
    await stage.app.dataSource.query('delete from mail_pace');
    world = await stage.settle();
    const rollout = await world.rollout();
    const { communityId } = rollout;
    const today = stage.app.clock.now().toZonedDateTimeISO('UTC').toPlainDate();
    await stage.app.dataSource.transaction(async (tx) => {
      for (const name of ['anna', 'bo'])
        await stage.app
          .get(MemberService)
          .add(tx, communityId, { displayName: name, email: `${name}@hill.example`, source: 'file', today });
      await stage.app.get(ParticipationService).enrol(tx, rollout);
      const members = await tx.query<{ id: string }[]>('select id from member where community_id = $1', [
        communityId,
      ]);
      await stage.app.get(Notices).say(tx, {
        rollout: { id: rollout.id, communityId, timeZone: 'Europe/Berlin' },
        ...{ key: 'launch.invitation/1', play: 'launch.invitation', purpose: 'invitation', letters },
        ...{ to: members.map(({ id }) => id), byHand: true, jitterMinutes: 0, now: stage.app.clock.now() },
      });
    });
  });

  const send = (): Promise<number> => stage.app.get(Deliveries).run();
  const ledger = async (): Promise<string[]> => {
    const rows = await world.rows<{ said: string }>(
      `select d.channel || ' ' || d.state as said from delivery d join member m on m.id = d.member_id
        where d.rollout_id = $1 order by m.display_name`,
    );
    return rows.map(({ said }) => said);
  };
  const alerts = async (): Promise<string[]> => {
    const rows = await world.rows<{ text: string }>(
      `select text from alert where rollout_id = $1 and kind = 'mail' and ended_at is null`,
    );
    return rows.map(({ text }) => text);
  };

  it.each<[Command, number, string, string]>([
    ['AUTH', 535, '5.7.8 wrong', 'it does not accept our name and password (535)'],
    ['MAIL FROM', 550, 'no', 'it does not accept our sender (550)'],
    ['MAIL FROM', 530, '5.7.0 authenticate first', 'it does not accept our sender (530)'],
    ['MAIL FROM', 553, '5.1.8 no such domain', 'it does not accept our sender (553)'],
    ['RCPT TO', 554, '5.7.1 relay access denied', 'it does not accept what we send (554)'],
    ['DATA', 550, 'daily quota exceeded', 'it does not accept what we send (550)'],
    ['DATA', 554, '5.7.1 against our policy', 'it does not accept what we send (554)'],
  ])('at %s with %i %s closes no row, and is told to the leads once', async (at, reply, words, told) => {
    script = { at, reply, words };
    expect(await send()).toBe(0);
    expect(await ledger()).toEqual(['email failed', 'email failed']);
    expect(await alerts()).toEqual([expect.stringContaining(`Our mail server refuses to send: ${told}.`)]);
    stage.app.clock.advance({ minutes: 5 });
    await send();
    expect(await alerts()).toHaveLength(1);
    const alarms = await world.rows(`select 1 from occurrence where rollout_id = $1 and play = 'lead.alert'`);
    expect(alarms.length).toBeGreaterThan(0);
  });

  it.each<[Command, string]>([
    ['RCPT TO', '5.1.1 no such user'],
    ['RCPT TO', 'no'],
  ])('at %s with 550 %s closes the row of that recipient alone', async (at, words) => {
    script = { at, reply: 550, words, only: 'bo@hill.example' };
    expect(await send()).toBe(1);
    expect(await ledger()).toEqual(['email accepted', 'by hand to tell']);
    expect(await alerts()).toEqual([]);
  });

  it.each<Command>(['MAIL FROM', 'RCPT TO', 'DATA'])(
    'at %s for now is tried again, without alarm',
    async (at) => {
      script = { at, reply: 451 };
      await send();
      expect(await ledger()).toEqual(['email failed', 'email failed']);
      expect(await alerts()).toEqual([]);
    },
  );

  it('over a weekend keeps every message; the first that goes ends the alarm and lets the others go', async () => {
    script = { at: 'MAIL FROM', reply: 550 };
    for (let hour = 0; hour < 60; hour += 2) {
      await send();
      stage.app.clock.advance({ hours: 2 });
    }
    expect(await ledger()).toEqual(['email failed', 'email failed']);
    script = null;
    stage.app.clock.jump('2026-01-08T09:00:00Z');
    await world.rows(
      `update delivery set not_before = $2 where rollout_id = $1 and member_id = (select min(member_id::text)::uuid from delivery)`,
      '2026-01-08T11:00:00Z',
    );
    await send();
    expect(arrived.toSorted()).toEqual(['anna@hill.example', 'bo@hill.example']);
    expect(await alerts()).toEqual([]);
  });

  it('that refuses one reader for a rule of its own is not asked again each time another one is reached', async () => {
    script = { at: 'RCPT TO', reply: 550, words: '5.7.1 against our policy' };
    await send();
    script.only = 'bo@hill.example';
    await world.rows(
      `update delivery set not_before = $2 where rollout_id = $1 and member_id = (
         select id from member where display_name = 'anna' and id in (select member_id from delivery))`,
      stage.app.clock.now().toString(),
    );
    for (let seconds = 0; seconds < 90; seconds += 30) {
      await send();
      stage.app.clock.advance({ seconds: 30 });
    }
    const tries = `select d.attempts from delivery d join member m on m.id = d.member_id where d.rollout_id = $1
                    and m.display_name = 'bo'`;
    expect(await world.rows(tries)).toEqual([{ attempts: 1 }]);
    expect(arrived).toEqual(['anna@hill.example']);
    expect(await alerts()).toEqual([]);
    await stage.app.get(NoticeJobs).begin();
    expect(await world.rows(tries)).toEqual([{ attempts: 2 }]);
  });

  it('is tried at once after a start, which may have brought another configuration', async () => {
    script = { at: 'MAIL FROM', reply: 550 };
    await send();
    script = null;
    await stage.app.get(NoticeJobs).begin();
    expect(arrived).toHaveLength(2);
  });
});

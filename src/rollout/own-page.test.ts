import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { MemberService } from '../community/member.service.js';
import { Links } from '../kernel/crypto/links.js';
import { memberCss } from '../kernel/ui/styles.js';
import type { Letters } from '../notices/letter.js';
import { Notices } from '../notices/notices.service.js';
import type { Saying } from '../notices/saying.js';
import { announced } from '../../test/support/facts.js';
import { spoken, unplain } from '../../test/support/plain-words.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { Foresight } from './foresight.js';
import { JoinDesk } from './join-desk.service.js';
import { Participation } from './participation.entity.js';
import { ParticipationService } from './participation.service.js';
import { ledTo } from '../../test/support/led-to.js';

/** As long as a letter gets: about 120 words. */
const letters = (subject: string): Letters => ({
  en: {
    subject,
    opening: `${subject}: this is what it is about, {firstName}.`,
    paragraphs: Array.from(
      { length: 3 },
      (_, i) => `${i}. ${'A sentence about <b>the move</b>. '.repeat(6)}`,
    ),
    action: { label: 'My things', to: 'things' },
    nothing: 'If you do nothing, everything stays as it is.',
    why: 'You are in the old group.',
  },
});

describe('the own page', () => {
  let stage: RolloutStage;
  let world: RolloutWorld;
  let memberId: string;
  let path: string;

  beforeAll(async () => {
    stage = await RolloutStage.open();
  });
  afterAll(() => stage.app.close());

  beforeEach(async () => {
    world = await stage.settle();
    const { app } = stage;
    const rollout = await world.rollout();
    await app.dataSource.transaction(async (tx) => {
      const member = await app.get(MemberService).add(tx, rollout.communityId, {
        ...{
          displayName: 'Berg, Anna',
          source: 'file',
          today: app.clock.now().toZonedDateTimeISO('UTC').toPlainDate(),
        },
      });
      await app.get(ParticipationService).enrol(tx, rollout);
      const participation = await tx.findOneByOrFail(Participation, { memberId: member.id });
      memberId = member.id;
      path = `/m/${app.get(Links).token(participation.linkId)}`;
    });
  });

  const say = async (key: string, more: Partial<Saying> = {}): Promise<void> => {
    const { app } = stage;
    const { id, communityId, plan } = await world.rollout();
    await app.dataSource.transaction((tx) =>
      app.get(Notices).say(tx, {
        rollout: { id, communityId, timeZone: plan.timeZone },
        ...{ key, play: 'sunset.announcement', purpose: 'essential', letters: letters(key), to: [memberId] },
        ...{ byHand: false, now: app.clock.now(), ...more },
      }),
    );
  };
  const open = async (below = ''): Promise<{ status: number; html: string }> => {
    const answer = await fetch(`${stage.app.url}${path}${below}`);
    return { status: answer.status, html: await answer.text() };
  };
  const send = async (below: string, fields: Record<string, string>): Promise<string | null> => {
    const body = new URLSearchParams(fields);
    const answer = await fetch(`${stage.app.url}${path}${below}`, {
      method: 'POST',
      body,
      redirect: 'manual',
    });
    return ledTo(answer);
  };
  const opened = (html: string): number => html.match(/<details open/g)?.length ?? 0;

  it('shows what was said, in the reader’s name, escaped, and says so to nobody else', async () => {
    await say('The day');
    const { html } = await open();
    expect(html).toContain('Hello Anna');
    expect(html).toContain('Monday 5 January: The day');
    expect(html).toContain('this is what it is about, Anna.');
    expect(html).toContain('&lt;b>the move&lt;/b>');
    expect(html).toContain(`${path}/things`);
    expect(opened(html)).toBe(1);
  });

  it('says that nothing has begun, then on which day it does, before it says that a few try it', async () => {
    const said = async (): Promise<string> =>
      /What is happening<\/h2><p>([^<]*)/.exec((await open()).html)![1]!;
    expect(await said()).toMatch(/^A few of us try/);
    stage.app.clock.jump('2026-01-03T09:00:00Z');
    expect(await said()).toMatch(/^On Monday 5 January a few of us begin to try/);
    await world.rows(`update rollout set state = 'draft' where id = $1`);
    expect(await said()).toBe('We plan a move from The old group to The new room. It has not begun.');
  });

  it('says nothing of letters before there is one', async () => {
    expect((await open()).html).not.toContain('What we told you');
  });

  it('confirms what it showed, and not what came since', async () => {
    await say('First');
    const shown = /name="shown" value="([^"]+)"/.exec((await open()).html)![1]!;
    stage.app.clock.advance({ minutes: 1 });
    await say('Second');
    expect(await send('/seen', { shown })).toBe(`${path}?said=seen`);
    expect(
      await world.rows(
        `select n.key, d.confirmed_at is not null as confirmed from delivery d join notice n on n.id = d.notice_id
          where d.rollout_id = $1 and d.member_id = $2 order by n.key`,
        memberId,
      ),
    ).toEqual([
      { key: 'First', confirmed: true },
      { key: 'Second', confirmed: false },
    ]);
    const { html } = await open('?said=seen');
    expect(html).toMatch(/<title>[^<]*[^.] · [^<]*: your page<\/title>/);
    expect((await open('')).html).toMatch(/<title>[^<·]*: your page<\/title>/);
    expect(html).toContain('We know now that this reached you.');
    expect(opened(html)).toBe(1);
    expect(html.indexOf('Second')).toBeLessThan(html.indexOf('First'));
  });

  it('spares who has read it a visit at the door', async () => {
    await say('Told in person', { byHand: true });
    await send('/seen', {});
    expect(
      await world.rows('select state, channel from delivery where rollout_id = $1 and member_id is not null'),
    ).toEqual([{ state: 'posted', channel: 'own page' }]);
  });

  it('stays under 24 KB with its stylesheet after 14 letters; the older ones have pages of their own', async () => {
    for (let n = 1; n <= 14; n++) {
      await say(`Letter ${n}`);
      stage.app.clock.advance({ days: 1 });
    }
    const own = await open();
    const older = await open('/said?from=6');
    for (const { html } of [own, older])
      expect(Buffer.byteLength(html) + memberCss.text.length).toBeLessThan(24_000);
    expect(own.html).toContain('Letter 14');
    expect(own.html).not.toContain('Letter 8');
    expect(own.html).toContain(`${path}/said?from=6`);
    expect(opened(own.html)).toBe(3);
    expect(older.html).toContain('Letter 8');
    expect(older.html).toContain('Letter 1<');
    expect((await open('/said?from=everything')).status).toBe(200);
  });

  it('speaks plain words, on every page below it too', async () => {
    await say('The day');
    for (const below of ['', '/kinds', '/said', '/not-me', '/stop/survey', '/nowhere'])
      expect({ below, words: unplain(spoken((await open(below)).html)) }).toEqual({ below, words: [] });
    const { code } = await stage.app.get(JoinDesk).newCode(world.leads[0], world.id, {});
    for (const page of ['/join', `/j/${code}`, '/j/wrong', '/confirm/wrong', '/m/wrong']) {
      const text = spoken(await (await fetch(stage.app.url + page)).text());
      expect({ page, words: unplain(text) }).toEqual({ page, words: [] });
    }
  });

  it('lets the reader choose which kinds come, each taken back, and tells what always comes', async () => {
    const { html } = await open('/kinds');
    expect(html).toContain('These few always come');
    expect(await send('/kinds', { kind: 'survey', wanted: 'no' })).toBe(`${path}/kinds`);
    expect((await open('/kinds')).html).toContain('You stopped 1 of 4 kinds of messages.');
    await send('/kinds', { kind: 'survey', wanted: 'yes' });
    expect((await open('/kinds')).html).toContain('You get every kind of message.');
    expect(await send('/kinds', { kind: 'essential', wanted: 'no' })).toBeNull();
    expect(
      await world.rows('select purpose from opt_out where member_id = $2 and $1::uuid is not null', memberId),
    ).toEqual([]);
  });
});

describe('what is foreseen', () => {
  it('is what most people will hear of and must, between two moments', async () => {
    const stage = await RolloutStage.open();
    try {
      const world = await stage.settle();
      await world.told({
        'sunset.transition': announced('2026-05-04', [{ id: 'r1', at: '2026-01-05T08:00:00Z' }]),
      });
      const { app } = stage;
      const ahead = (from: string, until: string): Promise<string[]> => {
        const { PlainDate } = Temporal;
        const moment = (day: string) => PlainDate.from(day).toZonedDateTime('Europe/Berlin').toInstant();
        return app
          .get(Foresight)
          .between(app.dataSource.manager, world.id, { from: moment(from), until: moment(until) })
          .then((moments) => moments.map(String));
      };
      // T-14 and the reminder of T-21; not the leads' own steps, nor whoever comes late on any day.
      expect(await ahead('2026-04-12', '2026-04-22')).toEqual([
        '2026-04-13T08:00:00Z',
        '2026-04-20T08:00:00Z',
      ]);
      expect(await ahead('2026-02-01', '2026-02-14')).toEqual([]);
    } finally {
      await stage.app.close();
    }
  });
});

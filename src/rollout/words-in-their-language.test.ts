import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { speak } from '../kernel/language/say.js';
import { mailWords } from '../notices/mail.words.js';
import { MemberService } from '../community/member.service.js';
import { noticesOf } from '../notices/ledger.queries.js';
import { PlaySettings } from './play-settings.service.js';

const word = 'rollout.opening-word';
const said = {
  de: 'Für dich ändert sich jetzt nichts.',
  en: 'For you nothing changes now.',
};

let stage: RolloutStage;
beforeAll(async () => {
  stage = await RolloutStage.open();
});
afterAll(() => stage.app.close());

const german = async (): Promise<RolloutWorld> => {
  const world = await stage.draft();
  await world.rows(
    `update community set language = 'de-AT' where id = (select community_id from rollout where id = $1)`,
  );
  return world;
};

const enter = ({ leads }: RolloutWorld): Promise<LeadBrowser> =>
  LeadBrowser.enter(stage.app, leads[0].accountId);

describe('a lead of a community that speaks German', () => {
  it('rehearses the words that people get, and reads them in another language if they like', async () => {
    const world = await german();
    const lena = await enter(world);
    for (const page of [`/rollouts/${world.id}/rehearsal`, `/rollouts/${world.id}/rehearsal/mailbox`]) {
      const { html } = await lena.open(page);
      expect(html).toContain(said.de);
      expect(html).toContain('These words are in German.');
      expect(html).not.toContain(said.en);
      const english = await lena.open(`${page}?language=en`);
      expect(english.html).toContain(said.en);
      expect(english.html).toContain('lang="en"');
    }
  });

  it.each(['careful', 'protective'])(
    'rehearses what mails show of them where a community is %s',
    async (care) => {
      const world = await german();
      const lena = await enter(world);
      const { neutralSubject } = mailWords(speak('de'));
      for (const page of [`/rollouts/${world.id}/rehearsal`, `/rollouts/${world.id}/rehearsal/mailbox`]) {
        expect((await lena.open(page)).html).not.toContain(neutralSubject);
        await world.rows(
          'update community set care = $2 where id = (select community_id from rollout where id = $1)',
          care,
        );
        const { html } = await lena.open(page);
        expect(html).toContain(`Your community is ${care}.`);
        expect(html).toContain(`only “${neutralSubject}”`);
        await world.rows(
          `update community set care = 'open' where id = (select community_id from rollout where id = $1)`,
        );
      }
    },
  );

  it('looks at one entry of the agenda, and at a play, in German first', async () => {
    const world = await german();
    await stage.start(world);
    const lena = await enter(world);
    for (const page of [`/rollouts/${world.id}/agenda/${word}`, `/rollouts/${world.id}/plays/${word}`]) {
      const { html } = await lena.open(page);
      expect(html).toContain(said.de);
      expect(html).toContain('lang="de"');
      expect((await lena.open(`${page}?language=en`)).html).toContain(said.en);
      expect((await lena.open(`${page}?language=tr`)).html).toContain(said.de);
    }
  });

  it('finds their own words as they wrote them, in every language', async () => {
    const world = await german();
    const body = 'Wir treffen uns im Hof.';
    const { manager } = stage.app.dataSource;
    await stage.app.get(PlaySettings).set(manager, world.id, word, {
      ...{ off: false, movedDays: 0, hour: null, reworded: { body } },
    });
    const { html } = await (await enter(world)).open(`/rollouts/${world.id}/rehearsal/mailbox?language=fr`);
    expect(html).toContain(body);
    expect(html).not.toContain(said.de);
  });

  it('finds German subjects in the ledger', async () => {
    const world = await german();
    const { manager } = stage.app.dataSource;
    const rollout = await world.rollout();
    const today = Temporal.PlainDate.from('2026-01-05');
    const ute = { displayName: 'Ute', email: 'ute@example.org', source: 'api' as const, today };
    await stage.app.get(MemberService).add(manager, rollout.communityId, ute);
    await stage.start(world);
    await world.tick('2026-01-05T10:01:00Z');
    const notices = await noticesOf(manager, rollout.communityId, world.id);
    const one = notices.find(({ key }) => key === word);
    expect(one?.subject).toMatch(/einige|ein paar/i);
  });
});

describe('a lead’s own words', () => {
  it('begin from ours, and what is left as it was stays ours', async () => {
    const world = await german();
    await stage.start(world);
    const lena = await enter(world);
    const page = `/rollouts/${world.id}/plays/${word}`;
    const { html } = await lena.open(page);
    const [, ours] = /<textarea[^>]*name="body"[^>]*>([^<]*)</.exec(html)!;
    expect(ours).toContain('Es entscheidet, wer den Umzug leitet.');
    const [, subject] = /name="subject"[^>]*value="([^"]*)"/.exec(html)!;
    expect(subject).not.toBe('');
    const keep = (fields: Record<string, string>): Promise<unknown> =>
      lena.press(page, `${page}/words`, { act: 'keep', movedDays: '0', ...fields });
    const kept = (): Promise<unknown[]> =>
      world.rows('select reworded from play_setting where rollout_id = $1 and play = $2', word);
    await keep({ subject: subject!, body: `${ours!.replaceAll('\n', '\r\n')}\r\n` });
    expect(await kept()).toEqual([{ reworded: null }]);
    await keep({ subject: subject!, body: 'Wir treffen uns im Hof.' });
    expect(await kept()).toEqual([{ reworded: { body: 'Wir treffen uns im Hof.' } }]);
  });
});

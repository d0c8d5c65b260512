import { beforeEach, describe, expect, it } from '@jest/globals';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { day, transitionWorld } from '../../test/support/transition-world.js';

const said = transitionWorld();

const requestIn = (html: string): string => /action="(\/yes\/[\w-]+)\/withdraw/.exec(html)![1]!;

describe('the pages on which leads close the old place', () => {
  let lena: LeadBrowser;
  let second: LeadBrowser;
  let home: string;

  /** A sign-in lasts 14 days: whoever comes back later signs in again. */
  const signIn = async (): Promise<void> => {
    lena = await LeadBrowser.enter(said.app, said.lead.accountId);
    second = await LeadBrowser.enter(said.app, said.second.accountId);
  };

  beforeEach(async () => {
    await signIn();
    home = `/rollouts/${said.world.rolloutId}`;
  });

  const closed = (): Promise<unknown> =>
    said.app.dataSource.query(
      `update phase set opened_on = '2026-01-05', closed_on = '2026-03-10', closed_at = '2026-03-10Z'
        where rollout_id = $1 and key in ('refine', 'launch')`,
      [said.world.rolloutId],
    );

  describe('the closing day', () => {
    it('says what is in the way until it may be announced, and offers no form', async () => {
      const { html } = await lena.open(`${home}/closing`);
      expect(html).toContain('No closing day is announced, and none may be yet.');
      expect(html).toContain('The launch phase is not closed');
      expect(html).not.toContain('<form method');
    });

    it('is announced on the suggested day; one too early keeps what was typed, with the earliest beside it', async () => {
      await closed();
      const page = `${home}/closing`;
      const { html: before } = await lena.open(page);
      expect(before).toContain('value="2026-04-16"');
      expect(before).toContain('On Thursday 16 April we leave');
      expect(before).toContain('12 people: 12 by e-mail');
      const early = await lena.press(page, page, { on: '2026-03-20' });
      expect(early.status).toBe(422);
      expect(early.html).toContain('The earliest permitted day is');
      expect(early.html).toContain('value="2026-03-20"');
      const { html } = await lena.press(page, page, { on: '2026-04-15' });
      expect(html).toContain('The old place closes on Wednesday 15 April. 0 of 12 people are proven told.');
      expect(html).toContain('<dt>Not told, because they said no</dt><dd>0</dd>');
      expect(html).toContain('12 people: settle each');
    });

    it('is moved later, and names each day that was ever named', async () => {
      await said.announce(day(30));
      const page = `${home}/closing`;
      expect((await lena.open(page)).html).toContain(
        'As an example, these are the words for Wednesday 22 April',
      );
      const { html: read } = await lena.open(`${page}?day=2026-04-20&language=de`);
      expect(read).toContain('Neuer Tag: ');
      expect(read).toContain('value="2026-04-20"');
      expect((await lena.open(`${page}?day=2026-03-18`)).html).toContain(
        'Wednesday 18 March cannot be named',
      );
      expect(await said.subjects('sunset.announcement/r1')).toEqual([]);
      const { html } = await lena.press(page, `${page}/move`, { on: '2026-04-20' });
      expect(html).toContain('closes on Monday 20 April');
      expect(html).toContain('Each day that was named');
    });

    it('is named, and moved, before more than 50 people only by whoever knows how many', async () => {
      await closed();
      await said.app.dataSource.query(
        `with more as (
           insert into member (id, community_id, display_name, source, added_on)
           select gen_random_uuid(), $1, 'Somebody', 'file', '2026-01-01' from generate_series(1, 39) returning id)
         insert into participation (id, rollout_id, community_id, member_id, link_id)
         select gen_random_uuid(), $2, $1, id, gen_random_uuid() from more`,
        [said.world.communityId, said.world.rolloutId],
      );
      const page = `${home}/closing`;
      for (const [act, on] of [
        [page, '2026-04-20'],
        [`${page}/move`, '2026-04-27'],
      ] as const) {
        const unsaid = await lena.press(page, act, { on });
        expect([unsaid.status, unsaid.html]).toEqual([422, expect.stringContaining(`value="${on}"`)]);
        expect(unsaid.html).toContain('This goes to 51 people. Type the number to send it.');
        const fewer = await lena.press(page, act, { on, people: '12' });
        expect(fewer.html).toContain('You typed 12. This goes to 51 people now.');
        const meant = await lena.press(page, act, { on, people: '51' });
        expect(meant.html).toContain('The old place closes on');
      }
      expect((await lena.open(page)).html).toContain('closes on Monday 27 April');
    });

    it('that came in a pause is named anew, beside what to do next', async () => {
      await said.announce(day(30));
      await said.app.dataSource.query('update rollout set paused_at = $1 where id = $2', [
        '2026-04-10T09:00:00Z',
        said.world.rolloutId,
      ]);
      said.app.clock.jump('2026-04-20T09:00:00Z');
      await signIn();
      const page = `${home}/closing`;
      const { html } = await lena.open(page);
      expect(html).toContain('Wednesday 15 April has passed, and the old place is still open.');
      expect(html).toContain(`href="${home}/pause"`);
      const early = await lena.press(page, `${page}/move`, { on: '2026-05-01' });
      expect(early.html).toContain('The earliest permitted day is Wednesday 20 May');
      const named = await lena.press(page, `${page}/move`, { on: '2026-05-21' });
      expect(named.html).toContain('The old place closes on Thursday 21 May.');
      expect(named.html).toContain('nobody hears of a day before you');
    });
  });

  describe('a name that is not told', () => {
    let one: string;

    beforeEach(async () => {
      await said.announce(day(30));
      one = `${home}/open-names/${said.world.people[0]!.participationId}`;
    });

    it('is settled by a promise, at the latest 8 days before', async () => {
      expect((await lena.open(`${home}/open-names`)).html).toContain('12 people are not proven told.');
      const late = await lena.press(one, `${one}/promise`, { teller: 'Ada <i>', on: '2026-04-14' });
      expect(late.html).toContain('Promised days end on Tuesday 7 April');
      expect(late.html).toContain('value="Ada &lt;i>"');
      const { html } = await lena.press(one, `${one}/promise`, { teller: 'Ada', on: '2026-04-01' });
      expect(html).toContain('Ada tells them by Wednesday 1 April.');
    });

    it('is an exception once a second lead has read the reason and agreed', async () => {
      const asked = await lena.press(one, `${one}/exception`, { reason: 'Abroad until May' });
      expect(asked.html).toContain('Lena: “Abroad until May”');
      const yes = requestIn(asked.html);
      expect(asked.html).not.toContain(`${yes}/yes`);
      expect((await second.open(one)).html).toContain(
        `Lena has asked for a second lead’s yes. <a href="${yes}"`,
      );
      await second.press(yes, `${yes}/yes`);
      const { html } = await second.open(one);
      expect(html).toContain('An exception: Lena and Said signed it.');
      expect((await lena.open(`${home}/open-names`)).html).toContain('11 people are not proven told.');
    });

    it('is found in no other move, nor under what is no id', async () => {
      expect((await lena.open(`${home}/open-names/${said.world.rolloutId}`)).status).toBe(404);
      expect((await lena.open(`${home}/open-names/nobody`)).status).toBe(404);
      expect((await lena.forge(`${one}/exception`)).status).toBe(403);
    });
  });

  describe('from the closing day on', () => {
    beforeEach(() => said.announce(day(30)));

    it('each old place is confirmed by whoever has looked, not before the day', async () => {
      const page = `${home}/old-places`;
      const [place] = await said.app.dataSource.query<{ id: string }[]>(
        `select place_id as id from rollout_place where rollout_id = $1 and side = 'source'`,
        [said.world.rolloutId],
      );
      const before = await lena.open(page);
      expect(before.html).toContain('Until Wednesday 15 April people can write there.');
      expect(before.html).not.toContain('<form method');
      said.app.clock.jump('2026-04-15T09:00:00Z');
      await signIn();
      await lena.press(page, `${page}/${place!.id}`, { readOnly: 'yes' });
      const { html } = await lena.press(page, `${page}/${place!.id}`, { redirect: 'yes' });
      expect(html).toContain('Each old place is read-only and points to the new one.');
    });

    it('is shut down by a named person, after the archive and a second lead’s yes', async () => {
      const page = `${home}/ending`;
      await lena.press(page, `${page}/thanks`, { words: 'Thank you all.' });
      said.app.clock.jump('2026-05-16T09:00:00Z');
      await signIn();
      expect((await lena.press(page, `${page}/ask`)).html).toContain('Choose a person.');
      await lena.press(page, `${page}/ask`, { accountId: said.lead.accountId });
      const because = { reason: 'Everybody is out.' };
      const refused = await lena.press(page, `${page}/yes`, because);
      expect(refused.html).toContain('own archive is not confirmed yet');
      expect(refused.html).toContain('Everybody is out.');
      await lena.press(page, `${page}/archive`, { note: 'On the shared drive' });
      const asked = await lena.press(page, `${page}/yes`, because);
      expect(asked.html).toContain('You asked for it yourself');
      expect((await lena.open(page)).html).not.toContain(`${page}/done`);
      const yes = requestIn(asked.html);
      expect((await second.press(yes, `${yes}/yes`)).html).toContain('It is done.');
      const { html } = await lena.press(page, `${page}/done`);
      expect(html).toContain('The old place was shut down on Saturday 16 May.');
    });
  });
});

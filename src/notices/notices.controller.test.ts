import { People } from '../../test/support/people.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { Accounts } from '../access/accounts.js';
import { Deliveries } from './deliveries.service.js';
import { Jobs } from '../kernel/jobs/jobs.js';
import { NoticesModule } from './notices.module.js';
import { Notices } from './notices.service.js';
import type { Saying } from './saying.js';

const letters = {
  en: {
    subject: 'A question, {firstName}',
    opening: 'How is it going?',
    paragraphs: ['<b>Two taps</b> are enough.'],
    action: { label: 'Answer', to: 'survey' },
    nothing: 'If you do nothing, we ask once more.',
    why: 'You try it first.',
  },
};

describe('notices over HTTP', () => {
  let app: TestApp;
  let people: People;
  let token: string;

  beforeAll(async () => {
    app = await startTestApp({ modules: [NoticesModule] });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.advance({ days: 14 });
    people = await People.settle(app);
    const lead = await people.addLead();
    const until = app.clock.now().add({ hours: 1000 });
    token = await app.dataSource.transaction((tx) => app.get(Accounts).issueToken(tx, lead, 'test', until));
  });

  const api = async (
    method: string,
    path: string,
    body?: unknown,
    as = token,
  ): Promise<{ status: number; json: never }> => {
    const response = await fetch(`${app.url}/api/v1/rollouts/${people.rolloutId}/${path}`, {
      method,
      headers: { authorization: `Bearer ${as}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, json: (text ? JSON.parse(text) : undefined) as never };
  };
  const say = (memberIds: string[], given: Partial<Saying> = {}): Promise<{ noticeId: string }> =>
    app.dataSource.transaction((tx) =>
      app.get(Notices).say(tx, {
        rollout: people.rollout,
        ...{ key: 'pilot.survey/1', play: 'pilot.survey', purpose: 'survey', letters, byHand: false },
        to: memberIds,
        now: app.clock.now(),
        jitterMinutes: 0,
        ...given,
      }),
    );

  it('rings by itself once the transaction has committed', async () => {
    const anna = await people.add({ email: 'anna@hill.example' });
    await say([anna.memberId]);
    await app.get(Jobs).idle();
    expect(await api('GET', 'notices')).toMatchObject({
      status: 200,
      json: { notices: [{ key: 'pilot.survey/1', states: { accepted: 1 } }] },
    });
  });

  it('stops a notice and says exactly how many it reached; resuming sends the rest', async () => {
    const three = await Promise.all(
      ['a', 'b', 'c'].map((name) => people.add({ email: `${name}@hill.example` })),
    );
    await say([three[0]!.memberId]);
    await app.get(Jobs).idle();
    const { noticeId } = await say(
      three.map(({ memberId }) => memberId),
      { jitterMinutes: 30 },
    );
    expect(await api('POST', `notices/${noticeId}/stop`)).toMatchObject({
      status: 200,
      json: { went: 1, inFlight: 0, stopped: 2, onPages: 0, notReached: 0, leftOut: 0 },
    });
    app.clock.advance({ hours: 1 });
    expect(await app.get(Deliveries).run()).toBe(0);
    expect(await api('POST', `notices/${noticeId}/resume`)).toMatchObject({ json: { resumed: 2 } });
    await app.get(Jobs).idle();
    expect(await app.get(Deliveries).run()).toBe(0);
    expect(await api('GET', `notices/${noticeId}/deliveries`)).toMatchObject({
      json: { deliveries: [{ state: 'accepted' }, { state: 'accepted' }, { state: 'accepted' }] },
    });
    await app.dataSource.query(
      `update delivery set state = case when member_id = $2 then 'refused' else 'failed' end, not_before = null
        where notice_id = $1 and member_id <> $3`,
      [noticeId, three[0]!.memberId, three[2]!.memberId],
    );
    for (const [asked, found] of [
      ['fate=given%20up', [{ memberId: three[1]!.memberId, state: 'failed', fate: 'given up' }]],
      ['state=refused', [{ memberId: three[0]!.memberId, fate: 'refused' }]],
      ['state=failed&fate=again', []],
    ] as const)
      expect(await api('GET', `notices/${noticeId}/deliveries?${asked}`)).toMatchObject({
        json: { deliveries: found },
      });
    expect((await api('GET', `notices/${noticeId}/deliveries?fate=lost`)).status).toBe(422);
    expect(await api('POST', `notices/${noticeId}/again`, { fates: ['could not'] })).toMatchObject({
      status: 409,
    });
    expect(await api('POST', `notices/${noticeId}/again`, { fates: ['given up'] })).toMatchObject({
      json: { again: 1 },
    });
    expect(await api('GET', `notices/${noticeId}/deliveries?state=refused`)).toMatchObject({
      json: { deliveries: [{ memberId: three[0]!.memberId }] },
    });
  });

  it('shows nobody another community’s notices', async () => {
    const { noticeId } = await say([(await people.add({ email: 'a@hill.example' })).memberId]);
    const mine = people;
    people = await People.settle(app);
    const stranger = await people.addLead();
    const until = app.clock.now().add({ hours: 1000 });
    const theirs = await app.dataSource.transaction((tx) =>
      app.get(Accounts).issueToken(tx, stranger, 'x', until),
    );
    people = mine;
    expect((await api('GET', 'notices', undefined, theirs)).status).toBe(404);
    expect((await api('GET', `notices/${noticeId}/deliveries`, undefined, theirs)).status).toBe(404);
    expect((await api('POST', `notices/${noticeId}/stop`, undefined, theirs)).status).toBe(404);
    expect((await api('GET', 'by-hand', undefined, theirs)).status).toBe(404);
    expect((await api('GET', 'mailbox', undefined, theirs)).status).toBe(404);
  });

  it('keeps messages in the mailbox, whose links lead to a preview only', async () => {
    const anna = await people.add({ name: 'Anna Berg', email: 'anna@hill.example' });
    await say([anna.memberId]);
    await app.get(Jobs).idle();
    const { messages } = (await api('GET', 'mailbox')).json as { messages: { id: string }[] };
    expect(messages).toMatchObject([{ to: 'anna@hill.example', subject: 'A question, Anna' }]);
    const letter = (await api('GET', `mailbox/${messages[0]!.id}`)).json as { html: string; text: string };
    for (const body of [letter.html, letter.text]) {
      expect(body).toContain('/mailbox/preview');
      expect(body).not.toContain(anna.token);
    }
    expect(letter.html).toContain('&lt;b>Two taps&lt;/b>');
    expect((await fetch(`${app.url}/mailbox`)).status).toBe(401);
    const [kept] = await app.dataSource.query<{ all: string }[]>(
      `select concat(to_sealed, subject_sealed, html_sealed, text_sealed) as all from mailbox_message
        where community_id = $1`,
      [people.communityId],
    );
    expect(Buffer.from(kept!.all.replaceAll('\\x', ''), 'hex').toString('utf8')).not.toContain('anna');
  });

  describe('a kind of message is stopped', () => {
    const form = (fields: Record<string, string>): FormData => {
      const made = new FormData();
      for (const [name, value] of Object.entries(fields)) made.set(name, value);
      return made;
    };
    const oneClick = { 'List-Unsubscribe': 'One-Click' };
    const fromElsewhere = { origin: 'https://mail.example', 'sec-fetch-site': 'cross-site' };
    const stoppedBy = (memberId: string): Promise<unknown> =>
      app.dataSource.query('select purpose from opt_out where member_id = $1 order by 1', [memberId]);

    it('by the POST of a mail program, in either form, from anywhere; and then no more of it is sent', async () => {
      for (const body of [new URLSearchParams(oneClick), form(oneClick)]) {
        const anna = await people.add({ email: 'anna@hill.example' });
        const init = { method: 'POST', headers: fromElsewhere, body, redirect: 'manual' } as const;
        const answer = await fetch(`${app.url}/m/${anna.token}/stop/survey`, init);
        expect([answer.status, await stoppedBy(anna.memberId)]).toEqual([200, [{ purpose: 'survey' }]]);
        expect([answer.headers.get('set-cookie'), answer.headers.get('location')]).toEqual([null, null]);
        expect(await answer.text()).toContain('You get no more questions how it goes.');
        const { noticeId } = await say([anna.memberId], { key: `pilot.survey/${anna.memberId}` });
        await app.get(Jobs).idle();
        expect(await api('GET', `notices/${noticeId}/deliveries`)).toMatchObject({
          json: { deliveries: [{ state: 'suppressed' }] },
        });
      }
    });

    it('by nothing that only looks, and by no POST that does not say so', async () => {
      const anna = await people.add({ email: 'anna@hill.example' });
      const address = `${app.url}/m/${anna.token}/stop/survey`;
      const sent: RequestInit[] = [
        { method: 'GET' },
        { method: 'HEAD' },
        { method: 'OPTIONS' },
        { method: 'POST' },
        { method: 'POST', body: new URLSearchParams({ a: 'b' }) },
        { method: 'POST', body: form({ a: 'b' }) },
        { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
        { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'no' }) },
      ];
      for (const init of sent) await (await fetch(address, init)).text();
      expect(await stoppedBy(anna.memberId)).toEqual([]);
      const empty = await fetch(address, { method: 'POST' });
      expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining('No more of these')]);
    });

    it('with others that came in the same message, by the button too; and all of it can be undone', async () => {
      const anna = await people.add({ email: 'anna@hill.example' });
      const address = `${app.url}/m/${anna.token}/stop/survey-community`;
      expect(await (await fetch(address)).text()).toContain('name="stop" value="yes"');
      const page = await fetch(address, { method: 'POST', body: new URLSearchParams({ stop: 'yes' }) });
      expect(await page.text()).toContain('You get no more news of the move.');
      expect(await stoppedBy(anna.memberId)).toEqual([{ purpose: 'community' }, { purpose: 'survey' }]);
      const undo = await fetch(`${address}/undo`, { method: 'POST' });
      expect([undo.status, await stoppedBy(anna.memberId)]).toEqual([200, []]);
    });
  });

  it('says what still comes after somebody said no, and offers nothing that would not come', async () => {
    const kinds = async (outcome?: 'declined' | 'will leave' | 'no device'): Promise<string> => {
      const anna = await people.add({ email: 'anna@hill.example', ...(outcome && { outcome }) });
      return (await fetch(`${app.url}/m/${anna.token}/kinds`)).text();
    };
    for (const html of [await kinds(), await kinds('no device')]) {
      expect(html).toContain('You get every kind of message.');
      expect(html).toContain('You get these.');
    }
    for (const html of [await kinds('declined'), await kinds('will leave')]) {
      expect(html).toContain('You said no. So you get only what you must know.');
      expect(html).not.toContain('You get these.');
      expect(html).not.toContain('No more of these');
    }
  });

  it.each([
    ['m/nothing/stop/survey', 410],
    ['m/nothing/stop/essential', 404],
    ['m/nothing/stop/anything', 404],
  ])('refuses kindly at %s', async (path, status) => {
    const response = await fetch(`${app.url}/${path}`);
    expect(response.status).toBe(status);
  });

  it('ticks posts with who and when, once', async () => {
    const [place] = await app.dataSource.query<{ id: string }[]>(
      `insert into place (community_id, name, platform, caretaker) values ($1, 'Stairwell C', 'WhatsApp', 'Olga')
       returning id`,
      [people.communityId],
    );
    const on = app.clock.now().toZonedDateTimeISO(people.timeZone).toPlainDate();
    await app.dataSource.transaction((tx) =>
      app.get(Notices).post(tx, {
        rollout: people.rollout,
        ...{ key: 'launch.opening', play: 'launch.opening', purpose: 'community', now: app.clock.now() },
        posts: { placeIds: [place!.id], text: { short: 'It is open.', long: 'The new place is open.' }, on },
      }),
    );
    const list = async (): Promise<{ id: string; postedAt: string | null }[]> =>
      ((await api('GET', 'posts')).json as { posts: { id: string; postedAt: string | null }[] }).posts;
    expect(await list()).toMatchObject([
      { place: 'Stairwell C', owner: 'Olga', dueOn: String(on), postedAt: null },
    ]);
    const [post] = await list();
    const line = /From us\? Type [a-z]+-[a-z]+-[a-z]+ at \S+\/true$/;
    expect(post).toMatchObject({
      short: expect.stringMatching(new RegExp(`^It is open\\. ${line.source}`)) as string,
      long: expect.stringMatching(new RegExp(`^The new place is open\\.\\n\\n${line.source}`)) as string,
    });
    const first = String(app.clock.now());
    expect((await api('POST', `posts/${post!.id}/posted`)).status).toBe(204);
    app.clock.advance({ hours: 1 });
    expect((await api('POST', `posts/${post!.id}/posted`)).status).toBe(204);
    expect(new Date((await list())[0]!.postedAt!).getTime()).toBe(new Date(first).getTime());
  });

  it('refuses a way of telling that there is not, and says which there are', async () => {
    const row = '00000000-0000-4000-8000-000000000000';
    const { status, json } = await api('POST', `by-hand/${row}/told`, { how: 'pigeon' });
    expect(status).toBe(422);
    expect(JSON.stringify(json)).toContain('message, phone, door, meeting');
    expect((await api('POST', `by-hand/${row}/told`, { how: 'door' })).status).toBe(404);
    expect((await api('POST', `by-hand/${row}/not-told`)).status).toBe(404);
  });
});

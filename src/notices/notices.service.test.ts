import { Catcher, type Caught } from '../../test/support/catcher.js';
import { ledgerOf, People } from '../../test/support/people.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import type { Channel } from './channels/channel.js';
import { Bounces } from './bounces.js';
import { Claims } from './claims.js';
import { MailTrouble } from './mail-trouble.js';
import { Deliveries } from './deliveries.service.js';
import type { Letters } from './letter.js';
import { NoticesModule } from './notices.module.js';
import { Notices } from './notices.service.js';
import type { Saying } from './saying.js';

const letters: Letters = {
  en: {
    subject: 'Hill Street: come along, {firstName}',
    opening: 'The new place is open.',
    paragraphs: ['{helper} helps you.'],
    action: { label: 'Open my page', to: '' },
    nothing: 'If you do nothing, nothing changes for you now.',
    why: 'You get this because you are in the old group.',
  },
};

const baseUrl = 'https://move.hill.example';

describe('saying something', () => {
  let app: TestApp;
  let people: People;
  let catcher: Catcher;
  let deliveries: Deliveries;

  beforeAll(async () => {
    app = await startTestApp({ modules: [NoticesModule], settings: { role: 'web', baseUrl } });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    // The next morning in Berlin, long after what the test before said.
    const today = app.clock.now().toZonedDateTimeISO('Europe/Berlin').toPlainDate();
    app.clock.set(
      today.add({ days: 30 }).toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: '10:00' }).toInstant(),
    );
    people = await People.settle(app);
    catcher = new Catcher();
    deliveries = carriedBy(catcher);
  });

  const carriedBy = (channel: Channel): Deliveries =>
    new Deliveries(app.dataSource, app.clock, app.get(Claims), channel, app.get(MailTrouble));
  const say = (to: Saying['to'], given: Partial<Saying> = {}): Promise<{ noticeId: string; told: number }> =>
    app.dataSource.transaction((tx) =>
      app.get(Notices).say(tx, {
        rollout: people.rollout,
        key: 'launch.invitation/1',
        play: 'launch.invitation',
        purpose: 'invitation',
        letters,
        to,
        byHand: true,
        now: app.clock.now(),
        jitterMinutes: 0,
        ...given,
      }),
    );
  const ledger = (...memberIds: string[]): Promise<string[]> => ledgerOf(app.dataSource, memberIds);

  it('writes a letter with the reader’s own link, their helper, and where we have them from the first time', async () => {
    const helper = await people.add({ name: 'Olga Petrova', advocate: true });
    const anna = await people.add({
      name: 'Berg, Anna',
      email: 'anna@hill.example',
      helper: helper.participationId,
    });
    await say([anna.memberId]);
    await deliveries.run();
    const [message] = catcher.caught as [Caught];
    const ownPage = `${app.config.baseUrl}/m/${anna.token}`;
    expect(message.subject).toBe('Hill Street: come along, Anna');
    expect(message).toMatchObject({
      fromName: 'Mira Solano, for Hill Street 12',
      replyTo: 'mira@hill.example',
    });
    expect(message.headers).toEqual({
      'Auto-Submitted': 'auto-generated',
      'List-Unsubscribe': `<${ownPage}/stop/invitation>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
    for (const body of [message.text, message.html]) {
      expect(body).toMatch(/From us\? Type [a-z]+-[a-z]+-[a-z]+ at move\.hill\.example\/true/);
      expect(body).toContain('Hello Anna,');
      expect(body).toContain('Olga helps you.');
      expect(body).toContain(ownPage);
      expect(body).toContain('you are on our community’s list.');
      expect(body).toContain('Reply “remove me”, or go here');
      expect(body).not.toMatch(/\{\w+\}/);
    }
  });

  it('gives every member of a household their own message at the one address', async () => {
    const three = await Promise.all(
      ['Ada', 'Bo', 'Cy'].map((name) => people.add({ name, email: 'all@hill.example' })),
    );
    await say(three.map(({ memberId }) => memberId));
    expect(await deliveries.run()).toBe(3);
    expect(new Set(catcher.caught.map(({ to, text }) => `${to} ${/Hello (\w+)/.exec(text)![1]}`)).size).toBe(
      3,
    );
  });

  it('starts each person on the channel they prefer, or that is left', async () => {
    const [mail, byHand, looks, none] = (
      await Promise.all([
        people.add({ email: 'a@hill.example' }),
        people.add({ email: 'b@hill.example', prefers: 'by-hand' }),
        people.add({ email: 'c@hill.example', prefers: 'own-page' }),
        people.add(),
      ])
    ).map(({ memberId }) => memberId) as [string, string, string, string];
    await say([mail, byHand, looks, none]);
    expect(await ledger(mail, byHand, looks, none)).toEqual([
      'email · queued',
      'by hand · to tell',
      'own page · posted',
      'by hand · to tell',
    ]);
    await say([byHand, none], {
      key: 'pilot.survey/1',
      play: 'pilot.survey',
      purpose: 'survey',
      byHand: false,
    });
    expect(await ledgerOf(app.dataSource, [byHand, none], 'pilot.survey/1')).toEqual([
      'own page · posted',
      'own page · posted',
    ]);
  });

  it('suppresses with the reason who opted out or would rather not, at the moment of sending', async () => {
    const out = await people.add({ email: 'out@hill.example' });
    const no = await people.add({ email: 'no@hill.example', outcome: 'declined' });
    const leaver = await people.add({ email: 'leaver@hill.example', outcome: 'will leave' });
    await say([out.memberId, no.memberId, leaver.memberId]);
    await app.dataSource.query('insert into opt_out (member_id, purpose, at) values ($1, $2, $3)', [
      out.memberId,
      'invitation',
      app.clock.now().toString(),
    ]);
    await deliveries.run();
    expect(catcher.caught.map(({ to }) => to)).not.toContain('out@hill.example');
    expect(await ledger(out.memberId, no.memberId, leaver.memberId)).toEqual([
      'email · suppressed · opted out',
      'email · suppressed · said no',
      'email · suppressed · said no',
    ]);
  });

  it('sends each once when two workers run at once', async () => {
    const members = await Promise.all(
      Array.from({ length: 120 }, (_, index) => people.add({ email: `m${index}@hill.example` })),
    );
    await say(members.map(({ memberId }) => memberId));
    const sent = await Promise.all([deliveries.run(), carriedBy(catcher).run(), carriedBy(catcher).run()]);
    await deliveries.run();
    expect(sent.reduce((sum, count) => sum + count)).toBe(120);
    expect(new Set(catcher.caught.map(({ to }) => to)).size).toBe(120);
    expect(catcher.caught).toHaveLength(120);
  });

  it('tries again with growing pauses for 24 hours, then lets a person tell it', async () => {
    const { memberId } = await people.add({ email: 'anna@hill.example' });
    await say([memberId]);
    catcher.answer = () => ({ is: 'later', reason: 'the receiving server said not now (451)' });
    for (let hour = 0; hour < 60; hour += 1) {
      await deliveries.run();
      app.clock.advance({ hours: 1 });
    }
    expect(catcher.caught).toHaveLength(10); // looked at every hour; none of them at night
    expect(await ledger(memberId)).toEqual(['by hand · to tell · the receiving server said not now (451)']);
  });

  it('goes on by another address after a refusal, and by hand after that', async () => {
    const { memberId } = await people.add({ email: ['old@hill.example', 'new@hill.example'] });
    await say([memberId]);
    catcher.answer = () => ({ is: 'refused', reason: 'the receiving server said no (550)' });
    await deliveries.run();
    expect(catcher.caught.map(({ to }) => to)).toEqual(['old@hill.example', 'new@hill.example']);
    expect(new Set(catcher.caught.map(({ messageId }) => messageId)).size).toBe(2);
    expect(await ledger(memberId)).toEqual(['by hand · to tell · the receiving server said no (550)']);
  });

  it('closes a row that is neither essential nor an invitation at its first refusal', async () => {
    const { memberId } = await people.add({ email: ['old@hill.example', 'new@hill.example'] });
    await say([memberId], { key: 'launch.pulse/1', play: 'launch.pulse', purpose: 'survey', byHand: false });
    catcher.answer = () => ({ is: 'refused', reason: 'the receiving server said no (550)' });
    await deliveries.run();
    expect(await ledger(memberId)).toEqual(['email · refused · the receiving server said no (550)']);
  });

  it('takes an acceptance away when the mail comes back, and says it by hand from then on', async () => {
    const { memberId } = await people.add({ email: 'gone@hill.example' });
    await say([memberId]);
    await deliveries.run();
    const { messageId } = catcher.caught[0]!;
    const bounce = (): Promise<number> =>
      app.dataSource.transaction((tx) =>
        app.get(Bounces).record(tx, messageId, { gone: true, reason: 'mailbox unknown' }, app.clock.now()),
      );
    expect(await bounce()).toBe(1);
    expect(await bounce()).toBe(0);
    await say([memberId], {
      key: 'sunset.announcement/r1',
      play: 'sunset.announcement',
      purpose: 'essential',
    });
    expect(await ledger(memberId)).toEqual(['by hand · to tell · mailbox unknown', 'by hand · to tell']);
  });

  it('sends nothing of a community that is held after a restore', async () => {
    const { memberId } = await people.add({ email: 'anna@hill.example' });
    await say([memberId]);
    await app.dataSource.query(`insert into hold select id, $1, 'restored' from community`, [
      app.clock.now().toString(),
    ]);
    expect(await deliveries.run()).toBe(0);
    await app.dataSource.query('delete from hold where community_id = $1', [people.communityId]);
    expect(await deliveries.run()).toBe(1);
  });

  it('lets news that waited together go as one message', async () => {
    const { memberId } = await people.add({ email: 'anna@hill.example' });
    const news = (key: string, subject: string): Promise<unknown> =>
      say([memberId], { key, play: key, purpose: 'community', letters: { en: { ...letters.en, subject } } });
    await news('pilot.thanks', 'Thank you');
    await deliveries.run();
    await news('finding.resolved', 'What you found is fixed');
    await news('refine.charter-review', 'A draft to read');
    expect(await deliveries.run()).toBe(0);
    app.clock.advance({ days: 3 });
    expect(await deliveries.run()).toBe(1);
    const last = catcher.caught.at(-1)!;
    expect(last.subject).toBe('News of the move, 2 things');
    expect(last.text).toContain('A DRAFT TO READ');
    expect(last.html).toContain('What you found is fixed');
    expect(await ledger(memberId)).toEqual(Array.from({ length: 3 }, () => 'email · accepted'));
  });

  it('tells leads at any hour, and leaves it on the overview for who has no address', async () => {
    await people.addLead('Lena', 'lena@hill.example');
    await people.addLead('Omar', null);
    app.clock.advance({ hours: 14 }); // the middle of the night
    await app.dataSource.transaction((tx) =>
      app.get(Notices).tellLeads(tx, {
        communityId: people.communityId,
        rollout: people.rollout,
        ...{ key: 'lead.alert/1', play: 'lead.alert', letters, now: app.clock.now() },
      }),
    );
    expect(await deliveries.run()).toBe(1);
    expect(catcher.caught[0]).toMatchObject({
      to: 'lena@hill.example',
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    expect(catcher.caught[0]!.text).toContain(app.config.baseUrl);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Catcher } from '../../test/support/catcher.js';
import type { Enrolled, People } from '../../test/support/people.js';
import { pressOwn, settlePlanned, startRetention } from '../../test/support/retention-world.js';
import type { TestApp } from '../../test/support/test-app.js';
import { MemberEdits, type Reach } from '../community/member-edit.service.js';
import { Held } from '../privacy/held.service.js';
import { AddressChangeJobs } from './address-change.jobs.js';
import { SecondThing } from './second-thing.js';
import { RetentionSweep } from './sweep.service.js';

const mail = new Catcher();
describe('an address that a member types', () => {
  let app: TestApp;
  let people: People;
  let anna: Enrolled;

  beforeAll(async () => {
    app = await startRetention({ mail });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    app.clock.jump('2026-02-03T09:00:00Z');
    mail.caught = [];
    mail.answer = () => ({ is: 'accepted' });
    await app.dataSource.query('delete from address_change');
    people = await settlePlanned(app);
    anna = await people.add({ name: 'Anna Berg', email: 'anna@hill.example' });
  });

  const words = (): string => app.get(SecondThing).wordsOf(anna.participationId);
  const reach = (): Promise<Reach> =>
    app.get(MemberEdits).reach(app.dataSource.manager, people.communityId, anna.memberId);
  const own = (below: string, fields: Record<string, string>) =>
    pressOwn(app, `/m/${anna.token}/reach/${below}`, fields);
  const ask = (email: string) => own('address', { email, words: words() });
  const run = (): Promise<number> => app.get(AddressChangeJobs).run();
  const sentTo = (email: string): number => mail.caught.filter(({ to }) => to === email).length;
  const rows = async (): Promise<number> =>
    (await app.dataSource.query<unknown[]>('select 1 from address_change')).length;

  it('is written to three times in 14 days, whatever is typed or forgotten in between', async () => {
    for (let round = 0; round < 3; round++) {
      await ask('stranger@hill.example');
      await run();
      await ask('other@hill.example');
      await run();
      app.clock.advance({ hours: 1 });
    }
    for (let round = 0; round < 2; round++) {
      await own('forget', { words: words() });
      await ask('stranger@hill.example');
      await run();
    }
    expect(sentTo('stranger@hill.example')).toBe(3);
    // Nobody could say yes to it, so it does not wait either.
    expect((await reach()).waiting).toBeNull();
    app.clock.advance({ hours: 15 * 24 });
    await ask('stranger@hill.example');
    expect(await run()).toBe(1);
  });

  it('is one of five in an hour: then nothing is asked, and what was typed stays', async () => {
    for (let at = 1; at <= 5; at++)
      expect((await ask(`a${at}@hill.example`)).to).toContain('said=address-asked');
    const more = await ask('a6@hill.example');
    expect(more.status).toBe(422);
    expect(more.html).toContain('Try again in an hour.');
    expect(more.html).toContain('value="a6@hill.example"');
    expect((await reach()).waiting).toBe('a5@hill.example');
    app.clock.advance({ hours: 1 });
    expect((await ask('a6@hill.example')).to).toContain('said=address-asked');
  });

  it('is forgotten only by who has the second thing; a refusal keeps what was typed', async () => {
    for (const fields of [{}, { words: 'not these four words' }, { key: 'no-key' }]) {
      const refused = await own('forget', { email: 'half@hill', ...fields });
      expect(refused.status).toBe(422);
      expect(refused.html).toContain('four words');
      expect(refused.html).toContain('value="half@hill"');
      // In one form with the field for the words, which would otherwise stand there twice.
      const [form] = /<form(?:(?!<form).)*reach\/forget#problem.*?<\/form>/s.exec(refused.html)!;
      expect(form).toContain('name="words"');
    }
    expect((await reach()).email).toBe('anna@hill.example');
    const done = await own('forget', { email: 'half@hill', words: words() });
    expect(done.to).toContain('said=address-forgotten');
    expect((await reach()).email).toBeNull();
  });

  it('goes after 14 days without a yes; the one that is known stays', async () => {
    await ask('new@hill.example');
    await run();
    app.clock.advance({ hours: 13 * 24 });
    await app.get(RetentionSweep).run(app.clock.now());
    expect([(await reach()).waiting, await rows()]).toEqual(['new@hill.example', 1]);
    app.clock.advance({ hours: 24 });
    await app.get(RetentionSweep).run(app.clock.now());
    expect(await reach()).toMatchObject({ email: 'anna@hill.example', waiting: null });
    expect(await rows()).toBe(0);
  });

  it('stays when its owner said yes; only that it was asked is forgotten', async () => {
    await ask('new@hill.example');
    await run();
    const [path] = /\/address\/[\w-]+/.exec(mail.caught[0]!.text)!;
    await fetch(app.url + path, { method: 'POST' });
    app.clock.advance({ hours: 14 * 24 });
    await app.get(RetentionSweep).run(app.clock.now());
    expect([(await reach()).email, await rows()]).toEqual(['new@hill.example', 0]);
  });

  it('is tried no more after 14 days of trouble of our own', async () => {
    mail.answer = () => ({ is: 'later', reason: 'down', ours: true });
    await ask('new@hill.example');
    await run();
    app.clock.advance({ hours: 14 * 24 });
    mail.answer = () => ({ is: 'accepted' });
    expect(await run()).toBe(0);
    expect(mail.caught).toHaveLength(1);
  });

  it('is written to though many that were typed before it are gone', async () => {
    await app.dataSource.query(
      `insert into address_change (community_id, rollout_id, link_id, lookup, state, not_before, asked_at)
       select $1, $2, gen_random_uuid(), '\\x00', 'to send', $3, $3 from generate_series(1, 20)`,
      [people.communityId, people.rolloutId, app.clock.now().subtract({ hours: 1 }).toString()],
    );
    await ask('new@hill.example');
    expect(await run()).toBe(1);
  });

  it('is said to be kept for 14 days', () => {
    const kind = app
      .get(Held)
      .kinds()
      .find(({ what }) => what.startsWith('that an address which you typed'));
    expect(kind?.until).toBe('14 days, then it goes by itself');
  });
});

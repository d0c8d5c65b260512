import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { carriedBy } from '../../test/support/carried-by.js';
import { Catcher } from '../../test/support/catcher.js';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { Accounts } from '../access/accounts.js';
import { MemberService } from '../community/member.service.js';
import { Vault } from '../kernel/crypto/vault.js';
import { ParticipationService } from './participation.service.js';

const mail = new Catcher();

const word = 'rollout.opening-word';

describe('a message sent to oneself', () => {
  let stage: RolloutStage;
  let world: RolloutWorld;
  let memberId: string;

  beforeAll(async () => {
    stage = await RolloutStage.open(carriedBy(mail));
  });
  afterAll(() => stage.app.close());
  beforeEach(async () => {
    world = await stage.settle();
    mail.caught = [];
    mail.answer = () => ({ is: 'accepted' });
    const { communityId } = await world.rollout();
    await stage.app.dataSource.transaction(async (tx) => {
      const today = stage.app.clock.now().toZonedDateTimeISO('UTC').toPlainDate();
      const person = { displayName: 'Bo', source: 'file', today, email: 'bo@hill.example' } as const;
      ({ id: memberId } = await stage.app.get(MemberService).add(tx, communityId, person));
      await stage.app.get(ParticipationService).enrol(tx, await world.rollout());
    });
    await address(0, 'lena@hill.example');
  });

  const db = () => stage.app.dataSource;
  const address = async (lead: 0 | 1, email: string): Promise<void> => {
    const { accountId, communityId } = world.leads[lead];
    const sealed = (await stage.app.get(Vault).ring(db().manager, communityId)).seal(email);
    await db().query('update account set email_sealed = $2 where id = $1', [accountId, sealed]);
  };
  const ask = async (body: object, path = `playbook/${word}/test`, lead: 0 | 1 = 0) => {
    const until = stage.app.clock.now().add({ hours: 1 });
    const token = await db().transaction((tx) =>
      stage.app.get(Accounts).issueToken(tx, world.leads[lead].accountId, 'x', until),
    );
    const answer = await fetch(`${stage.app.url}/api/v1/rollouts/${world.id}/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, text: await answer.text() };
  };
  const counts = (): Promise<unknown> =>
    db().query(`select (select count(*) from notice) as notices, (select count(*) from delivery) as rows,
                       (select count(*) from mailbox_message) as kept`);

  it('comes in the typed words, marked as a test, with links that act nowhere, and counts as nothing', async () => {
    const before = await counts();
    const lena = await LeadBrowser.enter(stage.app, world.leads[0].accountId);
    const page = `/rollouts/${world.id}/plays/${word}`;
    const coming = await lena.open(`/rollouts/${world.id}/agenda/${word}`);
    expect(coming.html).toContain(`<a href="${page}">Say it in your words, or send it to yourself first</a>`);
    const { status, html } = await lena.press(page, `${page}/words`, {
      body: 'Nothing changes now.',
      subject: 'A few try Matrix',
      movedDays: '0',
      act: 'test',
    });
    expect([status, html]).toEqual([200, expect.stringContaining('It is on its way to your own address')]);
    expect(html).toContain('Nothing changes now.</textarea>');
    const [message, more] = mail.caught;
    expect([message!.to, message!.subject, more]).toEqual([
      'lena@hill.example',
      'Test: A few try Matrix',
      undefined,
    ]);
    for (const body of [message!.text, message!.html]) {
      expect(body).toContain('Nothing changes now.');
      expect(body).toContain('/mailbox/preview');
      expect(body).not.toMatch(/\/m\/|bo@hill/);
    }
    expect(message!.headers).toEqual({ 'Auto-Submitted': 'auto-generated' });
    expect(await counts()).toEqual(before);
    expect(await world.rows('select 1 from play_setting where rollout_id = $1')).toEqual([]);
    const acts = await db().query(
      `select actor from audit_entry where what = 'play.sent-to-oneself' and community_id = $1`,
      [world.leads[0].communityId],
    );
    expect(acts).toEqual([{ actor: world.leads[0].accountId }]);
  });

  it('reaches nobody else, whatever a program asks for', async () => {
    const [, luis] = world.leads;
    await address(1, 'luis@hill.example');
    const others = [
      ...['to', 'email', 'address'].map((name) => ({ [name]: 'eve@evil.example' })),
      ...['accountId', 'actor'].map((name) => ({ [name]: luis.accountId })),
      ...['memberId', 'memberIds', 'participationId'].map((name) => ({ [name]: [memberId] })),
      { reworded: { body: 'Hello', to: 'eve@evil.example' } },
    ];
    for (const body of others) expect((await ask(body)).status).toBe(422);
    expect(mail.caught).toEqual([]);
    for (const path of [`playbook/${word}/test?to=eve@evil.example&accountId=${luis.accountId}`])
      await ask(
        {
          language: 'de',
          reworded: { subject: 'x\r\nBcc: eve@evil.example', body: 'Bcc: eve@evil.example' },
        },
        path,
      );
    await ask({}, undefined, 1);
    expect([...new Set(mail.caught.map(({ to }) => to))].filter((to) => to !== 'lena@hill.example')).toEqual([
      'luis@hill.example',
    ]);
    for (const { subject } of mail.caught) expect(subject).not.toMatch(/[\r\n]/);
  });

  it.each([
    ['pilot.survey', 'As things stand nobody gets it'],
    ['rollout.update', 'This is posted, not sent.'],
    ['launch.opening', 'before a day of it is planned'],
  ])('says why there is nothing of %s to send', async (play, why) => {
    expect(await ask({}, `playbook/${play}/test`)).toMatchObject({
      status: 409,
      text: expect.stringContaining(why),
    });
    expect(mail.caught).toEqual([]);
  });

  it('is refused kindly where it cannot come, and after ten in an hour', async () => {
    mail.answer = () => ({ is: 'refused', reason: 'the receiving server said no (550)' });
    expect(await ask({})).toMatchObject({
      status: 409,
      text: expect.stringContaining('Nobody else was written to.'),
    });
    mail.answer = () => ({ is: 'accepted' });
    const statuses: number[] = [];
    for (let i = 0; i < 10; i++) statuses.push((await ask({})).status);
    expect([statuses[0], statuses.at(-1)]).toEqual([204, 429]);
    await db().query('update account set email_sealed = null where id = $1', [world.leads[1].accountId]);
    expect(await ask({}, undefined, 1)).toMatchObject({
      status: 409,
      text: expect.stringContaining('Your account has no e-mail address.'),
    });
  });
});

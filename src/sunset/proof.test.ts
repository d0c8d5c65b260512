import { LeadBrowser } from '../../test/support/lead-browser.js';
import { day, transitionWorld } from '../../test/support/transition-world.js';
import { Accounts } from '../access/accounts.js';
import { Proof } from './proof.service.js';

const said = transitionWorld();

/** The announcement is said to twelve: eight servers took it, one refused, one was told, one said no, one is excepted. */
async function announced(): Promise<string[]> {
  await said.announce(day(30));
  await said.play('sunset.announcement', 'r1');
  const members = said.world.people.map(({ memberId }) => memberId);
  await said.accepted(members.slice(0, 8), '2026-03-16T10:00:00Z');
  const { dataSource } = said.app;
  await dataSource.query(
    `update delivery set state = 'refused', reason = 'no such mailbox' where member_id = $1`,
    [members[8]],
  );
  await dataSource.query(
    `update delivery set state = 'told', told_at = '2026-03-17T10:00Z', told_how = 'door', channel = 'by hand',
            teller_account_id = $2 where member_id = $1`,
    [members[9], said.lead.accountId],
  );
  const [no, excepted] = said.world.people.slice(10).map(({ participationId }) => participationId);
  await dataSource.query(`update participation set outcome = 'declined' where id = $1`, [no]);
  await dataSource.query(
    `insert into open_name (participation_id, rollout_id, exception_by, seconded_by, seconded_at)
     values ($1, $2, $3, $4, '2026-03-18Z')`,
    [excepted, said.world.rolloutId, said.lead.accountId, said.second.accountId],
  );
  await dataSource.query(`update member set display_name = '=1+1' where id = $1`, [members[8]]);
  said.app.clock.jump('2026-03-20T09:00:00Z');
  return members;
}

describe('the proof', () => {
  const home = (): string => `/rollouts/${said.world.rolloutId}/proof`;
  const api = async (path: string) => {
    const until = said.app.clock.now().add({ hours: 10 });
    const token = await said.app.dataSource.transaction((tx) =>
      said.app.get(Accounts).issueToken(tx, said.lead.accountId, 'test', until),
    );
    const answer = await fetch(`${said.app.url}/api/v1${home()}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const text = await answer.text();
    return { status: answer.status, text, json: (text.startsWith('{') ? JSON.parse(text) : {}) as never };
  };

  it('says who knows the closing day, each message in four grades, and that it is no legal advice', async () => {
    const lena = await LeadBrowser.enter(said.app, said.lead.accountId);
    const before = (await lena.open(home())).html;
    expect(before).toContain('No closing day is announced yet.');
    expect(before).toContain('A record of what we did, not legal advice.');
    await announced();
    await said.app.dataSource.query(
      `update place set head_count = 40 where id in (select place_id from rollout_place where rollout_id = $1)`,
      [said.world.rolloutId],
    );
    const later = await LeadBrowser.enter(said.app, said.lead.accountId);
    const { html } = await later.open(home());
    expect(html).toMatch(
      /class="answer">About \d+ people are known only by a head count\. Posts on 1 different days/,
    );
    expect(html).toContain('9 of 12 people are proven told that the old place closes on Wednesday 15 April.');
    expect(html).toMatch(/data-label="Told">1<.*?data-label="Accepted">8</s);
    expect(html).toMatch(/data-label="None of these">3</);
    expect(html).toContain('Each person counts once, in the surest grade.');
    expect(html).toContain('Not told, because they said no');
    expect(await api('')).toMatchObject({
      json: {
        closing: { proven: 9, open: 1, exceptions: 1, declined: 1 },
        notices: [
          { key: 'sunset.announcement/r1', people: 12, grades: { accepted: 8, told: 1, confirmed: 0 } },
        ],
      },
    });
  });

  it('names who is not proven told, why, and what can be done, on a page, as a file and for programs', async () => {
    const early = await LeadBrowser.enter(said.app, said.lead.accountId);
    expect((await early.open(`${home()}/missing`)).html).toContain('No closing day is announced yet.');
    await announced();
    const lena = await LeadBrowser.enter(said.app, said.lead.accountId);
    const { html } = await lena.open(`${home()}/missing`);
    expect(html).not.toContain('No closing day is announced yet.');
    expect(html).toContain('>=1+1</a>');
    expect(html).toContain('Refused: no such mailbox.');
    expect(html).toContain('/open-names/');
    expect((await lena.open(`${home()}/missing?kind=exception`)).html).toContain('Two leads signed');
    const file = await lena.open(`${home()}/missing.csv`);
    const lines = file.html.trimEnd().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines.find((line) => line.includes('1+1'))).toMatch(/^'=1\+1,Open,Refused: no such mailbox\./);
    expect(await api('/missing?kind=declined')).toMatchObject({
      json: { people: [{ kind: 'declined', why: 'They said “I’d rather not”.', whatCanBeDone: '' }] },
    });
    expect((await api('/missing.csv')).text).toBe(file.html);
  });

  it('shows one message name by name, with who told them and when', async () => {
    await announced();
    const lena = await LeadBrowser.enter(said.app, said.lead.accountId);
    const page = `${home()}/messages/${encodeURIComponent('sunset.announcement/r1')}`;
    const proven = (await lena.open(`${page}?only=proven`)).html;
    expect(proven.match(/role="rowheader"/g)).toHaveLength(9);
    expect(proven).toContain('Told in person, by Lena');
    expect((await lena.open(`${page}?only=not`)).html.match(/Not proven/g)).toHaveLength(3);
    const { html: file } = await lena.open(`${page}/people.csv`);
    expect(file).toContain('told,Told in person,,by hand,,2026-03-17T11:00,door,Lena,');
    expect(file.trimEnd().split('\r\n')).toHaveLength(13);
    expect((await lena.open(`${home()}/messages/lead.week`)).status).toBe(404);
  });

  it('dates each by what proves it, and nobody who is not proven', async () => {
    const members = await announced();
    const { dataSource } = said.app;
    // Confirmed long after a server took it; and a letter that was taken, came back, and proves nothing.
    await dataSource.query(`update delivery set confirmed_at = '2026-03-19T10:00Z' where member_id = $1`, [
      members[0],
    ]);
    await dataSource.query(`update delivery set state = 'bounced' where member_id = $1`, [members[1]]);
    const lena = await LeadBrowser.enter(said.app, said.lead.accountId);
    const page = `${home()}/messages/${encodeURIComponent('sunset.announcement/r1')}`;
    const { html } = await lena.open(page);
    const days = [...html.matchAll(/data-label="How sure">(.*?)<.*?data-label="On">(.*?)</gs)];
    const dates = [...new Set(days.map(([, sure, on]) => `${sure}: ${on}`))].toSorted();
    expect(dates).toEqual([
      'Accepted: Monday 16 March',
      'Confirmed: Thursday 19 March',
      'Not proven: ',
      'Told: Tuesday 17 March',
    ]);
  });

  it('is read piece by piece for 10,000 people, and misses nobody', async () => {
    await said.announce(day(30));
    await said.play('sunset.announcement', 'r1');
    await said.app.dataSource.query(
      `insert into delivery (notice_id, community_id, rollout_id, member_id, channel, state, created_at)
       select n.id, n.community_id, n.rollout_id, null, 'own page', 'posted', n.created_at
         from notice n, generate_series(1, 9988) where n.rollout_id = $1`,
      [said.world.rolloutId],
    );
    const proof = said.app.get(Proof);
    const { id } = await proof.said(said.lead, said.world.rolloutId, { key: 'sunset.announcement/r1' });
    const seen = new Set<string>();
    for await (const row of proof.everybody(id)) seen.add(row.id);
    expect(seen.size).toBe(10_000);
    const lena = await LeadBrowser.enter(said.app, said.lead.accountId);
    const page = await lena.open(`${home()}/messages/${encodeURIComponent('sunset.announcement/r1')}`);
    expect(page.html.length).toBeLessThan(100_000);
    expect(page.html).toContain('The next 200');
  });
});

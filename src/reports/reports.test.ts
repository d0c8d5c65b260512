import { TypeOrmModule } from '@nestjs/typeorm';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { smallWorld, type SmallWorld } from '../../test/support/small-world.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { AccessModule } from '../access/access.module.js';
import type { Role } from '../access/access.rules.js';
import { Accounts } from '../access/accounts.js';
import { DashboardModule } from '../dashboard/dashboard.module.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { ReportsModule } from './reports.module.js';

const form = [
  {
    title: 'How is it?',
    questions: [{ key: 'ease', words: 'How easy?', kind: 'scale', low: 'hard', high: 'easy' }],
  },
];

describe('reports', () => {
  let app: TestApp;
  let world: SmallWorld;
  let home: string;

  beforeAll(async () => {
    app = await startTestApp({
      modules: [AccessModule, TypeOrmModule.forFeature([Rollout]), DashboardModule, ReportsModule],
    });
    app.clock.jump('2026-02-02T09:00:00Z');
    world = await smallWorld(
      app.dataSource,
      Array.from({ length: 12 }, () => ({ lastSeenOn: '2026-01-02' })),
    );
    home = `/rollouts/${world.rolloutId}`;
    const { query } = { query: (sql: string, values: unknown[] = []) => app.dataSource.query(sql, values) };
    await query(
      `insert into adoption_snapshot values
       ($1, '2026-01-05', 0, false, '2026-01-05T02:00:00Z', 12, 0, 0, 1, 1, 1, 3, 12, 3, 1, 1, 2)`,
      [world.rolloutId],
    );
    await query(
      `insert into notice (community_id, rollout_id, key, play, purpose, by_hand, time_zone, created_at)
       values ($1, $2, 'sunset.notice/r1/T-7', 'sunset.notice', 'essential', true, 'Europe/Berlin', '2026-01-10Z'),
              ($1, $2, 'launch.help/1', 'launch.help', 'help', false, 'Europe/Berlin', '2026-01-10Z')`,
      [world.communityId, world.rolloutId],
    );
    // Seven were told in person, three by a server, two not at all; help went to three.
    await query(
      `insert into delivery (notice_id, community_id, rollout_id, member_id, channel, state, created_at, accepted_at)
       select n.id, $1, $2, p.member_id, 'email',
              case when p.i <= 7 then 'told' when p.i <= 10 then 'accepted' else 'queued' end, '2026-01-10Z',
              case when p.i between 8 and 10 then '2026-01-10Z'::timestamptz end
         from unnest($3::uuid[]) with ordinality p(member_id, i) cross join notice n
        where n.key like 'sunset%' or p.i <= 3`,
      [world.communityId, world.rolloutId, world.people.map(({ memberId }) => memberId)],
    );
    const [survey] = await query(`insert into survey (rollout_id, name) values ($1, 'pulse') returning id`, [
      world.rolloutId,
    ]);
    const [version] = await query(
      `insert into survey_version (survey_id, number, form, made_at) values ($1, 1, $2, '2026-01-01Z') returning id`,
      [survey.id, JSON.stringify(form)],
    );
    // The first was closed by its hour alone; the third is still open.
    for (const [number, closes, closed, answers] of [
      [1, '2026-01-12Z', null, [5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 1]],
      [2, '2026-01-27Z', '2026-01-26Z', [2, 2, 2]],
      [3, '2026-02-16Z', null, [1, 1, 1, 1, 1, 1]],
    ] as const) {
      const [round] = await query(
        `insert into survey_round (rollout_id, survey_id, version_id, number, opened_at, closes_at, closed_at)
         values ($1, $2, $3, $4, '2026-01-08Z', $5, $6) returning id`,
        [world.rolloutId, survey.id, version.id, number, closes, closed],
      );
      for (const [i, value] of answers.entries()) {
        const who = [round.id, world.people[i]!.participationId];
        await query('insert into survey_turnout values ($1, $2, true, false)', who);
        await query(
          `insert into survey_answer (round_id, participation_id, question, value) values ($1, $2, 'ease', $3)`,
          [...who, JSON.stringify(value)],
        );
      }
    }
    await query(
      `insert into friction_alarm (rollout_id, since, why, ended_on) values ($1, '2026-01-20', '["Bo could not"]', '2026-01-22')`,
      [world.rolloutId],
    );
  });
  afterAll(() => app.close());

  const enter = async (role: Role): Promise<LeadBrowser> => {
    const { communityId } = world;
    const person = await app.dataSource.transaction((tx) =>
      app.get(Accounts).create(tx, { communityId, name: role, role }),
    );
    return LeadBrowser.enter(app, person.id);
  };

  it('are where a viewer begins; their pages lead only to what they may see', async () => {
    const viewer = await enter('viewer');
    const front = await viewer.open('/');
    expect(front.location).toBe(`${home}/reports`);
    const { html, status } = await viewer.open(`${home}/reports`);
    expect(status).toBe(200);
    for (const page of [html, (await viewer.open(home)).html]) {
      const hrefs = [...page.matchAll(/href="(\/[^"#?]*)"/g)].map(([, href]) => href!);
      for (const href of new Set(hrefs.filter((one) => !one.startsWith('/assets') && one !== '/account')))
        expect([href, (await viewer.open(href)).status]).toEqual([href, 200]);
    }
    expect((await viewer.open(`${home}/record`)).status).toBe(403);
  });

  it('tell adoption with its day and of how many, and never a name', async () => {
    const { html } = await (await enter('viewer')).open(`${home}/reports`);
    expect(html).toContain('On Monday 5 January, 8% to 33% of 12 people were at home in the new place.');
    expect(html).toContain('As of Monday 2 February 2026.');
    expect(html).toContain('From Tuesday 20 January to Thursday 22 January');
    expect(html).not.toMatch(/Somebody|Bo could not/);
  });

  it('show no count of fewer than five people, nor what would give it away', async () => {
    const viewer = await enter('viewer');
    const { html } = await viewer.open(`${home}/reports`);
    const rows = [...html.matchAll(/<tr role="row">(.*?)<\/tr>/gs)].map(([row]) =>
      row.replaceAll(/<[^>]+>/g, '|'),
    );
    const essential = rows.find((row) => row.includes('What everybody must know'))!;
    expect(essential).toContain('|12|');
    expect(essential).toContain('|7|');
    expect(essential.match(/too few to show/g)).toHaveLength(2);
    expect(rows.find((row) => row.includes('Help'))).toContain('|too few to show|');
    expect(html).toContain('round 1');
    expect(html).toMatch(/<details id="pulse-2" open/);
    expect(html).toContain('<details id="pulse-1"><summary>');
    expect((await viewer.open(`${home}/reports?open=pulse-1`)).html).toMatch(/<details id="pulse-1" open/);
    expect(html).toContain('4: too few to show; 5, easy: 5 (of 11)</dd>');
    expect(html).not.toContain('round 3');
    const surveys = (await viewer.open(`${home}/reports/surveys.csv`)).html;
    expect(surveys).toContain('pulse,1,2026-01-12,11,11,How easy?,11,4,too few to show,');
    expect(surveys).not.toContain('pulse,3');
    expect(
      surveys.match(/pulse,2.*/g)!.every((line) => /too few to show,.*,(too few to show|0),/.test(line)),
    ).toBe(true);
  });

  it('lead to the names only who may see them', async () => {
    const link = `href="${home}/proof"`;
    expect((await (await enter('lead')).open(`${home}/reports`)).html).toContain(link);
    expect((await (await enter('viewer')).open(`${home}/reports`)).html).not.toContain(link);
    const { html } = await (await enter('lead')).open(`${home}/messages`);
    expect(html).toContain(link);
  });

  it('are taken along as files, which tell a viewer no more than the page does, and a lead everything', async () => {
    const [viewer, lead] = [await enter('viewer'), await enter('lead')];
    const proof = (browser: LeadBrowser) => browser.open(`${home}/reports/proof.csv`);
    expect((await proof(viewer)).html).toMatch(/launch\.help\/1,[^,]+,2026-01-10,too few to show/);
    expect((await proof(viewer)).html).toMatch(
      /: 7 days before",2026-01-10,12,0,7,too few to show,0,too few to show/,
    );
    expect((await proof(lead)).html).toMatch(/launch\.help\/1,[^,]+,2026-01-10,3,0,3,0,0,0/);
    expect((await proof(lead)).html).toMatch(/: 7 days before",2026-01-10,12,0,7,3,0,2/);
    const heads = { adoption: 'Day,', said: 'Purpose,', surveys: 'Survey,', stuck: 'Since,' };
    for (const [file, head] of Object.entries(heads))
      expect((await viewer.open(`${home}/reports/${file}.csv`)).html.startsWith(head)).toBe(true);
    expect((await viewer.open(`${home}/reports/other.csv`)).status).toBe(404);
  });

  it('are shown to nobody else', async () => {
    const other = await smallWorld(app.dataSource, []);
    const viewer = await enter('viewer');
    expect((await viewer.open(`/rollouts/${other.rolloutId}/reports`)).status).toBe(404);
    expect((await viewer.open(`/rollouts/${other.rolloutId}/reports/said.csv`)).status).toBe(404);
    expect((await (await enter('advocate')).open(`${home}/reports`)).status).toBe(403);
    expect((await LeadBrowser.with(app, '').open(`${home}/reports`)).status).toBe(401);
  });
});

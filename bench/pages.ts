import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import { startApp, type RunningApp } from '../src/app.js';
import { Arrivals, DemoMail } from '../src/demo/arrivals.js';
import { Client } from '../src/demo/client.js';
import { Stage } from '../src/demo/stage.js';
import { TestClock } from '../src/kernel/clock.js';
import { Config } from '../src/kernel/config.js';
import { Links } from '../src/kernel/crypto/links.js';
import { regions } from '../src/kernel/language/zones.js';
import { languages, type Language } from '../src/kernel/language/language.rules.js';
import { NoticeJobs } from '../src/notices/notices.jobs.js';
import { AgendaService } from '../src/rollout/agenda.service.js';
import { TickService } from '../src/rollout/tick.service.js';
import { SetupLink } from '../src/setup/setup-link.js';

const AIM_BYTES = 24 * 1024;
const AIM_REQUESTS = 2;

/** Names as long as people have them: words are most of a page. */
const heavy = 'Maximiliana Konstantinopoulou-Featherstonehaugh';
/** All of them are called alike, so that a list has to name them whole. */
const others = Array.from({ length: 12 }, (_, n) => `Wolfeschlegelsteinhausen Bergerdorff ${n}`);

interface Weighed {
  page: string;
  language: Language;
  bytes: number;
  requests: number;
  scripts: number;
}

/**
 * What a phone fetches to show each page of a member, in each language: HTML and stylesheet as they are sent. The
 * member is the busiest there can be: tries it first, helps eight others and tells twelve, asks for help, has letters,
 * surveys and help hours.
 */
export async function run() {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'changeover-bench-'));
  const config = new Config({
    ...{ port: 0, host: '127.0.0.1', dataDir, mailFrom: 'bench@localhost', role: 'web' },
    ...{ logLevel: 'error', ticking: false },
  });
  const clock = new TestClock('2026-01-02T09:00:00Z');
  const running = await startApp(config, { clock, beside: [DemoMail.with(new Arrivals())] });
  try {
    const paths = await busiest(running, clock);
    const all: Weighed[] = [];
    for (const language of languages) {
      await speak(running, language);
      for (const [page, at] of paths) all.push(await weighed(running.url!, page, at, language));
    }
    for (const [page] of paths) console.log(inEach(all.filter((one) => one.page === page)));
    return figures(all);
  } finally {
    await running.close();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Everybody speaks it now, and so does the community: what is said to others is as long as what is said to them. */
async function speak({ app }: RunningApp, language: Language): Promise<void> {
  const db = app.get(DataSource, { strict: false });
  await db.query('update community set language = $1', [language]);
  await db.query('update member set language = $1', [language]);
}

function inEach(all: Weighed[]): string {
  const bytes = all.map((one) => `${one.language} ${String(one.bytes).padStart(6)}`).join('  ');
  return `${all[0]!.page.padEnd(24)} ${bytes}  ${Math.max(...all.map((one) => one.requests))} requests`;
}

function figures(all: Weighed[]) {
  const most = (of: (one: Weighed) => number): number => Math.max(...all.map(of));
  const [bytes, requests, scripts] = [
    most((one) => one.bytes),
    most((one) => one.requests),
    most((one) => one.scripts),
  ];
  const ratio = scripts > 0 ? 0 : Math.min(AIM_BYTES / bytes, AIM_REQUESTS / requests);
  const heaviest = all.find((one) => one.bytes === bytes)!;
  const ownPage = Math.max(...all.filter(({ page }) => page === 'own page').map((one) => one.bytes));
  return {
    ...{ ratio, aim: 1, pages: all.length, heaviest: `${heaviest.page}, ${heaviest.language}` },
    ...{ ownPageBytes: ownPage, bytes, requests, scripts },
  };
}

/** A page with what it fetches by itself. Nothing is compressed: a proxy may do that, and then it is less. */
async function weighed(url: string, page: string, at: string, language: Language): Promise<Weighed> {
  const answer = await fetch(url + at, { headers: { 'accept-language': language } });
  if (answer.status !== 200) throw new Error(`${page} answers ${answer.status}`);
  if (answer.headers.has('content-encoding')) throw new Error('What is sent is compressed: say so here.');
  const html = await answer.text();
  if (!html.includes(`<html lang="${language}"`)) throw new Error(`${page} does not speak ${language}.`);
  const fetched = [...html.matchAll(/<(?:link[^>]+href|script[^>]+src|img[^>]+src)="(\/[^"]+)"/g)];
  let bytes = Buffer.byteLength(html);
  for (const [, asset] of fetched) bytes += (await (await fetch(url + asset)).arrayBuffer()).byteLength;
  const scripts = html.match(/<script/g)?.length ?? 0;
  return { page, language, bytes, requests: 1 + fetched.length, scripts };
}

/** A month of a move in which everything happens to one person; answers with all their pages. */
async function busiest({ app, url }: RunningApp, clock: TestClock): Promise<[string, string][]> {
  const get = <T>(type: abstract new (...args: never[]) => T): T => app.get<T>(type, { strict: false });
  const db = get(DataSource);
  const lead = await setUp(url!, (await get(SetupLink).current())!);
  const base = await plan(lead);
  const rolloutId = base.split('/').at(-1)!;
  const stage = new Stage(clock, db, async () => {
    await get(TickService).run(clock.now());
    await get(NoticeJobs).sweep();
  });
  const until = (moment: string): Promise<void> =>
    stage.play(
      Temporal.Instant.from(moment),
      () => false,
      () => undefined,
    );
  const known = await db.query<{ id: string; name: string; link: string }[]>(
    `select p.id, m.display_name as name, p.link_id as link from participation p join member m on m.id = p.member_id
      order by name`,
  );
  const me = known.find(({ name }) => name === heavy)!;
  const helped = known.filter((one) => one !== me);
  const home = `/m/${get(Links).token(me.link)}`;
  const send = (below: string, fields: Record<string, string> = {}, page = home): Promise<Response> =>
    fetch(url + page + below, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

  await until('2026-01-05T09:00:00Z');
  const members = helped.map(({ id }) => ({ participationId: id }));
  await lead.put(`${base}/pilot/circle`, { members: [{ participationId: me.id }, ...members.slice(0, 6)] });
  await lead.post(`${base}/pilot/circle/confirm`);
  await send('/first/yes', { comfort: 'likes' });
  await until('2026-02-01T12:00:00Z');
  await lead.post(`${base}/guides/starting-texts`);
  for (const { id } of await lead.get<{ id: string }[]>(`${base}/guides`))
    await lead.post(`${base}/guides/${id}/publish`);
  await lead.put(`${base}/charter/draft`, {
    body: `# Our rules\n\n${'We are kind to each other. '.repeat(40)}`,
  });
  await lead.post(`${base}/charter/open`);
  for (const n of [1, 2, 3])
    await lead.post(`${base}/office-hours`, {
      ...{ startsAt: `2026-02-${10 + n}T17:00:00Z`, minutes: 60 },
      ...{ host: heavy, room: 'https://meet.example.org/changeover/help-hour-of-the-house' },
    });
  await db.query(
    `update phase set opened_on = '2026-02-01' where rollout_id = $1 and key in ('launch', 'refine')`,
    [rolloutId],
  );
  await db.query(`update participation set pilot = true, advocate = true where id = $1`, [me.id]);
  await db.transaction((tx) => get(AgendaService).replan(tx, rolloutId));
  await until('2026-02-03T12:00:00Z');
  for (const { id } of helped.slice(0, 8))
    await lead.post(`${base}/advocates/pairings`, { participationId: id, advocateId: me.id });
  for (const { link } of helped.slice(0, 3))
    await send('/help', { way: 'call' }, `/m/${get(Links).token(link)}`);
  await send('/help', { way: 'door' });
  await db.query(
    `update phase set closed_on = '2026-02-03', closed_at = $2 where rollout_id = $1 and key in ('launch', 'refine')`,
    [rolloutId, clock.now().toString()],
  );
  const { earliestPermitted: on } = await lead.get<{ earliestPermitted: string }>(`${base}/transition`);
  await lead.post(`${base}/transition`, { on });
  await until('2026-02-04T12:00:00Z');
  await get(NoticeJobs).handOut();

  const { code } = await lead.post<{ code: string }>(`${base}/join-codes`, {});
  const [guide] = await db.query<{ slug: string }[]>('select slug from guide order by length(slug) desc');
  const rounds = await db.query<{ id: string }[]>('select id from survey_round where closes_at > $1', [
    clock.now().toString(),
  ]);
  const screens = rounds.flatMap(({ id }, n) =>
    [1, 2, 3].map((screen): [string, string] => [
      `survey ${n + 1}, screen ${screen}`,
      `${home}/survey/${id}?screen=${screen}`,
    ]),
  );
  const toTell = await db.query<{ id: string }[]>(
    `select id from delivery where state = 'to tell' and teller_participation_id = $1`,
    [me.id],
  );
  if (toTell.length < 12) throw new Error(`There are only ${toTell.length} people to tell.`);
  return [
    ['own page', home],
    ...toTell.map(({ id }, n): [string, string] => [`words for ${n + 1}`, `${home}/people/to-tell/${id}`]),
    ...[
      'not-me',
      'said',
      'first',
      'first/help',
      'people',
      'kinds',
      'stop/survey',
      'reach',
      'data',
      'charter',
    ].map((below): [string, string] => [below, `${home}/${below}`]),
    ...regions.map((one): [string, string] => [`reach, ${one}`, `${home}/reach?region=${one}`]),
    ['guide', `${home}/g/${guide!.slug}`],
    ...screens,
    ['false', `${home}/false`],
    ['true', '/true'],
    ['join', '/join'],
    ['join page', `/j/${code}`],
  ];
}

async function setUp(url: string, token: string): Promise<Client> {
  const given = await new Client(url).post<{ token: string }>('/set-up', {
    token,
    community: {
      ...{
        name: 'Tenants of the Great Garden Street, odd numbers',
        timeZone: 'Europe/Berlin',
        language: 'en',
      },
      responsible: { name: heavy, contact: 'the notice board at the door, or 030 555 01 02 after six' },
    },
    person: { name: heavy },
  });
  return new Client(url, given.token);
}

async function plan(lead: Client): Promise<string> {
  const place = (name: string, platform: string): Promise<{ id: string }> =>
    lead.post('/places', { name, platform, caretaker: heavy });
  const [from, to] = [
    await place('WhatsApp, all stairs and the back yard', 'WhatsApp'),
    await place('Garden Street on Matrix, everybody', 'Matrix'),
  ];
  await lead.post('/members', { displayName: heavy, email: 'max@hill.example', placeId: from.id });
  await lead.post('/members/names', { placeId: from.id, names: others.join('\n') });
  const { id } = await lead.post<{ id: string }>('/rollouts', {
    ...{ name: 'To Matrix', startsOn: '2026-01-05', timeZone: 'Europe/Berlin', preset: 'small' },
    ...{ from: [from.id], to: [to.id] },
  });
  await lead.post(`/rollouts/${id}/start`);
  return `/rollouts/${id}`;
}

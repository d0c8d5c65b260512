import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { spoken } from '../../test/support/plain-words.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { communityOf, worker } from '../../test/support/workers.js';
import { MasterKey } from '../kernel/crypto/master-key.js';
import { AccessModule } from './access.module.js';
import type { Actor } from './actor.js';
import { followChain } from './audit-chain.js';
import { Audit } from './audit.js';
import { playKeys } from '../rollout/playbook.js';
import { actInWords, actWords, auditGroups } from './audit.words.js';
import { inWords, verifyAudits } from './host-audit.js';

/** Written like an act: a file, a field of the plan, and words that are said. */
const notActs = ['adoption.csv', 'member.css', 'waves.count', 'rollout.opening-word'];

describe('the record of acts', () => {
  let app: TestApp;
  let hill: string;
  let ada: Actor;
  let lead: LeadBrowser;

  beforeAll(async () => {
    app = await startTestApp({ settings: { role: 'web' }, modules: [AccessModule] });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    hill = await communityOf(app, `Hill ${Math.trunc(performance.now() * 1000)}`);
    ada = await worker(app, hill, 'Ada');
    lead = await LeadBrowser.enter(app, ada.accountId);
  });

  const note = (
    what: string,
    {
      actor = ada.accountId,
      subject = 'x',
      reason,
    }: Partial<Record<'actor' | 'subject' | 'reason', string>> = {},
  ) =>
    app.dataSource.transaction((tx) =>
      app.get(Audit).note(tx, { communityId: hill, actor, what, subject, reason, at: app.clock.now() }),
    );
  const many = (count: number) =>
    app.dataSource.transaction(async (tx) => {
      for (let i = 0; i < count; i++)
        await app.get(Audit).note(tx, {
          ...{
            communityId: hill,
            actor: 'changeover',
            what: 'guide.written',
            subject: 'x',
            at: app.clock.now(),
          },
        });
    });
  const tamper = (sql: string) =>
    app.dataSource.transaction(async (tx) => {
      await tx.query("set local session_replication_role = 'replica'");
      await tx.query(sql, [hill]);
    });
  const here = (): [string, MasterKey] => [app.config.databaseUrl!, MasterKey.load(app.config.dataDir)];
  const page = async (query = ''): Promise<string> => spoken((await lead.open(`/audit${query}`)).html);

  it('is followed in parts, and holds over their borders', async () => {
    await many(1003);
    expect(await followChain(app.dataSource.manager, hill)).toMatchObject({
      entries: 1003,
      brokenAt: undefined,
    });
    await tamper("update audit_entry set what = 'guide.added' where community_id = $1 and number = 1001");
    expect(await followChain(app.dataSource.manager, hill)).toMatchObject({ entries: 1003, brokenAt: 1001 });
  });

  it('tells the host of each community how many acts there are, and where one is broken', async () => {
    await note('guide.added');
    await note('guide.written');
    const name = async (): Promise<string> =>
      (await app.dataSource.query<{ name: string }[]>('select name from community where id = $1', [hill]))[0]!
        .name;
    const verify = async (): Promise<string> =>
      inWords((await verifyAudits(...here(), { community: (await name()).toUpperCase() }))[0]!);
    expect(await verify()).toMatch(
      /: 2 acts, the record holds\. Its mark is [0-9a-f]{8}\.2\.[0-9a-f]{16}\.[0-9a-f]{8}$/,
    );
    await tamper('delete from audit_entry where community_id = $1 and number = 1');
    expect(await verify()).toContain('1 act, BROKEN at act 1.');
    const all = await verifyAudits(...here());
    expect(all.filter(({ brokenAt }) => brokenAt !== undefined).length).toBeGreaterThan(0);
    await expect(verifyAudits(...here(), { community: 'Nowhere' })).rejects.toThrow('No community is called');
  });

  it('stands on a page in plain words, with names, reasons and the chain’s verdict', async () => {
    expect(await page()).toContain('Nothing was done yet.');
    const bo = await worker(app, hill, 'Bo', { role: 'viewer' });
    await note('person.added', { subject: bo.accountId });
    await note('phase.closed.pilot', { reason: 'All were there.' });
    await note('member.erased', { actor: 'self' });
    await note('rollout.purged', { actor: 'changeover' });
    await note('guide.written', { actor: '5b0a0f7e-6f0e-4a54-8b0e-000000000000' });
    await app.dataSource.query('update account set left_at = created_at where id = $1', [bo.accountId]);
    await note('guide.added', { actor: bo.accountId });
    const words = await page();
    for (const said of [
      ...[
        'The record holds: 6 acts, each fits the one before.',
        'A phase was closed: pilot',
        'All were there.',
      ],
      ...['Somebody was added who works here (Bo)', 'A member, on their own page', 'Somebody who left'],
      ...['Bo, who has left', 'Monday 5 January 2026, 10:00', 'Times are those of Europe/Berlin.'],
    ])
      expect(words).toContain(said);
    await tamper("update audit_entry set actor = 'self' where community_id = $1 and number = 2");
    expect(await page()).toContain('The record is broken at act 2');
  });

  it('can be looked at in parts, by what it is about and by who acted', async () => {
    await note('passkey.added');
    await many(120);
    expect(await page()).toContain('Older');
    expect((await page()).match(/A guide was written anew/g)).toHaveLength(50);
    expect((await page('?before=22')).match(/A guide was written anew/g)).toHaveLength(20);
    const team = await page('?about=team');
    expect(team).toContain('A passkey was added');
    expect(team).not.toContain('A guide was written anew');
    expect(await page(`?who=${ada.accountId}`)).not.toContain('A guide was written anew');
    expect(await page('?who=changeover&about=team')).toContain('No act fits what you chose.');
    expect((await lead.open('/audit?who=%27&before=soon&about=toString')).status).toBe(200);
  });

  it('is for those who lead, of their own community only', async () => {
    await note('phase.closed.pilot');
    const other = await worker(app, await communityOf(app, 'Choir'), 'Cleo');
    expect((await (await LeadBrowser.enter(app, other.accountId)).open('/audit')).html).not.toContain(
      'A phase was closed',
    );
    const reader = await worker(app, hill, 'Bo', { role: 'viewer' });
    expect((await (await LeadBrowser.enter(app, reader.accountId)).open('/audit')).status).toBe(403);
  });

  it('has a whole sentence, and a part of the record, for every act that the program notes', () => {
    const root = path.resolve(import.meta.dirname, '..');
    const files = fs.readdirSync(root, { recursive: true, encoding: 'utf8' });
    const nouns = new Set<string>(Object.values(auditGroups).flatMap((group) => [...group.nouns]));
    // However it is handed on, an act is written as `noun.what-became-of-it`. Plays, facts and files look alike.
    const written = files
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.words\.ts$|^(demo|design)\//.test(file))
      .flatMap((file) => {
        const text = fs.readFileSync(path.join(root, file), 'utf8');
        const facts = [...text.matchAll(/@ProvidesFact\('([^']+)'/g)].map(([, fact]) => fact!);
        const acts = text.matchAll(/(what: )?['`]([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)(?=['`]|\.\$\{)/g);
        return Array.from(acts, ([, sure, what]) => ({ sure: sure !== undefined, what: what!, facts }));
      });
    const others = new Set<string>([...notActs, ...playKeys, ...written.flatMap(({ facts }) => facts)]);
    const noted = written.filter(
      ({ sure, what }) => sure || (nouns.has(what.split('.')[0]!) && !others.has(what)),
    );
    const made = ['in', 'out'].map((change) => `baseline.${change}`);
    const all = new Set([...noted.map(({ what }) => what), ...made, 'member.departed', 'survey.anonymous']);
    expect(all.size).toBeGreaterThan(110);
    expect([...all].filter((what) => actWords[what] === undefined)).toEqual([]);
    expect([...all].filter((what) => !nouns.has(what.split('.')[0]!))).toEqual([]);
    for (const words of Object.values(actWords)) expect(words).toMatch(/^[A-Z][a-z’-]* .*[a-z]$/);
    expect(actInWords('gate.overridden.pilot-alone')).toBe('A gate was overridden: pilot, by one lead alone');
  });
});

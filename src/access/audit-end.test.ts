import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { spoken } from '../../test/support/plain-words.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { communityOf, worker } from '../../test/support/workers.js';
import { dataSourceOptions } from '../kernel/database/data-source.js';
import { MasterKey } from '../kernel/crypto/master-key.js';
import { Vault } from '../kernel/crypto/vault.js';
import { AccessModule } from './access.module.js';
import { chained } from './access.rules.js';
import { AuditRecord } from './audit-record.js';
import { AuditEntry, AuditReason } from './audit.entity.js';
import { Audit } from './audit.js';
import { holds, inWords, verifyAudits, type Asked } from './host-audit.js';

describe('the end of a record', () => {
  let app: TestApp;
  let name: string;
  let hill: string;
  let lead: LeadBrowser;

  beforeAll(async () => {
    app = await startTestApp({ settings: { role: 'web' }, modules: [AccessModule] });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    name = `Hill ${Math.trunc(performance.now() * 1000)}`;
    hill = await communityOf(app, name);
    lead = await LeadBrowser.enter(app, (await worker(app, hill, 'Ada')).accountId);
  });

  const record = (): AuditRecord => app.get(AuditRecord);
  const act = () => ({ communityId: hill, actor: 'changeover', what: 'guide.written', subject: 'x' });
  const note = (count: number, dataSource = app.dataSource, audit = app.get(Audit)) =>
    dataSource.transaction(async (tx) => {
      for (let n = 0; n < count; n++) await audit.note(tx, { ...act(), at: app.clock.now() });
    });
  /** As somebody who has the database, and not the key. */
  const tamper = (sql: string) =>
    app.dataSource.transaction(async (tx) => {
      await tx.query("set local session_replication_role = 'replica'");
      await tx.query(sql, [hill]);
    });
  const cut = (after: number) =>
    tamper(`delete from audit_entry where community_id = $1 and number > ${after}`);
  const page = async (query = ''): Promise<string> => spoken((await lead.open(`/audit${query}`)).html);
  const mark = async (): Promise<string> => (await record().anchor(app.dataSource.manager, hill))!;
  const host = async (asked: Asked = { community: name }) => {
    const [verdict] = await verifyAudits(app.config.databaseUrl!, MasterKey.load(app.config.dataDir), asked);
    return { said: inWords(verdict!), holds: holds(verdict!) };
  };

  it('is missed by page and host when the newest acts were deleted, also after new ones', async () => {
    await note(5);
    await cut(3);
    expect(await page()).toContain('The newest acts are missing: there were 5, and 3 are left.');
    expect(await host()).toEqual({ said: expect.stringContaining('CUT OFF: there were 5'), holds: false });
    await note(2);
    expect(await page()).toContain('The record is broken at act 4');
    expect((await host()).said).toContain('BROKEN at act 4');
  });

  it('is missed when all of it was deleted', async () => {
    await note(2);
    await cut(0);
    expect(await page()).toContain('The newest acts are missing: there were 2, and 0 are left.');
  });

  it('cannot be written by who has no key, and writing on does not heal it', async () => {
    await note(3);
    await cut(2);
    await tamper(
      `update audit_end set number = 2,
              hash = (select hash from audit_entry where community_id = $1 and number = 2) where community_id = $1`,
    );
    for (const more of [0, 1, 1]) {
      await note(more);
      expect(await page()).toContain('written by somebody who is not this program');
      expect((await host()).said).toContain('FORGED');
    }
  });

  it('tells acts that somebody put behind it', async () => {
    await note(1);
    const [first] = await app.dataSource.query<{ hash: Buffer }[]>(
      'select hash from audit_entry where community_id = $1',
      [hill],
    );
    const entry = { ...act(), number: 2, at: app.clock.now(), reasonHash: null };
    await app.dataSource.manager.insert(AuditEntry, { ...entry, hash: chained(first!.hash, entry) });
    expect((await host()).said).toContain('FORGED');
  });

  it('says where it was not watched: nobody takes the seal away in silence', async () => {
    await note(3);
    await cut(2);
    await tamper('delete from audit_end where community_id = $1');
    expect(await page()).toContain('nothing watched the end');
    expect((await host()).holds).toBe(false);
    await note(1);
    expect(await page()).toContain('Its end is watched since act 3 only.');
    expect((await host()).said).toContain('watched since act 3 only');
  });

  it('holds when two processes append at once, and when one dies between', async () => {
    const { databaseUrl } = app.config;
    const options = { ...dataSourceOptions(databaseUrl!), entities: [AuditEntry, AuditReason] };
    const other = await new DataSource(options).initialize();
    const elsewhere = new Audit(new Vault(MasterKey.load(app.config.dataDir)));
    const dies = other.transaction(async (tx) => {
      await elsewhere.note(tx, { ...act(), at: app.clock.now() });
      throw new Error('died');
    });
    await expect(dies).rejects.toThrow('died');
    await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? note(3) : note(3, other, elsewhere))));
    await other.destroy();
    expect(await page()).toContain('The record holds: 60 acts');
    expect(await host()).toMatchObject({ holds: true });
  });

  describe('of which somebody kept a mark', () => {
    it('is compared on the page and by the host, however it was typed', async () => {
      await note(3);
      const kept = await mark();
      expect(await page()).toContain(kept);
      await note(2);
      const typed = ` ${kept.toUpperCase()} `;
      expect(await page(`?mark=${encodeURIComponent(typed)}`)).toContain(
        'Act 3 is still the one of your mark.',
      );
      const found = await host({ from: typed });
      expect(found).toEqual({ said: expect.stringContaining('Act 3 is still'), holds: true });
      expect(found.said).toContain(name);
    });

    it('shows what no seal can: a record and its end taken back together, as a restored backup does', async () => {
      await note(3);
      const [end] = await app.dataSource.query<{ hash: Buffer; seal: Buffer }[]>(
        'select hash, seal from audit_end where community_id = $1',
        [hill],
      );
      await note(2);
      const kept = await mark();
      await cut(3);
      await app.dataSource.query(
        'update audit_end set number = 3, hash = $2, seal = $3 where community_id = $1',
        [hill, end!.hash, end!.seal],
      );
      expect(await page()).toContain('The record holds: 3 acts');
      expect(await page(`?mark=${kept}`)).toContain(
        'The record ends at act 3; your mark is of act 5. So acts are gone: a backup from before was brought back, or somebody deleted them. There is no trace that a backup came back.',
      );
      expect((await host({ from: kept })).holds).toBe(false);
      app.clock.advance({ hours: 1 });
      await app.dataSource.transaction((tx) =>
        app.get(Audit).note(tx, { ...act(), what: 'hold.released', at: app.clock.now() }),
      );
      await note(4);
      expect(await page(`?mark=${kept}`)).toContain('Act 5 is not the one of your mark.');
      expect(await page(`?mark=${kept}`)).toContain(
        'came back from a backup, noted on Monday 5 January 2026.',
      );
    });

    it('tells a slip of the pen, another community’s mark, and a community that is gone', async () => {
      await note(1);
      const kept = await mark();
      const slip = kept.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
      for (const wrong of [slip, 'hello'])
        expect(await page(`?mark=${wrong}`)).toContain('This is no mark of ours.');
      await expect(host({ from: slip })).rejects.toThrow('no mark of this installation');
      const other = await worker(app, await communityOf(app, 'Choir'), 'Cleo');
      const there = await LeadBrowser.enter(app, other.accountId);
      expect((await there.open(`/audit?mark=${kept}`)).html).toContain('of another community');
      await cut(0);
      await tamper('delete from audit_end where community_id = $1');
      expect((await host({ from: kept })).said).toContain('The record ends at act 0');
      await app.dataSource.query('delete from community where id = $1', [hill]);
      await expect(host({ from: kept })).rejects.toThrow('its whole record is gone');
    });
  });

  describe('is looked at in parts', () => {
    const look = (shown: number[] = []) =>
      record().look(app.dataSource.manager, hill, app.clock.now(), shown);
    const change = (number: number) =>
      tamper(`update audit_entry set what = 'guide.added' where community_id = $1 and number = ${number}`);

    it('from how far it was followed; each night, and what is read, from the first', async () => {
      await note(260);
      expect(await look()).toMatchObject({ entries: 260, brokenAt: undefined, end: { is: 'kept' } });
      await change(7);
      await note(1);
      expect(await look()).toMatchObject({ entries: 261, brokenAt: undefined });
      expect(await look([6, 7, 8])).toMatchObject({ brokenAt: 7 });
      expect(await page('?before=9')).toContain('The record is broken at act 7');
      expect((await host()).said).toContain('BROKEN at act 7');
      await record().walk(app.dataSource.manager, hill, app.clock.now());
      expect(await look()).toMatchObject({ brokenAt: 7 });
      expect(await page()).toContain('The record is broken at act 7');
    });

    it('but from its first where somebody wrote how far it was followed', async () => {
      await note(260);
      await look();
      await change(7);
      await tamper('update audit_followed set number = number where community_id = $1');
      expect(await look()).toMatchObject({ brokenAt: undefined });
      await tamper(
        "update audit_followed set whole_at = whole_at + interval '1 day' where community_id = $1",
      );
      expect(await look()).toMatchObject({ brokenAt: 7 });
    });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { carriedBy } from '../../test/support/carried-by.js';
import { Catcher } from '../../test/support/catcher.js';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { spoken } from '../../test/support/plain-words.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { AccountLetters } from '../access/account-letters.js';
import type { Actor } from '../access/actor.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Breaks } from './breaks.service.js';
import { LeadingModule } from './leading.module.js';
import { YesService } from './yes.service.js';

const mail = new Catcher();

describe('who leads hears of the others', () => {
  let stage: RolloutStage;
  let world: RolloutWorld;
  let lena: Actor;
  let luis: Actor;

  beforeAll(async () => {
    stage = await RolloutStage.open(LeadingModule, carriedBy(mail));
  });
  afterAll(() => stage.app.close());
  beforeEach(async () => {
    world = await stage.settle();
    [lena, luis] = world.leads;
    mail.caught = [];
    await address(lena);
    await address(luis);
  });

  const db = () => stage.app.dataSource;
  const address = async ({ accountId, communityId, name }: Actor): Promise<void> => {
    const ring = await stage.app.get(Vault).ring(db().manager, communityId);
    await db().query('update account set email_sealed = $2 where id = $1', [
      accountId,
      ring.seal(`${name.toLowerCase()}@hill.example`),
    ]);
  };
  const state = (set: string) => db().query(`update rollout set ${set} where id = $1`, [world.id]);
  const askForTheList = () =>
    stage.app
      .get(YesService)
      .ask(lena, { kind: 'roster', rolloutId: null, subject: lena.communityId }, { reason: 'The archive.' });
  const letters = async (): Promise<(string | null)[][]> => {
    mail.caught = [];
    await stage.app.get(AccountLetters).run();
    return mail.caught.map(({ to, subject }) => [to, subject]);
  };

  it.each([
    ['has ended', `state = 'ended'`],
    ['was called off', `cancelled_at = '2026-01-05T09:00:00Z'`],
    ['is not begun', `state = 'draft'`],
  ])('when a move %s, by their own mail, of the question and of the answer', async (_when, set) => {
    await state(set);
    const { id, seen } = await askForTheList();
    expect(await letters()).toEqual([['luis@hill.example', 'The gardeners: a second yes is asked']]);
    expect(mail.caught[0]!.text).toContain(`/yes/${id}`);
    expect(mail.caught[0]!.text.split(/\s+/).length).toBeLessThanOrEqual(120);
    await stage.app.get(YesService).yes(luis, id, { seen });
    expect(await letters()).toEqual([['lena@hill.example', 'The gardeners: yes to what you asked']]);
    expect(await letters()).toEqual([]);
  });

  it('of a break when no move runs', async () => {
    await state(`state = 'ended'`);
    await stage.app.get(Breaks).begin(lena, luis.accountId, null);
    expect(await letters()).toEqual([['luis@hill.example', 'The gardeners: you stand in for Lena']]);
  });

  it('once: while a move runs its own letters tell them', async () => {
    await askForTheList();
    expect(await letters()).toEqual([]);
    expect(
      await world.rows(`select account_id from delivery where rollout_id = $1 and account_id is not null`),
    ).toContainEqual({
      account_id: luis.accountId,
    });
  });

  it('or who asks reads that nobody is told, and whom to tell', async () => {
    await db().query('update account set email_sealed = null where id = $1', [luis.accountId]);
    await state(`state = 'ended'`);
    const { id } = await askForTheList();
    expect(await letters()).toEqual([]);
    const browser = await LeadBrowser.enter(stage.app, lena.accountId);
    expect(spoken((await browser.open(`/yes/${id}`)).html)).toContain(
      'No letter reaches Luis. Tell them yourself',
    );
    expect(spoken((await browser.open('/break')).html)).toContain('No letter reaches them');
    const other = await LeadBrowser.enter(stage.app, luis.accountId);
    expect((await other.open(`/yes/${id}`)).html).not.toContain('No letter reaches');
  });
});

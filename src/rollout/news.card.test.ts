import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spoken, unplain } from '../../test/support/plain-words.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { MemberService } from '../community/member.service.js';
import { Links } from '../kernel/crypto/links.js';
import { Participation } from './participation.entity.js';
import { ParticipationService } from './participation.service.js';

describe('news on the own page', () => {
  let stage: RolloutStage;
  let world: RolloutWorld;
  let own: string;

  beforeAll(async () => {
    stage = await RolloutStage.open();
  });
  afterAll(() => stage.app.close());
  beforeEach(async () => {
    world = await stage.settle();
    const rollout = await world.rollout();
    const { app } = stage;
    await app.dataSource.transaction(async (tx) => {
      const today = app.clock.now().toZonedDateTimeISO('UTC').toPlainDate();
      const person = { displayName: 'Anna Berg', source: 'file' as const, today };
      const { id: memberId } = await app.get(MemberService).add(tx, rollout.communityId, person);
      await app.get(ParticipationService).enrol(tx, rollout);
      const { linkId } = await tx.findOneByOrFail(Participation, { memberId });
      own = `${app.url}/m/${app.get(Links).token(linkId)}`;
    });
  });

  const page = async (): Promise<string> => (await fetch(own)).text();
  const fortnight = async (day: string): Promise<void> => {
    await world.pass(`${day}T08:59:00Z`);
    await world.tick(`${day}T09:00:00Z`);
  };

  it('is the update of the last fortnight, open, with the one before it folded', async () => {
    expect(await page()).not.toContain('<h2>News');
    for (const day of ['2026-01-19', '2026-02-02', '2026-02-16']) await fortnight(day);
    const news = /<h2>News<\/h2>.*?<\/section>/s.exec(await page())![0];
    expect(spoken(news)).toMatch(
      /Monday 16 February[\s\S]*Learned:[\s\S]*Changed:[\s\S]*Next:[\s\S]*Monday 2 February/,
    );
    expect(news).not.toContain('19 January');
    expect(news.match(/<details open/g)).toHaveLength(1);
    expect(unplain(spoken(news))).toEqual([]);
  });

  it('is gone when the move is called off: what was to come will not come', async () => {
    await fortnight('2026-01-19');
    await world.rows('update rollout set cancelled_at = started_at where id = $1');
    expect(await page()).not.toContain('<h2>News');
  });
});

import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { JoinFacts, JoinUndo } from './join.entity.js';

const kinds = { here: 'own-page', person: 'by-hand' } as const;

const channelsOf = (tx: EntityManager, memberId: string): Promise<{ id: string; preferred: boolean }[]> =>
  tx.query('select id, preferred from member_channel where member_id = $1', [memberId]);

type Choice = Pick<JoinUndo, 'before' | 'chosen' | 'made'>;

/** Nothing is chosen for a known member before a lead has asked who came. */
export const nothingTaken: Choice = { before: [], chosen: null, made: false };

/**
 * A lead has asked: who came is the member. From now on they hear from us as they chose when they came. An address is
 * preferred once its owner says yes, which `offer` sees to; it answers with the channel.
 */
export async function takeChoice(
  tx: EntityManager,
  member: { id: string; communityId: string },
  { how }: Pick<JoinFacts, 'how'>,
  { now, offer }: { now: Temporal.Instant; offer: () => Promise<string | null> },
): Promise<Choice> {
  const had = await channelsOf(tx, member.id);
  if (how === 'email') return choice(had, await offer());
  await preferKind(tx, member, kinds[how], now);
  const [chosen] = await tx.query<{ id: string }[]>(
    'select id from member_channel where member_id = $1 and kind = $2 and preferred limit 1',
    [member.id, kinds[how]],
  );
  return choice(had, chosen?.id ?? null);
}

const choice = (had: { id: string; preferred: boolean }[], chosen: string | null): Choice => ({
  before: had.filter(({ preferred }) => preferred).map(({ id }) => id),
  chosen,
  made: chosen !== null && !had.some(({ id }) => id === chosen),
});

/** They hear from us so, and in no other way first. An address stays, for when they choose it again. */
export async function preferKind(
  tx: EntityManager,
  member: { id: string; communityId: string },
  kind: 'own-page' | 'by-hand',
  now: Temporal.Instant,
): Promise<void> {
  await tx.query(
    `insert into member_channel (community_id, member_id, kind, preferred, state, created_at)
     select $1, $2, $3, true, 'good', $4
      where not exists (select from member_channel where member_id = $2 and kind = $3)`,
    [member.communityId, member.id, kind, now.toString()],
  );
  await tx.query('update member_channel set preferred = (kind = $2) where member_id = $1', [member.id, kind]);
}

/** As it was before the join, but for what the member has chosen since by themselves. */
export async function takeChoiceBack(
  tx: EntityManager,
  memberId: string,
  { before, chosen, made }: JoinUndo,
): Promise<void> {
  if (chosen === null) return;
  const still = (await channelsOf(tx, memberId)).find(({ id }) => id === chosen);
  if (still?.preferred)
    await tx.query('update member_channel set preferred = (id = any ($2)) where member_id = $1', [
      memberId,
      before,
    ]);
  if (made) await tx.query('delete from member_channel where id = $1', [chosen]);
}

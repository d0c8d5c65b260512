import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { nameKey } from '../community/address.rules.js';
import { Vault } from '../kernel/crypto/vault.js';

/** Who is being deleted, of one community, while their rows are still there. */
interface Leaving {
  communityId: string;
  memberIds: string[];
  participationIds: string[];
}

/** So long no file and no list brings back who was deleted. */
const markMonths = 24;

/** Deletes a person from every room. What was decided, and what was said to how many, stays: without them. */
@Injectable()
export class Erasure {
  constructor(private readonly vault: Vault) {}

  /** Whoever asked to be deleted is also kept from coming back by a file, for 24 months from `today`. */
  async erase(tx: EntityManager, memberId: string, today: Temporal.PlainDate): Promise<void> {
    const leaving = await leavingOf(tx, [memberId]);
    if (!leaving) return;
    await this.mark(tx, leaving, today.add({ months: markMonths }));
    await this.remove(tx, leaving);
  }

  /** Members of one community whose time is over. No mark: they may come back in any way. */
  async purge(tx: EntityManager, memberIds: string[]): Promise<void> {
    const leaving = await leavingOf(tx, memberIds);
    if (leaving) await this.remove(tx, leaving);
  }

  /**
   * Leaves of each a number: that somebody was on the list, in this move, counted or not. Name, ways to reach them,
   * days and links go. No mark: they may come back in any way.
   */
  async empty(tx: EntityManager, memberIds: string[], now: Temporal.Instant): Promise<void> {
    const leaving = await leavingOf(tx, memberIds);
    if (!leaving) return;
    await forgetInLedger(tx, leaving);
    const [members, parts] = [leaving.memberIds, leaving.participationIds];
    for (const table of ['member_channel', 'member_place', 'opt_out'])
      await tx.query(`delete from ${table} where member_id = any ($1)`, [members]);
    for (const table of ['activity', 'presence', 'invitation'])
      await tx.query(`delete from ${table} where participation_id = any ($1)`, [parts]);
    await tx.query('delete from link where subject = any ($1)', [[...members, ...parts]]);
    await tx.query(
      `update member set display_name = '', language = null, time_zone = null, last_seen_on = null, phonebook = false,
              erased_at = $2 where id = any ($1)`,
      [members, now.toString()],
    );
  }

  private async mark(tx: EntityManager, leaving: Leaving, until: Temporal.PlainDate): Promise<void> {
    const { communityId, memberIds } = leaving;
    const lookups = await tx.query<{ hash: Buffer }[]>(
      `select lookup as hash from member_channel where member_id = any ($1) and lookup is not null
       union select handle_lookup from member_place where member_id = any ($1) and handle_lookup is not null`,
      [memberIds],
    );
    const hashes = lookups.map((row) => row.hash);
    if (hashes.length === 0) hashes.push(...(await this.ofName(tx, leaving)));
    await tx.query(
      `insert into erasure_mark (community_id, hash, expires_on) select $1, unnest($2::bytea[]), $3
       on conflict (community_id, hash) do update set expires_on = excluded.expires_on`,
      [communityId, hashes, until.toString()],
    );
  }

  /** Of whom we hold nothing but a name, the name in their places is what a list would bring back. */
  private async ofName(tx: EntityManager, { communityId, memberIds }: Leaving): Promise<Buffer[]> {
    const rows = await tx.query<{ name: string; place_id: string | null }[]>(
      `select m.display_name as name, p.place_id from member m join member_place p on p.member_id = m.id
        where m.id = any ($1) union select display_name, null from member where id = any ($1)`,
      [memberIds],
    );
    const ring = await this.vault.ring(tx, communityId);
    return rows.map(({ name, place_id }) => ring.fingerprint(nameKey(place_id, name)));
  }

  /** What a foreign key does not take along by itself goes first. */
  private async remove(tx: EntityManager, leaving: Leaving): Promise<void> {
    await forgetInLedger(tx, leaving);
    const { memberIds, participationIds } = leaving;
    await tx.query('delete from link where subject = any ($1)', [[...memberIds, ...participationIds]]);
    await tx.query('delete from member where id = any ($1)', [memberIds]);
  }
}

async function leavingOf(tx: EntityManager, wanted: string[]): Promise<Leaving | null> {
  const members = await tx.query<{ id: string; community_id: string }[]>(
    // Rows that a lead joined into theirs are the same person under another name.
    `select id, community_id from member where id = any ($1) or duplicate_of = any ($1) order by id for update`,
    [wanted],
  );
  const [first] = members;
  if (!first) return null;
  const memberIds = members.map((row) => row.id);
  const participations = await tx.query<{ id: string }[]>(
    'select id from participation where member_id = any ($1)',
    [memberIds],
  );
  return {
    communityId: first.community_id,
    memberIds,
    participationIds: participations.map((row) => row.id),
  };
}

/** Rendered messages and queued work go; notice, day and state stay, without the person. */
async function forgetInLedger(tx: EntityManager, { memberIds, participationIds }: Leaving): Promise<void> {
  await tx.query(
    'delete from mailbox_message where delivery_id in (select id from delivery where member_id = any ($1))',
    [memberIds],
  );
  const underWay = "state in ('queued', 'sending', 'held', 'to tell', 'failed')";
  await tx.query(
    `update delivery set member_id = null, address_id = null, message_id = null, tried = '[]', offered_to = '{}',
            teller_participation_id = null, teller_account_id = null, told_how = null,
            not_before = null, leased_by = null,
            reason = case when ${underWay} then 'erased' end,
            state = case when ${underWay} then 'suppressed' else state end
      where member_id = any ($1)`,
    [memberIds],
  );
  // As helpers they may stand in other people's rows; whoever never helped is spared that long look.
  await tx.query(
    `with helper as (select id, rollout_id from participation where id = any ($1) and advocate)
     update delivery d set teller_participation_id = null, offered_to = '{}'
       from helper h
      where d.rollout_id = h.rollout_id and (d.teller_participation_id = h.id or h.id = any (d.offered_to))`,
    [participationIds],
  );
}

import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { Links } from '../kernel/crypto/links.js';
import type { Rollout } from './rollout.entity.js';

/** Each participation's own page is opened by a link of this purpose. */
export const OWN_PAGE = 'own-page';
/** A link of this purpose lets somebody look whether their request was approved. */
export const WAITING = 'join-request';

const batch = 10_000;

@Injectable()
export class ParticipationService {
  constructor(private readonly links: Links) {}

  /** Everybody of the roster who is not in this rollout yet comes in, with an own page. Answers how many. */
  async enrol(tx: EntityManager, rollout: Pick<Rollout, 'id' | 'communityId'>): Promise<number> {
    for (let all = 0; ;) {
      const members: { id: string }[] = await tx.query(
        `select m.id from member m
         where m.community_id = $2 and m.gone is null and m.erased_at is null
           and not exists (select from participation p where p.rollout_id = $1 and p.member_id = m.id)
         order by m.id limit ${batch}`,
        [rollout.id, rollout.communityId],
      );
      if (members.length === 0) return all;
      const ids = members.map(() => randomUUID());
      const links = await this.links.createMany(tx, OWN_PAGE, ids);
      const added = await tx.query<{ id: string }[]>(
        `insert into participation (id, rollout_id, community_id, member_id, link_id)
         select n.id, $1, $2, n.member_id, n.link_id
         from unnest($3::uuid[], $4::uuid[], $5::uuid[]) n(id, member_id, link_id)
         on conflict (rollout_id, member_id) do nothing returning id`,
        [
          rollout.id,
          rollout.communityId,
          ids,
          members.map(({ id }) => id),
          ids.map((id) => links.get(id)!.id),
        ],
      );
      await this.dropLinks(tx, links, added);
      all += added.length;
    }
  }

  /**
   * A new link to an own page; none of those before opens it any more, nor does a waiting page that leads to it.
   * Messages that wait carry the new one. Who was joined with this person waits again until a lead has asked anew.
   */
  async replaceLink(tx: EntityManager, participationId: string, now: Temporal.Instant): Promise<string> {
    await tx.query(
      'update link set revoked_at = $3 where purpose = $1 and subject = $2 and revoked_at is null',
      [OWN_PAGE, participationId, now.toString()],
    );
    // A waiting page leads to whichever link is the newest: whoever holds it would get the new one as well.
    await tx.query(
      `update link set revoked_at = $3 where purpose = $1 and revoked_at is null
          and subject in (select id from join_request where participation_id = $2 and undo_ids is null)`,
      [WAITING, participationId, now.toString()],
    );
    // One joined with this person leads to its own link only, just revoked: it shows nothing until that is made anew.
    await tx.query(
      `update join_request set undo_ids = undo_ids - 'link' where participation_id = $1 and undo_ids is not null`,
      [participationId],
    );
    const { id } = await this.links.create(tx, { purpose: OWN_PAGE, subject: participationId });
    await tx.query('update participation set link_id = $2 where id = $1', [participationId, id]);
    return id;
  }

  /** Whom somebody else enrolled at the same moment has a page already: the links made for them open nothing. */
  private async dropLinks(
    tx: EntityManager,
    links: Map<string, { id: string }>,
    added: { id: string }[],
  ): Promise<void> {
    if (added.length === links.size) return;
    const kept = new Set(added.map(({ id }) => id));
    const spare = [...links].filter(([id]) => !kept.has(id)).map(([, link]) => link.id);
    await tx.query('delete from link where id = any ($1)', [spare]);
  }
}

import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { Links } from '../kernel/crypto/links.js';
import type { Rollout } from './rollout.entity.js';

/** Each participation's own page is opened by a link of this purpose. */
export const OWN_PAGE = 'own-page';

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

  /** A new link to an own page; none of those before opens it any more. Messages that wait carry the new one. */
  async replaceLink(tx: EntityManager, participationId: string, now: Temporal.Instant): Promise<string> {
    await tx.query(
      'update link set revoked_at = $3 where purpose = $1 and subject = $2 and revoked_at is null',
      [OWN_PAGE, participationId, now.toString()],
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

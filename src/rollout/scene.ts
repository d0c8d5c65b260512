import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { Community } from '../community/community.entity.js';
import { Config } from '../kernel/config.js';
import { Vault } from '../kernel/crypto/vault.js';
import { day } from '../kernel/database/columns.js';
import type { Rollout } from './rollout.entity.js';

/** What every letter and page of a rollout names: who moves, from where, to where, and who answers for it. */
export interface Scene {
  community: string;
  language: string;
  /** The old places by name, joined for a sentence. */
  oldPlace: string;
  newPlace: string;
  /** The new place as it may be called until T is announced: “new home in construction”. */
  newPlaceCalled: string;
  /** When the old place closes, once it was announced. */
  closesOn: Temporal.PlainDate | null;
  responsible: string;
  /** One way to reach them. */
  contact: string;
  baseUrl: string;
}

@Injectable()
export class Scenes {
  constructor(
    private readonly vault: Vault,
    private readonly config: Config,
  ) {}

  async of(tx: EntityManager, rollout: Rollout): Promise<Scene> {
    const community = await tx.findOneByOrFail(Community, { id: rollout.communityId });
    const places: { name: string; side: string }[] = await tx.query(
      `select p.name, rp.side from rollout_place rp join place p on p.id = rp.place_id
       where rp.rollout_id = $1 order by p.name, p.id`,
      [rollout.id],
    );
    const named = (side: string): string =>
      places
        .filter((place) => place.side === side)
        .map((place) => place.name)
        .join(' and ');
    const [known] = await tx.query<[{ announced: boolean | null; closes: string | null }]>(
      `select bool_or(play = 'sunset.announcement') as announced, min(day) filter (where play = 'sunset.read-only') as closes
         from occurrence
        where rollout_id = $1 and (play = 'sunset.announcement' and state = 'done'
          or play = 'sunset.read-only' and state in ('planned', 'done'))`,
      [rollout.id],
    );
    const newPlace = named('destination');
    const ring = await this.vault.ring(tx, community.id);
    return {
      community: community.name,
      language: community.language,
      oldPlace: named('source'),
      newPlace,
      newPlaceCalled: known.announced ? newPlace : `${newPlace} (new home in construction)`,
      closesOn: known.announced && known.closes ? day(known.closes) : null,
      responsible: community.responsibleName,
      contact: ring.open(community.responsibleContactSealed),
      baseUrl: this.config.baseUrl,
    };
  }

  /** The ids of the places on one side. */
  async placeIds(tx: EntityManager, rolloutId: string, side: 'old' | 'new' | 'both'): Promise<string[]> {
    const rows: { place_id: string }[] = await tx.query(
      `select place_id from rollout_place
       where rollout_id = $1 and ($2 = 'both' or side = case $2 when 'old' then 'source' else 'destination' end)
       order by place_id`,
      [rolloutId, side],
    );
    return rows.map((row) => row.place_id);
  }
}

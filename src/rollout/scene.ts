import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { Community } from '../community/community.entity.js';
import { Config } from '../kernel/config.js';
import { Vault } from '../kernel/crypto/vault.js';
import { day } from '../kernel/database/columns.js';
import { once } from '../kernel/database/reading.js';
import type { PlayKey } from './playbook.js';
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

/** The first day of what every page speaks of, and whether it has come; nothing of what is skipped or held. */
export function turningPoints(
  tx: EntityManager,
  rolloutId: string,
): Promise<Map<PlayKey, { on: Temporal.PlainDate; done: boolean }>> {
  return once(tx, `turning points ${rolloutId}`, async () => {
    const rows = await tx.query<{ play: PlayKey; on: string; done: boolean }[]>(
      `select play, min(day)::text as "on", bool_or(state = 'done') as done from occurrence
        where rollout_id = $1 and state in ('planned', 'done')
          and play in ('launch.opening', 'sunset.announcement', 'sunset.read-only')
        group by play`,
      [rolloutId],
    );
    return new Map(rows.map(({ play, on, done }) => [play, { on: day(on), done }]));
  });
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
    const turns = await turningPoints(tx, rollout.id);
    const announced = turns.get('sunset.announcement')?.done ?? false;
    const newPlace = named('destination');
    const ring = await this.vault.ring(tx, community.id);
    return {
      community: community.name,
      language: community.language,
      oldPlace: named('source'),
      newPlace,
      newPlaceCalled: announced ? newPlace : `${newPlace} (new home in construction)`,
      closesOn: (announced && turns.get('sunset.read-only')?.on) || null,
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

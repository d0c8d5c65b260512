import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { Community } from '../community/community.entity.js';
import { Config } from '../kernel/config.js';
import { Vault } from '../kernel/crypto/vault.js';
import { day } from '../kernel/database/columns.js';
import { once } from '../kernel/database/reading.js';
import { wantedBy } from '../kernel/language/language.rules.js';
import { english, speak, type Say } from '../kernel/language/say.js';
import { inEveryLanguage, type Letter, type Letters, type PostText } from '../notices/letter.js';
import type { PlayKey } from './playbook.js';
import type { Rollout } from './rollout.entity.js';

/** Who moves, from where, to where, and who answers for it. */
export interface SceneFacts {
  community: string;
  /** Of the community: what is said once, for everybody, is said in it. */
  language: string;
  oldPlaces: string[];
  newPlaces: string[];
  /** Whether T was announced: until then the new place is “new home in construction”. */
  announced: boolean;
  /** When the old place closes, once it was announced. */
  closesOn: Temporal.PlainDate | null;
  responsible: string;
  /** One way to reach them. */
  contact: string;
  baseUrl: string;
}

/** The same as every letter and page names it, in one language. */
export interface Scene extends SceneFacts {
  /** The old places by name, joined for a sentence. */
  oldPlace: string;
  newPlace: string;
  /** The new place as it may be called until T is announced. */
  newPlaceCalled: string;
  say: Say;
  in(say: Say): Scene;
}

export function sceneOf(facts: SceneFacts, say: Say = english): Scene {
  const newPlace = say.list(facts.newPlaces);
  return {
    ...facts,
    ...{ oldPlace: say.list(facts.oldPlaces), newPlace, say, in: (other) => sceneOf(facts, other) },
    newPlaceCalled: facts.announced
      ? newPlace
      : say('{place} (new home in construction)', { place: newPlace }),
  };
}

/** A letter about the move, in every language. */
export const lettersOf = (scene: Scene, write: (scene: Scene) => Letter): Letters =>
  inEveryLanguage((say) => write(scene.in(say)));

/** A post about it, in the community's own language. */
export const postOn = (scene: Scene, write: (scene: Scene) => PostText): PostText =>
  write(scene.in(speak(scene.language)));

/** A post's last word: whom to ask. */
export const questionsTo = ({ say, responsible, contact }: Scene): string =>
  say('Questions: {responsible}, {contact}.', { responsible, contact });

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

  /** @param say of whoever looks at a page; letters and posts ask for theirs themselves */
  async of(tx: EntityManager, rollout: Rollout, say: Say = english): Promise<Scene> {
    const community = await tx.findOneByOrFail(Community, { id: rollout.communityId });
    const places: { name: string; side: string }[] = await tx.query(
      `select p.name, rp.side from rollout_place rp join place p on p.id = rp.place_id
       where rp.rollout_id = $1 order by p.name, p.id`,
      [rollout.id],
    );
    const named = (side: string): string[] =>
      places.filter((place) => place.side === side).map((place) => place.name);
    const turns = await turningPoints(tx, rollout.id);
    const announced = turns.get('sunset.announcement')?.done ?? false;
    const ring = await this.vault.ring(tx, community.id);
    const facts = {
      ...{ community: community.name, language: community.language, announced },
      ...{ oldPlaces: named('source'), newPlaces: named('destination') },
      closesOn: (announced && turns.get('sunset.read-only')?.on) || null,
      ...{ responsible: community.responsibleName, baseUrl: this.config.baseUrl },
      contact: ring.open(community.responsibleContactSealed),
    };
    return sceneOf(facts, say);
  }

  /** For a stranger: in the first language that their browser asks for and we speak, else in the community's. */
  async forStranger(tx: EntityManager, rollout: Rollout, accepts: string | undefined): Promise<Scene> {
    const scene = await this.of(tx, rollout);
    return scene.in(speak(...wantedBy(accepts), scene.language));
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

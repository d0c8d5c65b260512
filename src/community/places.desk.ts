import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { mustBeAsSeen, type Seen } from '../kernel/http/seen.js';
import { Refusal, type Reason } from '../kernel/refusal.js';
import { ActRecord } from './act-record.js';
import { Community, Place, type Visibility } from './community.entity.js';
import { PlaceService, type NewPlace } from './community.service.js';
import { usesOf } from './place.queries.js';

/** What is left out stays; null empties. */
export interface PlaceChange {
  name?: string | undefined;
  platform?: string | undefined;
  caretaker?: string | null | undefined;
  address?: string | null | undefined;
  headCount?: { people: number; on: Temporal.PlainDate } | null | undefined;
  visibility?: Visibility | undefined;
}

/** What leads do with places, each act in one transaction and on the record. */
@Injectable()
export class PlacesDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly places: PlaceService,
    private readonly acts: ActRecord,
  ) {}

  /** The same place once more is the one that is there: whoever presses twice has named it once. */
  add(actor: Actor, place: NewPlace): Promise<Place> {
    return this.alone(actor, async (tx) => {
      const known = await this.called(tx, actor.communityId, place);
      if (known && sameKeys(known, place)) return known;
      if (known) throw new Refusal('conflict', taken(known));
      const added = await this.places.add(tx, actor.communityId, place);
      await this.acts.note(tx, actor, 'place.added', added.id);
      return added;
    });
  }

  /** Its platform decides how it is closed, so it stays once a move that names the place has begun. */
  edit(actor: Actor, id: string, change: PlaceChange, seen?: Seen): Promise<Place> {
    return this.alone(actor, async (tx) => {
      const place = await this.places.get(tx, actor.communityId, id);
      if (seen) mustBeAsSeen(seen, placeSeen(place));
      const reasons: Reason[] = [];
      const { name = place.name, platform = place.platform } = change;
      const known = await this.called(tx, actor.communityId, { name, platform });
      if (known && known.id !== id) reasons.push(taken(known));
      const { begun } = await usesOf(tx, id);
      if (platform !== place.platform && begun.length > 0)
        reasons.push({
          field: 'platform',
          message: `${begun.join(' and ')} has begun, and closes or opens it as ${place.platform}. The platform stays.`,
        });
      if (reasons.length > 0) throw new Refusal('conflict', reasons);
      const { headCount, ...given } = change;
      Object.assign(
        place,
        Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
      );
      if (headCount !== undefined)
        Object.assign(place, { headCount: headCount?.people ?? null, headCountOn: headCount?.on ?? null });
      await tx.save(place);
      await this.acts.note(tx, actor, 'place.changed', id);
      return place;
    });
  }

  /** Only what nothing hangs on; anything else would take people's traces or a move's record along. */
  remove(actor: Actor, id: string): Promise<void> {
    return this.alone(actor, async (tx) => {
      const place = await tx.findOne(Place, {
        where: { id, communityId: actor.communityId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!place) throw new Refusal('not-found', 'There is no such place here.');
      const { begun, drafts, people, imports } = await usesOf(tx, id);
      const reasons = [
        ...begun.map((name) => `${name} goes from it or to it, and has begun. Its record needs the place.`),
        ...drafts.map((name) => `${name} is planned with it. Delete that plan first.`),
        ...(people > 0
          ? [
              `${people} ${people === 1 ? 'person of your list is' : 'people of your list are'} known to be in it.`,
            ]
          : []),
        ...(imports > 0 ? ['A file of people is being read for it. Finish or drop that first.'] : []),
      ];
      if (reasons.length > 0)
        throw new Refusal(
          'conflict',
          reasons.map((message) => ({ message })),
        );
      await tx.remove(place);
      await this.acts.note(tx, actor, 'place.removed', id);
    });
  }

  /** One after the other in a community, so that two presses at once see each other. */
  private alone<T>({ communityId }: Actor, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (tx) => {
      await tx.findOne(Community, { where: { id: communityId }, lock: { mode: 'for_no_key_update' } });
      return work(tx);
    });
  }

  private async called(
    tx: EntityManager,
    communityId: string,
    { name, platform }: Pick<NewPlace, 'name' | 'platform'>,
  ): Promise<Place | undefined> {
    const all = await this.places.list(tx, communityId);
    return all.find((one) => folded(one.name) === folded(name) && folded(one.platform) === folded(platform));
  }
}

/** What its page shows. */
export const placeSeen = ({ name, platform, caretaker, address, headCount }: Place): Seen => ({
  'What you call it': name,
  'On which platform it is': platform,
  'Who holds its keys': caretaker ?? '',
  'Its address': address ?? '',
  'How many people are in it': `${headCount ?? ''}`,
});

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Nothing else was said of it this time than is known. */
const sameKeys = (known: Place, { caretaker, address, headCount }: NewPlace): boolean =>
  known.caretaker === (caretaker ?? null) &&
  known.address === (address ?? null) &&
  known.headCount === (headCount?.people ?? null);

const taken = ({ name, platform }: Place): Reason => ({
  field: 'name',
  message: `“${name}” on ${platform} is there already. Change that one, or give this one another name.`,
});

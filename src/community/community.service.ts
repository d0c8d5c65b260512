import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { Clock } from '../kernel/clock.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Refusal } from '../kernel/refusal.js';
import { Community, Place, type Care, type Visibility } from './community.entity.js';
import { Temporal } from 'temporal-polyfill';

export interface NewCommunity {
  name: string;
  /** IANA. */
  timeZone: string;
  language?: string | undefined;
  /** Who answers for the data, and one way to reach them that is not by e-mail. */
  responsible: { name: string; contact: string };
  care?: Care | undefined;
}

@Injectable()
export class CommunityService {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  async create(
    tx: EntityManager,
    { name, timeZone, language, responsible, care }: NewCommunity,
  ): Promise<Community> {
    const community = await tx.save(
      tx.create(Community, {
        ...{ name, timeZone, language: language ?? 'en', care: care ?? 'open' },
        responsibleName: responsible.name,
        // The key belongs to the community, which has no id before it is stored.
        responsibleContactSealed: Buffer.alloc(0),
        createdAt: this.clock.now(),
      }),
    );
    const ring = await this.vault.ring(tx, community.id);
    community.responsibleContactSealed = ring.seal(responsible.contact);
    return tx.save(community);
  }

  async get(tx: EntityManager, id: string): Promise<Community> {
    const community = await tx.findOneBy(Community, { id });
    if (!community) throw new Refusal('not-found', 'There is no such community');
    return community;
  }

  async setCare(tx: EntityManager, id: string, care: Care): Promise<void> {
    await tx.update(Community, { id }, { care });
  }

  /** Who answers for the data, and one way to reach them that is not by e-mail; every first message says so. */
  async setResponsible(
    tx: EntityManager,
    id: string,
    { name, contact }: NewCommunity['responsible'],
  ): Promise<void> {
    const ring = await this.vault.ring(tx, id);
    await tx.update(
      Community,
      { id },
      { responsibleName: name, responsibleContactSealed: ring.seal(contact) },
    );
  }

  /** Today's date where the community lives. */
  async today(tx: EntityManager, id: string): Promise<Temporal.PlainDate> {
    const { timeZone } = await this.get(tx, id);
    return localDay(this.clock.now(), timeZone);
  }

  /** How to reach who is responsible, for the data page and every first message. */
  async responsible(tx: EntityManager, id: string): Promise<{ name: string; contact: string }> {
    const community = await this.get(tx, id);
    const ring = await this.vault.ring(tx, id);
    return { name: community.responsibleName, contact: ring.open(community.responsibleContactSealed) };
  }
}

export interface NewPlace {
  name: string;
  platform: string;
  caretaker?: string | undefined;
  address?: string | undefined;
  /** With its day, for numbers age. */
  headCount?: { people: number; on: Temporal.PlainDate } | undefined;
  visibility?: Visibility | undefined;
}

@Injectable()
export class PlaceService {
  async add(tx: EntityManager, communityId: string, place: NewPlace): Promise<Place> {
    return tx.save(
      tx.create(Place, {
        communityId,
        name: place.name,
        platform: place.platform,
        caretaker: place.caretaker ?? null,
        address: place.address ?? null,
        headCount: place.headCount?.people ?? null,
        headCountOn: place.headCount?.on ?? null,
        visibility: place.visibility ?? 'nobody',
      }),
    );
  }

  list(tx: EntityManager, communityId: string): Promise<Place[]> {
    return tx.find(Place, { where: { communityId }, order: { name: 'ASC', id: 'ASC' } });
  }

  async get(tx: EntityManager, communityId: string, id: string): Promise<Place> {
    const place = await tx.findOneBy(Place, { id, communityId });
    if (!place) throw new Refusal('not-found', { field: 'place', message: 'There is no such place here' });
    return place;
  }
}

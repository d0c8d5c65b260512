import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Accounts } from '../access/accounts.js';
import { Refusal, type Reason } from '../kernel/refusal.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { SeedingItem } from './seeding-item.entity.js';

export interface NewSeedingItem {
  onDay: Temporal.PlainDate;
  title: string;
  body: string;
  /** Who posts it; the one who adds it, if nobody else. */
  owner?: string | undefined;
}

@Injectable()
export class Seeding {
  constructor(
    private readonly desk: LeadDesk,
    private readonly accounts: Accounts,
  ) {}

  add(actor: Actor, rolloutId: string, given: NewSeedingItem): Promise<SeedingItem> {
    return this.desk.act(actor, rolloutId, { what: 'seeding.added' }, async ({ tx, today }) => {
      const owner = given.owner ?? actor.accountId;
      const reasons: Reason[] = [];
      if (Temporal.PlainDate.compare(given.onDay, today) < 0)
        reasons.push({ field: 'onDay', message: 'This day has passed. Name today or a later one.' });
      const people = await this.accounts.people(tx, actor.communityId);
      if (!people.some((person) => person.id === owner))
        reasons.push({ field: 'owner', message: 'Nobody of your community with an account has this id.' });
      if (reasons.length > 0) throw new Refusal('invalid', reasons);
      const item = await tx.save(
        tx.create(SeedingItem, { ...given, rolloutId, owner, postedAt: null, postedBy: null }),
      );
      return { subject: item.id, answer: item };
    });
  }

  posted(actor: Actor, rolloutId: string, id: string): Promise<SeedingItem> {
    return this.desk.act(actor, rolloutId, { what: 'seeding.posted' }, async ({ tx, now }) => {
      const item = await this.find(tx, rolloutId, id);
      item.postedAt ??= now;
      item.postedBy ??= actor.accountId;
      return { subject: id, answer: await tx.save(item) };
    });
  }

  /** The tick was a mistake. */
  notPosted(actor: Actor, rolloutId: string, id: string): Promise<SeedingItem> {
    return this.desk.act(actor, rolloutId, { what: 'seeding.not-posted' }, async ({ tx }) => {
      const item = await this.find(tx, rolloutId, id);
      item.postedAt = null;
      item.postedBy = null;
      return { subject: id, answer: await tx.save(item) };
    });
  }

  remove(actor: Actor, rolloutId: string, id: string): Promise<void> {
    return this.desk.act(actor, rolloutId, { what: 'seeding.removed' }, async ({ tx }) => {
      const item = await this.find(tx, rolloutId, id);
      if (item.postedAt) throw new Refusal('conflict', 'This was posted already; it stays in the record.');
      await tx.delete(SeedingItem, { id });
      return { subject: id, answer: undefined };
    });
  }

  list(actor: Actor, rolloutId: string): Promise<SeedingItem[]> {
    return this.desk.read(actor, rolloutId, (tx) =>
      tx.find(SeedingItem, { where: { rolloutId }, order: { onDay: 'ASC', title: 'ASC', id: 'ASC' } }),
    );
  }

  private async find(tx: EntityManager, rolloutId: string, id: string): Promise<SeedingItem> {
    const item = await tx.findOneBy(SeedingItem, { id, rolloutId });
    if (!item) throw new Refusal('not-found', 'There is no such item in the seeding calendar.');
    return item;
  }
}

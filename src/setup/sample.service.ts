import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { Accounts } from '../access/accounts.js';
import type { Actor } from '../access/actor.js';
import { Community } from '../community/community.entity.js';
import { CommunityService, PlaceService } from '../community/community.service.js';
import { MemberService } from '../community/member.service.js';
import { Refusal } from '../kernel/refusal.js';
import { StartService } from '../rollout/start.service.js';
import { samplePeople } from './sample-roster.js';

const roster = [
  { name: 'WhatsApp, all stairs', platform: 'WhatsApp', file: 'roster-whatsapp.csv' },
  { name: 'Facebook group', platform: 'Facebook group', file: 'roster-facebook.csv' },
] as const;

/** What a sample is made of, apart from its move. */
@Injectable()
export class SampleWorld {
  constructor(
    private readonly communities: CommunityService,
    private readonly places: PlaceService,
    private readonly members: MemberService,
    private readonly accounts: Accounts,
  ) {}

  async make(tx: EntityManager, of: string): Promise<{ id: string; from: string[]; to: string[] }> {
    const { timeZone } = await this.communities.get(tx, of);
    const responsible = { name: 'Rosa (made up)', contact: 'the notice board at the door' };
    const name = 'Sample: Garden Street';
    const { id } = await this.communities.create(tx, { name, timeZone, responsible, care: 'open' });
    await tx.update(Community, { id }, { sampleOf: of, door: 'file' });
    const today = await this.communities.today(tx, id);
    const from: string[] = [];
    for (const { file, ...place } of roster) {
      const { id: placeId } = await this.places.add(tx, id, { ...place, caretaker: 'Rosa' });
      from.push(placeId);
      for (const { name: displayName, ...person } of await samplePeople(file))
        await this.members.add(tx, id, { displayName, ...person, placeId, source: 'file', today });
    }
    const to = await this.places.add(tx, id, { name: 'Garden Street on Matrix', platform: 'Matrix' });
    return { id, from, to: [to.id] };
  }

  /** Each lead has an account of their own in it, without an address. */
  async account(tx: EntityManager, communityId: string, name: string): Promise<string> {
    const [known] = await tx.query<{ id: string }[]>(
      'select id from account where community_id = $1 and name = $2 and left_at is null limit 1',
      [communityId, name],
    );
    return known?.id ?? (await this.accounts.create(tx, { communityId, name, role: 'admin' })).id;
  }
}

/** A made-up community beside one's own: to look at, to play with, to delete. */
@Injectable()
export class Samples {
  constructor(
    private readonly dataSource: DataSource,
    private readonly world: SampleWorld,
    private readonly communities: CommunityService,
    private readonly starting: StartService,
  ) {}

  /** The sample of the actor's community, made when it is first looked at. Answers with their account in it. */
  async enter(actor: Actor): Promise<string> {
    const { accountId, made } = await this.dataSource.transaction(async (tx) => {
      const home = await this.locked(tx, actor);
      const known = await tx.findOneBy(Community, { sampleOf: home.id });
      const fresh = known ? undefined : await this.world.make(tx, home.id);
      return {
        accountId: await this.world.account(tx, known?.id ?? fresh!.id, actor.name),
        made: fresh,
      };
    });
    if (made) await this.plan(made, { ...actor, accountId });
    return accountId;
  }

  /** Everything of it, in one go; its key too, so that no copy of it can be read. Nothing to delete is fine. */
  delete(actor: Actor): Promise<void> {
    return this.dataSource.transaction(async (tx) => {
      const { id, sampleOf } = await this.communities.get(tx, actor.communityId);
      const sample = sampleOf ? { id } : await tx.findOneBy(Community, { sampleOf: id });
      if (!sample) return;
      await tx.query(
        `delete from link where subject in (
           select id from account where community_id = $1
           union all select p.id from participation p join rollout r on r.id = p.rollout_id where r.community_id = $1
           union all select q.id from join_request q join rollout r on r.id = q.rollout_id where r.community_id = $1)`,
        [sample.id],
      );
      await tx.query('delete from audit_reason where community_id = $1', [sample.id]);
      await tx.query('delete from rollout where community_id = $1', [sample.id]);
      await tx.query('delete from community where id = $1 and sample_of is not null', [sample.id]);
      await tx.query('delete from crypto_key where owner = $1', [sample.id]);
    });
  }

  /** Day one of a move that is planned and not started: it can be rehearsed, and started. */
  private async plan(
    { id, from, to }: { id: string; from: string[]; to: string[] },
    actor: Actor,
  ): Promise<void> {
    const { timeZone } = await this.communities.get(this.dataSource.manager, id);
    const today = await this.communities.today(this.dataSource.manager, id);
    const startsOn = nextMonday(today).toString();
    await this.starting.create(
      { ...actor, communityId: id, role: 'admin' },
      { name: 'To Matrix', startsOn, timeZone, preset: 'usual', from, to },
    );
  }

  private async locked(tx: EntityManager, { communityId }: Actor): Promise<Community> {
    const home = await tx.findOneOrFail(Community, {
      where: { id: communityId },
      lock: { mode: 'for_no_key_update' },
    });
    if (home.sampleOf) throw new Refusal('conflict', 'You are in the sample already.');
    return home;
  }
}

const nextMonday = (today: Temporal.PlainDate): Temporal.PlainDate =>
  today.add({ days: 8 - today.dayOfWeek });

import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { IsNull, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import type { Keyring } from '../kernel/crypto/keyring.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Refusal } from '../kernel/refusal.js';
import { addressKey, handleKey, nameKey, readAddress } from './address.rules.js';
import { clean } from './cell.rules.js';
import { Member, MemberChannel, MemberPlace, type Gone, type Source } from './member.entity.js';
import { nameProblem } from './roster.rules.js';

export interface NewMember {
  displayName: string;
  email?: string | undefined;
  language?: string | undefined;
  timeZone?: string | undefined;
  lastSeenOn?: Temporal.PlainDate | undefined;
  placeId?: string | undefined;
  /** What they are called in the place; kept only with one. */
  handle?: string | undefined;
  source: Source;
  /** In the community's zone. */
  today: Temporal.PlainDate;
}

/** People, one by one. Files have their own way (`ImportService`). */
@Injectable()
export class MemberService {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /**
   * Adds one person. An address that they typed themselves (`join`) waits to be confirmed.
   * @throws Refusal `invalid` for a name or address that is none, `conflict` when they asked to be removed;
   * whoever comes by themselves is welcome again.
   */
  async add(tx: EntityManager, communityId: string, person: NewMember): Promise<Member> {
    const { language = null, timeZone = null, lastSeenOn = null, source, today, placeId } = person;
    const displayName = clean(person.displayName);
    const read = person.email === undefined ? undefined : readAddress(clean(person.email));
    const wrong = nameProblem(displayName);
    const reasons = [
      ...(wrong === undefined ? [] : [{ field: 'displayName', message: wrong }]),
      ...(read && 'problem' in read ? [{ field: 'email', message: read.problem }] : []),
    ];
    if (reasons.length > 0) throw new Refusal('invalid', reasons);
    const email = read && 'address' in read ? read.address : undefined;
    const ring = await this.vault.ring(tx, communityId);
    const handle = placeId && person.handle ? clean(person.handle) : undefined;
    const keys = keysOf(ring, { email, handle, placeId, displayName });
    if (source === 'join') await this.forgive(tx, communityId, keys);
    else if (await this.isMarked(tx, communityId, keys, today)) {
      throw new Refusal('conflict', 'This person asked to be removed. They may join by themselves');
    }
    const facts = { language, timeZone, lastSeenOn, source, addedOn: today };
    const member = await tx.save(tx.create(Member, { communityId, displayName, ...facts }));
    if (email !== undefined) {
      await tx.insert(MemberChannel, {
        ...{
          communityId,
          memberId: member.id,
          kind: 'email',
          state: source === 'join' ? 'unconfirmed' : 'good',
        },
        ...{ sealed: ring.seal(email), lookup: keys.email!, createdAt: this.clock.now() },
      });
    }
    if (placeId) {
      const sealed = { handleSealed: handle ? ring.seal(handle) : null, handleLookup: keys.handle ?? null };
      await tx.insert(MemberPlace, { memberId: member.id, placeId, lastSeenOn, ...sealed });
    }
    return member;
  }

  /** Marks why somebody is not on the living roster any more; nothing of them is lost. */
  async leave(
    tx: EntityManager,
    communityId: string,
    id: string,
    gone: Gone,
    on: Temporal.PlainDate,
  ): Promise<void> {
    await this.get(tx, communityId, id);
    await tx.update(Member, { id }, { gone, goneOn: on });
  }

  async get(tx: EntityManager, communityId: string, id: string): Promise<Member> {
    const member = await tx.findOneBy(Member, { id, communityId, erasedAt: IsNull() });
    if (!member) throw new Refusal('not-found', 'There is no such person here');
    return member;
  }

  private async isMarked(
    tx: EntityManager,
    communityId: string,
    keys: Keys,
    today: Temporal.PlainDate,
  ): Promise<boolean> {
    const marks = await tx.query<unknown[]>(
      'select 1 from erasure_mark where community_id = $1 and hash = any($2) and expires_on > $3 limit 1',
      [communityId, Object.values(keys), today.toString()],
    );
    return marks.length > 0;
  }

  private async forgive(tx: EntityManager, communityId: string, keys: Keys): Promise<void> {
    await tx.query('delete from erasure_mark where community_id = $1 and hash = any($2)', [
      communityId,
      Object.values(keys),
    ]);
  }
}

interface Keys {
  email?: Buffer;
  handle?: Buffer;
  name?: Buffer;
}

function keysOf(
  ring: Keyring,
  known: {
    email: string | undefined;
    handle: string | undefined;
    placeId: string | undefined;
    displayName: string;
  },
): Keys {
  const { email, handle, placeId, displayName } = known;
  if (!email && !handle) return { name: ring.fingerprint(nameKey(placeId ?? null, displayName)) };
  return {
    ...(email && { email: ring.fingerprint(addressKey(email)) }),
    ...(handle && placeId && { handle: ring.fingerprint(handleKey(placeId, handle)) }),
  };
}

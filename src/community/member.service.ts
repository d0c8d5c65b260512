import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { IsNull, type EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import type { Keyring } from '../kernel/crypto/keyring.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Refusal } from '../kernel/refusal.js';
import { addressKey, handleKey, nameKey, readAddress } from './address.rules.js';
import { clean } from './cell.rules.js';
import { ErasureMark, Member, MemberChannel, MemberPlace, type Gone, type Source } from './member.entity.js';
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

/** How long an erased person is kept from coming back by a list. */
const MARK_MONTHS = 24;

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
        ...{ communityId, memberId: member.id, kind: 'email', state: source === 'join' ? 'unconfirmed' : 'good' },
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
  async leave(tx: EntityManager, communityId: string, id: string, gone: Gone, on: Temporal.PlainDate): Promise<void> {
    await this.get(tx, communityId, id);
    await tx.update(Member, { id }, { gone, goneOn: on });
  }

  /**
   * A lead says that two rows are one person. The second stays, marked: so the file it came from does not bring it
   * back, and `separate` undoes it. What the first lacks it gets from the second.
   */
  async join(tx: EntityManager, communityId: string, keptId: string, secondId: string, on: Temporal.PlainDate): Promise<void> {
    if (keptId === secondId) throw new Refusal('invalid', 'This is one row already');
    const kept = await this.get(tx, communityId, keptId);
    const second = await this.get(tx, communityId, secondId);
    const later = [kept.lastSeenOn, second.lastSeenOn].map(String).toSorted().at(-1) === String(second.lastSeenOn);
    await tx.update(Member, { id: keptId }, {
      language: kept.language ?? second.language,
      timeZone: kept.timeZone ?? second.timeZone,
      lastSeenOn: kept.lastSeenOn && !(second.lastSeenOn && later) ? kept.lastSeenOn : second.lastSeenOn,
    });
    await tx.query(
      `insert into member_channel (community_id, member_id, kind, sealed, lookup, preferred, state, created_at)
       select community_id, $1, kind, sealed, lookup, preferred and not exists
           (select from member_channel k where k.member_id = $1 and k.kind = c.kind), state, created_at
         from member_channel c where member_id = $2
          and not exists (select from member_channel k where k.member_id = $1 and k.lookup is not distinct from c.lookup)`,
      [keptId, secondId],
    );
    await tx.query(
      `insert into member_place (member_id, place_id, handle_sealed, handle_lookup, last_seen_on)
       select $1, place_id, handle_sealed, handle_lookup, last_seen_on from member_place where member_id = $2
       on conflict do nothing`,
      [keptId, secondId],
    );
    await tx.update(Member, { id: secondId }, { gone: 'duplicate', goneOn: on, duplicateOf: keptId });
  }

  /** Two people after all. What was copied stays with the first; their own page shows it and can drop it. */
  async separate(tx: EntityManager, communityId: string, secondId: string): Promise<void> {
    const second = await this.get(tx, communityId, secondId);
    if (second.gone !== 'duplicate') throw new Refusal('conflict', 'This row is not joined to another');
    await tx.update(Member, { id: secondId }, { gone: null, goneOn: null, duplicateOf: null });
  }

  /**
   * Removes a person and every row joined to them; an empty row stays so that counts of the past add up.
   * For 24 months a keyed hash keeps files and lists from bringing them back.
   */
  async erase(tx: EntityManager, communityId: string, id: string, today: Temporal.PlainDate): Promise<void> {
    await this.get(tx, communityId, id);
    const rows = await tx.find(Member, { where: [{ id }, { duplicateOf: id }] });
    const ring = await this.vault.ring(tx, communityId);
    const expiresOn = today.add({ months: MARK_MONTHS });
    for (const member of rows) {
      for (const hash of await this.traces(tx, ring, member)) {
        await tx.upsert(ErasureMark, { communityId, hash, expiresOn }, ['communityId', 'hash']);
      }
      await tx.delete(MemberChannel, { memberId: member.id });
      await tx.delete(MemberPlace, { memberId: member.id });
      const empty = { displayName: '', language: null, timeZone: null, lastSeenOn: null, phonebook: false };
      await tx.update(Member, { id: member.id }, { ...empty, erasedAt: this.clock.now() });
    }
  }

  async get(tx: EntityManager, communityId: string, id: string): Promise<Member> {
    const member = await tx.findOneBy(Member, { id, communityId, erasedAt: IsNull() });
    if (!member) throw new Refusal('not-found', 'There is no such person here');
    return member;
  }

  /** Everything a list could know this person by. */
  private async traces(tx: EntityManager, ring: Keyring, member: Member): Promise<Buffer[]> {
    const channels = await tx.findBy(MemberChannel, { memberId: member.id });
    const places = await tx.findBy(MemberPlace, { memberId: member.id });
    const lookups = [...channels.map(({ lookup }) => lookup), ...places.map(({ handleLookup }) => handleLookup)];
    const known = lookups.filter((lookup) => lookup !== null);
    if (known.length > 0) return known;
    const where = places.length > 0 ? places.map(({ placeId }) => placeId) : [null];
    return where.map((placeId) => ring.fingerprint(nameKey(placeId, member.displayName)));
  }

  private async isMarked(tx: EntityManager, communityId: string, keys: Keys, today: Temporal.PlainDate): Promise<boolean> {
    const marks = await tx.query<unknown[]>(
      'select 1 from erasure_mark where community_id = $1 and hash = any($2) and expires_on > $3 limit 1',
      [communityId, Object.values(keys), today.toString()],
    );
    return marks.length > 0;
  }

  private async forgive(tx: EntityManager, communityId: string, keys: Keys): Promise<void> {
    await tx.query('delete from erasure_mark where community_id = $1 and hash = any($2)', [communityId, Object.values(keys)]);
  }
}

interface Keys {
  email?: Buffer;
  handle?: Buffer;
  name?: Buffer;
}

function keysOf(
  ring: Keyring,
  known: { email: string | undefined; handle: string | undefined; placeId: string | undefined; displayName: string },
): Keys {
  const { email, handle, placeId, displayName } = known;
  if (!email && !handle) return { name: ring.fingerprint(nameKey(placeId ?? null, displayName)) };
  return {
    ...(email && { email: ring.fingerprint(addressKey(email)) }),
    ...(handle && placeId && { handle: ring.fingerprint(handleKey(placeId, handle)) }),
  };
}

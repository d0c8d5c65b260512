import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Vault } from '../kernel/crypto/vault.js';
import { addressKey, handleKey } from './address.rules.js';
import { Member, MemberChannel, MemberPlace, type Source } from './member.entity.js';

export interface NewMember {
  displayName: string;
  source: Source;
  today: Temporal.PlainDate;
  email?: string | undefined;
  language?: string | undefined;
  timeZone?: string | undefined;
  lastSeenOn?: Temporal.PlainDate | undefined;
  placeId?: string | undefined;
  /** What they are called in that place. */
  handle?: string | undefined;
}

/** Single people. Files and pasted lists have services of their own. */
@Injectable()
export class MemberService {
  constructor(
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** A new row, whoever else has the same name or address: only a person may say that two are one. */
  async add(tx: EntityManager, communityId: string, given: NewMember): Promise<Member> {
    const ring = await this.vault.ring(tx, communityId);
    const member = await tx.save(
      tx.create(Member, {
        ...{ communityId, displayName: given.displayName, source: given.source, addedOn: given.today },
        language: given.language ?? null,
        timeZone: given.timeZone ?? null,
        lastSeenOn: given.lastSeenOn ?? null,
        ...{ gone: null, goneOn: null, duplicateOf: null, erasedAt: null },
      }),
    );
    if (given.email !== undefined)
      await tx.insert(MemberChannel, {
        ...{ communityId, memberId: member.id, kind: 'email' as const },
        sealed: ring.seal(given.email.trim()),
        lookup: ring.fingerprint(addressKey(given.email)),
        createdAt: this.clock.now(),
      });
    if (given.placeId !== undefined)
      await tx.insert(MemberPlace, {
        ...{ memberId: member.id, placeId: given.placeId, lastSeenOn: given.lastSeenOn ?? null },
        handleSealed: given.handle === undefined ? null : ring.seal(given.handle),
        handleLookup: given.handle === undefined ? null : ring.fingerprint(handleKey(given.handle)),
      });
    return member;
  }
}

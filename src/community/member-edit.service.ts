import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Vault } from '../kernel/crypto/vault.js';
import { msg } from '../kernel/language/message.js';
import { Refusal, type Reason } from '../kernel/refusal.js';
import { addressKey, readAddress } from './address.rules.js';
import { clean } from './cell.rules.js';
import { Member } from './member.entity.js';
import { MemberService } from './member.service.js';
import { nameProblem } from './roster.rules.js';

/** How somebody hears from us first. */
export const ways = ['email', 'person', 'here'] as const;
export type Way = (typeof ways)[number];
const kindOf = { email: 'email', person: 'by-hand', here: 'own-page' } as const;

/** What stands there now, for who may change it. */
export interface Reach {
  displayName: string;
  language: string | null;
  timeZone: string | null;
  way: Way;
  /** The address to which we write, if there is a good one. */
  email: string | null;
  /** One that waits for its owner's yes. */
  waiting: string | null;
  /** One from which messages came back: nothing is sent there. */
  dead: string | null;
}

/** Only what is named changes; null takes away. */
export interface MemberChange {
  displayName?: string | undefined;
  language?: string | null | undefined;
  timeZone?: string | null | undefined;
  /** A good address at once: by a lead who was told. What a member types themselves waits (`MemberEmails.offer`). */
  email?: string | null | undefined;
  way?: Way | undefined;
}

/** Corrections of what we hold about somebody. */
@Injectable()
export class MemberEdits {
  constructor(
    private readonly members: MemberService,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  async reach(tx: EntityManager, communityId: string, id: string): Promise<Reach> {
    const { displayName, language, timeZone } = await this.members.get(tx, communityId, id);
    const channels = await tx.query<{ kind: string; state: string; sealed: Buffer | null }[]>(
      `select kind, state, sealed from member_channel where member_id = $1
        order by preferred desc, kind = 'email' desc, created_at desc, id`,
      [id],
    );
    const ring = await this.vault.ring(tx, communityId);
    const address = (state: string): string | null => {
      const found = channels.find((one) => one.kind === 'email' && one.state === state && one.sealed);
      return found?.sealed ? ring.open(found.sealed) : null;
    };
    const first = channels.find(({ state }) => state === 'good')?.kind;
    return {
      ...{ displayName, language, timeZone, email: address('good'), waiting: address('unconfirmed') },
      dead: address('dead'),
      way: ways.find((way) => kindOf[way] === first) ?? 'person',
    };
  }

  /** @throws Refusal with every reason; nothing has changed then */
  async change(tx: EntityManager, communityId: string, id: string, change: MemberChange): Promise<void> {
    const had = await this.reach(tx, communityId, id);
    const { language, timeZone } = change;
    // The one that stands there is no change: a new one that waits for its yes goes on waiting.
    const email = change.email === had.email && change.email !== null ? undefined : change.email;
    const displayName = change.displayName === undefined ? undefined : clean(change.displayName);
    const read = email ? readAddress(clean(email)) : undefined;
    const wrong = displayName === undefined ? undefined : nameProblem(displayName);
    const reasons: Reason[] = [];
    if (wrong) reasons.push({ field: 'displayName', message: wrong });
    if (read && 'problem' in read) reasons.push({ field: 'email', message: read.problem });
    const hasAddress = email === undefined ? had.email !== null : email !== null;
    if (change.way === 'email' && !hasAddress)
      reasons.push({
        field: 'way',
        message: msg('We know no address to write to. Choose another way, or give one.'),
      });
    if (reasons.length > 0) throw new Refusal('invalid', reasons);
    const facts = {
      ...(displayName !== undefined && { displayName }),
      ...(language !== undefined && { language }),
      ...(timeZone !== undefined && { timeZone }),
    };
    if (Object.keys(facts).length > 0) await tx.update(Member, { id }, facts);
    if (email === null) await forgetAddresses(tx, id);
    if (read && 'address' in read) await this.setAddress(tx, communityId, id, read.address);
    const way = change.way ?? (read && had.email === null ? 'email' : undefined);
    if (way) await this.prefer(tx, communityId, id, way);
  }

  /** The one address from now on; the old one stops at once. */
  private async setAddress(tx: EntityManager, communityId: string, id: string, email: string): Promise<void> {
    const ring = await this.vault.ring(tx, communityId);
    const lookup = ring.fingerprint(addressKey(email));
    const today = this.clock.now().toString();
    const marked = await tx.query<unknown[]>(
      'select 1 from erasure_mark where community_id = $1 and hash = $2 and expires_on > $3::date',
      [communityId, lookup, today.slice(0, 10)],
    );
    if (marked.length > 0)
      throw new Refusal('conflict', {
        field: 'email',
        message: 'The owner of this address asked to be removed. They may join by themselves.',
      });
    const [had] = await tx.query<[{ preferred: boolean }[], number]>(
      `delete from member_channel where member_id = $1 and kind = 'email' returning preferred`,
      [id],
    );
    await tx.query(
      `insert into member_channel (community_id, member_id, kind, sealed, lookup, preferred, state, created_at)
       values ($1, $2, 'email', $3, $4, $5, 'good', $6)`,
      [communityId, id, ring.seal(email), lookup, had.some(({ preferred }) => preferred), today],
    );
  }

  private async prefer(tx: EntityManager, communityId: string, id: string, way: Way): Promise<void> {
    const kind = kindOf[way];
    await tx.query(
      `insert into member_channel (community_id, member_id, kind, preferred, state, created_at)
       select $1, $2, $3, true, 'good', $4
        where $3 <> 'email' and not exists (select from member_channel where member_id = $2 and kind = $3)`,
      [communityId, id, kind, this.clock.now().toString()],
    );
    await tx.query(
      `update member_channel set preferred = (kind = $2 and state = 'good') where member_id = $1`,
      [id, kind],
    );
  }
}

const forgetAddresses = (tx: EntityManager, id: string): Promise<unknown> =>
  tx.query(`delete from member_channel where member_id = $1 and kind = 'email'`, [id]);

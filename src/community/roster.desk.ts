import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { Actor } from '../access/actor.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Refusal } from '../kernel/refusal.js';
import { ActRecord } from './act-record.js';
import { addressKey, readAddress } from './address.rules.js';
import { Duplicates } from './duplicates.service.js';
import type { Gone, NewMember, RosterAnswer, RosterSearch } from './member.input.js';
import { rosterPage } from './member.queries.js';
import { MemberService } from './member.service.js';
import { PastedNames, type Pasted } from './pasted-names.service.js';

type Tx = EntityManager;

/** What leads do with people, each act on the record. */
@Injectable()
export class RosterDesk {
  constructor(
    private readonly acts: ActRecord,
    private readonly members: MemberService,
    private readonly pasted: PastedNames,
    private readonly duplicates: Duplicates,
    private readonly vault: Vault,
  ) {}

  async add(tx: Tx, actor: Actor, person: z.infer<typeof NewMember>): Promise<{ id: string }> {
    const today = await this.acts.begin(tx, actor, person.placeId);
    const { id } = await this.members.add(tx, actor.communityId, { ...person, source: 'api', today });
    await this.acts.note(tx, actor, 'member.added', id);
    return { id };
  }

  async paste(tx: Tx, actor: Actor, placeId: string | null, names: string): Promise<Pasted> {
    const today = await this.acts.begin(tx, actor, placeId ?? undefined);
    const pasted = await this.pasted.paste(tx, actor.communityId, placeId, names, today);
    await this.acts.note(tx, actor, 'members.pasted', placeId ?? actor.communityId);
    return pasted;
  }

  async gone(tx: Tx, actor: Actor, id: string, gone: z.infer<typeof Gone>): Promise<void> {
    const today = await this.acts.begin(tx, actor);
    if (gone.why === 'duplicate') await this.duplicates.join(tx, actor.communityId, gone.of, id, today);
    else await this.members.leave(tx, actor.communityId, id, gone.why, today);
    await this.acts.note(tx, actor, `member.${gone.why}`, id);
  }

  async separate(tx: Tx, actor: Actor, id: string): Promise<void> {
    await this.duplicates.separate(tx, actor.communityId, id);
    await this.acts.note(tx, actor, 'member.separated', id);
  }

  async list(
    tx: Tx,
    actor: Actor,
    query: z.infer<typeof RosterSearch>,
  ): Promise<z.infer<typeof RosterAnswer>> {
    const { email, ...page } = query;
    const read = email === undefined ? undefined : readAddress(email);
    if (read && 'problem' in read) throw new Refusal('invalid', { field: 'email', message: read.problem });
    const ring = read && (await this.vault.ring(tx, actor.communityId));
    const lookup = read && ring?.fingerprint(addressKey(read.address));
    const members = await rosterPage(tx, actor.communityId, { ...page, lookup });
    return { members, next: members.length === page.limit ? members.at(-1)!.id : null };
  }
}

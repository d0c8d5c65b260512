import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Vault } from '../kernel/crypto/vault.js';
import { msg } from '../kernel/language/message.js';
import { Refusal } from '../kernel/refusal.js';
import { CharterVersion, Objection } from './charter.entity.js';
import { takesObjections } from './charter.rules.js';

export interface Reader {
  rolloutId: string;
  communityId: string;
  participationId: string;
}

/** What a member sees of the charter. */
export interface CharterReading {
  /** The text in force, and the one before it. */
  inForce: CharterVersion | null;
  before: CharterVersion | null;
  /** Open for objections, or waiting to be adopted. */
  draft: CharterVersion | null;
  canObject: boolean;
  /** What they objected, with the answers; nobody else's. */
  mine: { id: string; words: string; answer: string | null }[];
}

/** The charter as members meet it, from their own page. */
@Injectable()
export class CharterPages {
  constructor(private readonly vault: Vault) {}

  async forMember(tx: EntityManager, by: Reader, today: Temporal.PlainDate): Promise<CharterReading> {
    const versions = await tx.find(CharterVersion, {
      where: { rolloutId: by.rolloutId },
      order: { number: 'DESC' },
    });
    const adopted = versions.filter((version) => version.adoptedOn);
    const last = versions.find((version) => version.openedAt);
    const draft = last && !last.adoptedOn ? last : null;
    return {
      ...{ inForce: adopted[0] ?? null, before: adopted[1] ?? null, draft },
      canObject: draft !== null && takesObjections(draft, today),
      mine: last ? await this.mine(tx, by) : [],
    };
  }

  /** An objection to the open draft; the same words again are the same one. It holds the charter until it has an answer. */
  async object(
    tx: EntityManager,
    by: Reader,
    words: string,
    at: { now: Temporal.Instant; today: Temporal.PlainDate },
  ): Promise<void> {
    const { draft, canObject } = await this.forMember(tx, by, at.today);
    if (!draft || !canObject)
      throw new Refusal(
        'conflict',
        msg(
          'No draft is open for objections now. You can still write to the people who answer for the move.',
        ),
      );
    if (words.trim() === '')
      throw new Refusal('invalid', {
        field: 'words',
        message: msg('Write what you object to. A sentence is enough.'),
      });
    const ring = await this.vault.ring(tx, by.communityId);
    const { participationId } = by;
    // One after the other: a button pressed twice sends the same words twice at once.
    await tx.query('select 1 from participation where id = $1 for no key update', [participationId]);
    const before = await tx.findBy(Objection, { charterVersionId: draft.id, participationId });
    if (before.some((one) => ring.open(one.words) === words.trim())) return;
    await tx.save(
      tx.create(Objection, {
        ...{ charterVersionId: draft.id, participationId, words: ring.seal(words.trim()), madeAt: at.now },
      }),
    );
  }

  private async mine(tx: EntityManager, by: Reader): Promise<CharterReading['mine']> {
    const rows = await tx.query<{ id: string; words: Buffer; answer: Buffer | null }[]>(
      `select o.id, o.words, o.answer from objection o join charter_version v on v.id = o.charter_version_id
        where v.rollout_id = $1 and o.participation_id = $2 order by o.made_at, o.id`,
      [by.rolloutId, by.participationId],
    );
    if (rows.length === 0) return [];
    const ring = await this.vault.ring(tx, by.communityId);
    return rows.map(({ id, words, answer }) => ({
      id,
      words: ring.open(words),
      answer: answer && ring.open(answer),
    }));
  }
}

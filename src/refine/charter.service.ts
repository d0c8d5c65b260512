import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Vault } from '../kernel/crypto/vault.js';
import { mustBeAsSeen, type Seen } from '../kernel/http/seen.js';
import { Refusal } from '../kernel/refusal.js';
import { CharterVersion, Objection } from './charter.entity.js';
import { againstAdoption, windowEnd } from './charter.rules.js';
import { LeadDesk, type AtDesk } from '../rollout/lead-desk.js';

export interface ObjectionView {
  id: string;
  words: string;
  madeAt: string;
  answer: string | null;
}

export interface CharterView {
  id: string;
  number: number;
  body: string;
  whatChanged: string | null;
  openedAt: string | null;
  windowEndsOn: string | null;
  adoptedOn: string | null;
  objections: ObjectionView[];
}

@Injectable()
export class Charter {
  constructor(
    private readonly desk: LeadDesk,
    private readonly vault: Vault,
  ) {}

  /** A new version, or another text for the newest while nobody was asked about it. */
  draft(
    actor: Actor,
    rolloutId: string,
    text: { body: string; whatChanged?: string | undefined },
    seen?: Seen,
  ): Promise<CharterView> {
    return this.desk.act(actor, rolloutId, { what: 'charter.drafted' }, async ({ tx, rollout }) => {
      const last = await newest(tx, rolloutId);
      if (seen) mustBeAsSeen(seen, charterSeen(last));
      const version =
        last && !last.openedAt
          ? last
          : tx.create(CharterVersion, { rolloutId, number: (last?.number ?? 0) + 1 });
      version.body = text.body;
      version.whatChanged = text.whatChanged ?? null;
      await tx.save(version);
      return { subject: version.id, answer: await this.view(tx, rollout.communityId, version) };
    });
  }

  /** From now on everybody can object, for as many days as the plan gives. */
  open(actor: Actor, rolloutId: string, seen?: Seen): Promise<CharterView> {
    return this.desk.act(actor, rolloutId, { what: 'charter.opened' }, async (desk) => {
      const version = await this.openAt(desk, seen);
      return { subject: version.id, answer: await this.view(desk.tx, desk.rollout.communityId, version) };
    });
  }

  /** The act itself, at a lead's desk. */
  async openAt({ tx, rollout, now, today }: AtDesk, seen?: Seen): Promise<CharterVersion> {
    const version = await mustHave(tx, rollout.id);
    if (seen) mustBeAsSeen(seen, charterSeen(version));
    if (version.openedAt)
      throw new Refusal('conflict', `Version ${version.number} is open already. Draft the next one first.`);
    version.openedAt = now;
    version.windowEndsOn = windowEnd(today, rollout.plan.gates.objectionDays);
    return tx.save(version);
  }

  answer(
    actor: Actor,
    rolloutId: string,
    objectionId: string,
    words: string,
    seen?: Seen,
  ): Promise<CharterView> {
    return this.desk.act(actor, rolloutId, { what: 'objection.answered' }, async ({ tx, rollout, now }) => {
      const objection = await tx.findOneBy(Objection, { id: objectionId });
      const version =
        objection && (await tx.findOneBy(CharterVersion, { id: objection.charterVersionId, rolloutId }));
      if (!objection || !version)
        throw new Refusal('not-found', 'There is no such objection in this rollout.');
      const ring = await this.vault.ring(tx, rollout.communityId);
      if (seen) mustBeAsSeen(seen, answerSeen({ answer: objection.answer && ring.open(objection.answer) }));
      objection.answer = ring.seal(words);
      objection.answeredAt = now;
      objection.answeredBy = actor.accountId;
      await tx.save(objection);
      return { subject: objectionId, answer: await this.view(tx, rollout.communityId, version) };
    });
  }

  /** The newest version is in force from today. Members are told from the second on: the first they have read. */
  adopt(actor: Actor, rolloutId: string, seen?: Seen): Promise<CharterView> {
    return this.desk.act(
      actor,
      rolloutId,
      { what: 'charter.adopted' },
      async ({ tx, rollout, now, today }) => {
        const version = await mustHave(tx, rolloutId);
        if (seen) mustBeAsSeen(seen, charterSeen(version));
        const open = await tx.countBy(Objection, { charterVersionId: version.id, answeredAt: IsNull() });
        const reasons = againstAdoption(version, open, today);
        if (reasons.length > 0)
          throw new Refusal(
            version.adoptedOn ? 'conflict' : 'too-early',
            reasons.map((message) => ({ message })),
          );
        version.adoptedAt = now;
        version.adoptedOn = today;
        await tx.save(version);
        return { subject: version.id, answer: await this.view(tx, rollout.communityId, version) };
      },
    );
  }

  /** Newest first. */
  versions(actor: Actor, rolloutId: string): Promise<CharterView[]> {
    return this.desk.read(actor, rolloutId, async (tx, rollout) => {
      const found = await tx.find(CharterVersion, { where: { rolloutId }, order: { number: 'DESC' } });
      const views: CharterView[] = [];
      for (const version of found) views.push(await this.view(tx, rollout.communityId, version));
      return views;
    });
  }

  private async view(tx: EntityManager, communityId: string, version: CharterVersion): Promise<CharterView> {
    const ring = await this.vault.ring(tx, communityId);
    const objections = await tx.find(Objection, {
      where: { charterVersionId: version.id },
      order: { madeAt: 'ASC', id: 'ASC' },
    });
    return {
      id: version.id,
      number: version.number,
      body: version.body,
      whatChanged: version.whatChanged,
      openedAt: version.openedAt?.toString() ?? null,
      windowEndsOn: version.windowEndsOn?.toString() ?? null,
      adoptedOn: version.adoptedOn?.toString() ?? null,
      objections: objections.map((one) => ({
        id: one.id,
        words: ring.open(one.words),
        madeAt: one.madeAt.toString(),
        answer: one.answer && ring.open(one.answer),
      })),
    };
  }
}

/** What a page shows of the newest version, and what a press means: that version and no other. */
export const charterSeen = (
  newest: Pick<CharterVersion | CharterView, 'number' | 'body' | 'whatChanged'> | null | undefined,
): Seen => ({
  Version: newest ? `${newest.number}` : '',
  'The text': newest?.body ?? '',
  'What changed since the last version': newest?.whatChanged ?? '',
});

export const answerSeen = ({ answer }: { answer: string | null }): Seen => ({ 'The answer': answer ?? '' });

const newest = (tx: EntityManager, rolloutId: string): Promise<CharterVersion | null> =>
  tx.findOne(CharterVersion, { where: { rolloutId }, order: { number: 'DESC' } });

async function mustHave(tx: EntityManager, rolloutId: string): Promise<CharterVersion> {
  const version = await newest(tx, rolloutId);
  if (!version) throw new Refusal('not-found', 'There is no charter yet. Draft one first.');
  return version;
}

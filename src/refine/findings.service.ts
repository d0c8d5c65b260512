import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Accounts } from '../access/accounts.js';
import type { Actor } from '../access/actor.js';
import type { Keyring } from '../kernel/crypto/keyring.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Refusal } from '../kernel/refusal.js';
import { FaqEntry, Finding, type Severity } from './finding.entity.js';
import { LeadDesk, type AtDesk } from '../rollout/lead-desk.js';

export interface NewFinding {
  severity: Severity;
  /** What the problem is. Where `answerId` is given and this is not, the words of the answer. */
  words?: string | undefined;
  /** The survey answer that shows it; its author is told when the finding is resolved. */
  answerId?: string | undefined;
  owner?: string | undefined;
}

/** A finding as leads read it. */
export interface FindingView {
  id: string;
  words: string;
  severity: Severity;
  state: 'open' | 'resolved';
  owner: string | null;
  reported: boolean;
  foundAt: string;
  resolvedAt: string | null;
  resolution: string | null;
  faqEntryId: string | null;
  dismissal: string | null;
}

@Injectable()
export class Findings {
  constructor(
    private readonly desk: LeadDesk,
    private readonly vault: Vault,
    private readonly accounts: Accounts,
  ) {}

  /** One answer makes one finding: asked again, it refuses and changes nothing. */
  add(actor: Actor, rolloutId: string, given: NewFinding): Promise<FindingView> {
    return this.desk.act(actor, rolloutId, { what: 'finding.added' }, async (desk) => {
      const ring = await this.vault.ring(desk.tx, desk.rollout.communityId);
      await this.mustWorkHere(desk, given.owner);
      const source = given.answerId === undefined ? null : await answerOf(desk, given.answerId);
      const words = given.words ?? (source?.sealed ? ring.open(source.sealed) : undefined);
      if (words === undefined)
        throw new Refusal('invalid', { field: 'words', message: 'Say in a sentence what the problem is.' });
      const finding = await desk.tx.save(
        desk.tx.create(Finding, {
          ...{ rolloutId, severity: given.severity, words: ring.seal(words), foundAt: desk.now },
          pilot: await pilotGoesOn(desk.tx, rolloutId),
          owner: given.owner ?? actor.accountId,
          reportedBy: source?.participationId ?? null,
          answerId: given.answerId ?? null,
        }),
      );
      return { subject: finding.id, answer: view(finding, ring) };
    });
  }

  /** @param done what was done, in words for who reported it: they are told. */
  resolve(actor: Actor, rolloutId: string, id: string, done: string): Promise<FindingView> {
    return this.change(actor, rolloutId, id, 'finding.resolved', (finding, ring, { now }) => {
      if (finding.resolvedAt) throw new Refusal('conflict', 'This finding is resolved already.');
      finding.resolvedAt = now;
      finding.resolution = ring.seal(done);
    });
  }

  /** Another severity or another owner. */
  amend(
    actor: Actor,
    rolloutId: string,
    id: string,
    change: { severity?: Severity | undefined; owner?: string | undefined },
  ): Promise<FindingView> {
    return this.change(actor, rolloutId, id, 'finding.amended', async (finding, _, desk) => {
      await this.mustWorkHere(desk, change.owner);
      finding.severity = change.severity ?? finding.severity;
      finding.owner = change.owner ?? finding.owner;
    });
  }

  /** Answers a pain point by an FAQ entry: a new one, or one that is there. */
  answer(
    actor: Actor,
    rolloutId: string,
    id: string,
    by: { faqEntryId: string } | { question: string; answer: string },
  ): Promise<FindingView> {
    return this.change(actor, rolloutId, id, 'finding.answered', async (finding, _, { tx, now }) => {
      if ('faqEntryId' in by) {
        if (!(await tx.existsBy(FaqEntry, { id: by.faqEntryId, rolloutId })))
          throw new Refusal('not-found', { field: 'faqEntryId', message: 'There is no such FAQ entry.' });
        finding.faqEntryId = by.faqEntryId;
      } else {
        finding.faqEntryId = (await tx.save(tx.create(FaqEntry, { rolloutId, ...by, writtenAt: now }))).id;
      }
    });
  }

  /** A pain point that needs no FAQ entry, and why. */
  dismiss(actor: Actor, rolloutId: string, id: string, reason: string): Promise<FindingView> {
    return this.change(actor, rolloutId, id, 'finding.dismissed', (finding, ring, { now }) => {
      finding.dismissedAt = now;
      finding.dismissal = ring.seal(reason);
    });
  }

  /** Open ones first, the gravest first; within that, the oldest first. */
  list(actor: Actor, rolloutId: string): Promise<FindingView[]> {
    return this.desk.read(actor, rolloutId, async (tx, rollout) => {
      const ring = await this.vault.ring(tx, rollout.communityId);
      const found = await tx
        .createQueryBuilder(Finding, 'f')
        .where('f.rollout_id = :rolloutId', { rolloutId })
        .orderBy('f.resolved_at is not null')
        .addOrderBy(`array_position(array['blocker','major','minor'], f.severity)`)
        .addOrderBy('f.found_at')
        .addOrderBy('f.id')
        .getMany();
      return found.map((finding) => view(finding, ring));
    });
  }

  /** What was done, for the letter to who reported it; undefined when the finding is gone or open again. */
  async resolution(tx: EntityManager, communityId: string, id: string): Promise<Resolved | undefined> {
    const finding = await tx.findOneBy(Finding, { id });
    if (!finding?.resolution) return undefined;
    const ring = await this.vault.ring(tx, communityId);
    return { reportedBy: finding.reportedBy, done: ring.open(finding.resolution) };
  }

  private async mustWorkHere({ tx, rollout }: AtDesk, owner: string | undefined): Promise<void> {
    const people = owner === undefined ? [] : await this.accounts.people(tx, rollout.communityId);
    if (owner !== undefined && !people.some(({ id }) => id === owner))
      throw new Refusal('invalid', {
        field: 'owner',
        message: 'Nobody of your community with an account has this id.',
      });
  }

  private change(
    actor: Actor,
    rolloutId: string,
    id: string,
    what: string,
    apply: (finding: Finding, ring: Keyring, desk: AtDesk) => void | Promise<void>,
  ): Promise<FindingView> {
    return this.desk.act(actor, rolloutId, { what }, async (desk) => {
      const finding = await desk.tx.findOneBy(Finding, { id, rolloutId });
      if (!finding) throw new Refusal('not-found', 'There is no such finding in this rollout.');
      const ring = await this.vault.ring(desk.tx, desk.rollout.communityId);
      await apply(finding, ring, desk);
      await desk.tx.save(finding);
      return { subject: id, answer: view(finding, ring) };
    });
  }
}

export interface Resolved {
  reportedBy: string | null;
  done: string;
}

/** Findings of the pilot are its pain points; the phase table is the rollout's, read and never written here. */
async function pilotGoesOn(tx: EntityManager, rolloutId: string): Promise<boolean> {
  const closed: unknown[] = await tx.query(
    `select 1 from phase where rollout_id = $1 and key = 'pilot' and closed_on is not null`,
    [rolloutId],
  );
  return closed.length === 0;
}

async function answerOf(
  { tx, rollout }: AtDesk,
  answerId: string,
): Promise<{ participationId: string | null; sealed: Buffer | null }> {
  const [answer] = await tx.query<{ participation_id: string | null; sealed: Buffer | null }[]>(
    `select a.participation_id, a.sealed
       from survey_answer a join survey_round r on r.id = a.round_id
      where a.id = $1 and r.rollout_id = $2`,
    [answerId, rollout.id],
  );
  if (!answer)
    throw new Refusal('not-found', {
      field: 'answerId',
      message: 'There is no such answer in this rollout.',
    });
  if (await tx.existsBy(Finding, { rolloutId: rollout.id, answerId }))
    throw new Refusal('conflict', 'A finding was made from this answer already.');
  return { participationId: answer.participation_id, sealed: answer.sealed };
}

const view = (finding: Finding, ring: Keyring): FindingView => ({
  id: finding.id,
  words: ring.open(finding.words),
  severity: finding.severity,
  state: finding.resolvedAt ? 'resolved' : 'open',
  owner: finding.owner,
  reported: finding.reportedBy !== null,
  foundAt: finding.foundAt.toString(),
  resolvedAt: finding.resolvedAt?.toString() ?? null,
  resolution: finding.resolution && ring.open(finding.resolution),
  faqEntryId: finding.faqEntryId,
  dismissal: finding.dismissal && ring.open(finding.dismissal),
});

import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { IsNull, MoreThan, Not, type EntityManager } from 'typeorm';
import { Member } from '../community/member.entity.js';
import { MemberEmails } from '../community/member-emails.service.js';
import { Links } from '../kernel/crypto/links.js';
import { SingleMail } from '../notices/single-mail.js';
import { JoinConfirmation, JoinRequest, type JoinFacts } from './join.entity.js';
import { lentLink } from './join.queries.js';
import { Participation } from './participation.entity.js';
import { Rollout } from './rollout.entity.js';

/** A link of this purpose asks the owner of an address whether we may write to it. */
export const CONFIRM = 'join-confirm';

/** As long as a request waits. */
const openHours = 14 * 24;
/** Whoever types a stranger's address again and again does not make us write again and again. */
const mostUnanswered = 3;

export interface OpenConfirmation {
  rollout: Rollout;
  confirmation: JoinConfirmation;
  /** A lead looks first at who came: nothing is written to the address before. */
  waits: boolean;
}

/**
 * An address typed on the join page gets one message a request, a few at most in the time that a request waits, and
 * nothing more until its owner has said yes.
 */
@Injectable()
export class JoinConfirmations {
  constructor(
    private readonly emails: MemberEmails,
    private readonly links: Links,
    private readonly mail: SingleMail,
  ) {}

  /** Once a request. Silent where it would not go out, or where this address was written to too often. */
  async ask(
    tx: EntityManager,
    communityId: string,
    requestId: string,
    email: string,
    now: Temporal.Instant,
  ): Promise<void> {
    if (!this.mail.goesOut) return;
    const lookup = await this.emails.lookup(tx, communityId, email);
    const expiresAt = now.add({ hours: openHours });
    const askedAt = MoreThan(now.subtract({ hours: openHours }));
    const same = { communityId, lookup, confirmedAt: IsNull(), askedAt };
    if ((await tx.countBy(JoinConfirmation, same)) >= mostUnanswered) return;
    const link = await this.links.create(tx, { purpose: CONFIRM, subject: requestId, expiresAt });
    await tx.insert(JoinConfirmation, {
      ...{ requestId, communityId, linkId: link.id, lookup, state: 'to send' },
      ...{ notBefore: now, askedAt: now, confirmedAt: null },
    });
  }

  /** What a link asks; undefined alike for one that never was, has expired, or whose request is gone. */
  async open(tx: EntityManager, token: string, now: Temporal.Instant): Promise<OpenConfirmation | undefined> {
    const link = await this.links.find(tx, token, CONFIRM);
    if (!link || link.revokedAt || isOver(link.expiresAt, now)) return undefined;
    const confirmation = await tx.findOneBy(JoinConfirmation, { requestId: link.subject, linkId: link.id });
    const request = confirmation && (await tx.findOneBy(JoinRequest, { id: confirmation.requestId }));
    const rollout = request && (await tx.findOneBy(Rollout, { id: request.rolloutId }));
    return rollout ? { rollout, confirmation, waits: await waits(tx, request) } : undefined;
  }

  /**
   * The owner said yes; saying it again changes nothing. Who is in already hears from us there from now on; a member
   * whom we knew only once a lead has asked: who owns an address can still have typed somebody else's name.
   */
  async confirm(tx: EntityManager, { confirmation }: OpenConfirmation, now: Temporal.Instant): Promise<void> {
    const { requestId, lookup } = confirmation;
    const first = { requestId, confirmedAt: IsNull() };
    const { affected } = await tx.update(JoinConfirmation, first, { confirmedAt: now });
    if (!affected) return;
    const request = await tx.findOneByOrFail(JoinRequest, { id: requestId });
    const id = request.participationId;
    if (!id || (await waits(tx, request))) return;
    const participation = await tx.findOneBy(Participation, { id });
    if (participation) await this.emails.confirm(tx, participation.memberId, lookup);
  }

  /**
   * Its owner may be saying yes at this moment: one of the two waits, and then sees what the other did. Taken before
   * anybody's channels, as saying yes does: else the two could wait for each other.
   */
  lock(tx: EntityManager, requestId: string): Promise<JoinConfirmation | null> {
    return tx.findOne(JoinConfirmation, { where: { requestId }, lock: { mode: 'pessimistic_write' } });
  }

  /** Its owner has said yes. */
  confirmed(tx: EntityManager, requestId: string): Promise<boolean> {
    return tx.existsBy(JoinConfirmation, { requestId, confirmedAt: Not(IsNull()) });
  }

  /**
   * Somebody was let in: the address that they gave is theirs, and good if its owner has said yes before. Answers with
   * its channel.
   */
  async letIn(
    tx: EntityManager,
    requestId: string,
    member: Pick<Member, 'id' | 'communityId'>,
    { how, email }: JoinFacts,
  ): Promise<string | null> {
    if (how !== 'email' || !email) return null;
    const channel = await this.emails.offer(
      tx,
      { communityId: member.communityId, memberId: member.id },
      email,
    );
    const confirmed = await this.lock(tx, requestId);
    if (confirmed?.confirmedAt) await this.emails.confirm(tx, member.id, confirmed.lookup);
    return channel;
  }
}

/** Who came is let in, and where they were taken for somebody of the list, a lead has asked them. */
const waits = async (tx: EntityManager, request: JoinRequest): Promise<boolean> =>
  !request.participationId || (request.undoIds !== null && !(await lentLink(tx, request)));

const isOver = (until: Temporal.Instant | null, now: Temporal.Instant): boolean =>
  until !== null && until.epochMilliseconds <= now.epochMilliseconds;

import { Injectable } from '@nestjs/common';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { IsNull, type EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { Community } from '../community/community.entity.js';
import { MemberService } from '../community/member.service.js';
import { Links } from '../kernel/crypto/links.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Refusal } from '../kernel/refusal.js';
import { JoinConfirmations } from './join-confirm.service.js';
import { JoinCode, JoinRequest, type JoinFacts } from './join.entity.js';
import { nothingTaken, takeChoice, takeChoiceBack } from './join-undo.writes.js';
import { codeFrom, idOfForm, shutWords } from './join.rules.js';
import { lentLink, shutOf } from './join.queries.js';
import { Participation } from './participation.entity.js';
import { OWN_PAGE, ParticipationService, WAITING } from './participation.service.js';
import { Rollout, RolloutPlace } from './rollout.entity.js';

/** The ways in for who comes by themselves: codes, requests, and what becomes of them. */
@Injectable()
export class JoinService {
  constructor(
    private readonly members: MemberService,
    private readonly participations: ParticipationService,
    private readonly links: Links,
    private readonly vault: Vault,
    private readonly confirmations: JoinConfirmations,
  ) {}

  /**
   * A new code for a place, an advocate or the rollout; it replaces the one before.
   * @throws Refusal where the place is not of this rollout, or the advocate does not help in it
   */
  async newCode(
    tx: EntityManager,
    rollout: Rollout,
    of: { placeId: string | null; advocateId: string | null; enough: boolean },
    now: Temporal.Instant,
  ): Promise<JoinCode> {
    const shut = await shutOf(tx, rollout);
    if (shut) throw new Refusal('conflict', `${shutWords[shut]} A code would open nothing.`);
    const reasons = [];
    if (of.placeId && !(await tx.existsBy(RolloutPlace, { rolloutId: rollout.id, placeId: of.placeId })))
      reasons.push({ field: 'placeId', message: 'This place is not part of the move.' });
    const helps = { rolloutId: rollout.id, advocate: true };
    if (of.advocateId && !(await tx.existsBy(Participation, { ...helps, id: of.advocateId })))
      reasons.push({
        field: 'advocateId',
        message: 'This person has not agreed to help others in this move.',
      });
    if (of.enough && !(await mayBeEnough(tx, rollout)))
      reasons.push({
        field: 'enough',
        message: 'Your community is set to be careful: a lead looks at each request.',
      });
    if (reasons.length > 0) throw new Refusal('invalid', reasons);
    const same = {
      rolloutId: rollout.id,
      placeId: of.placeId ?? IsNull(),
      advocateId: of.advocateId ?? IsNull(),
    };
    await tx.update(JoinCode, { ...same, replacedAt: IsNull() }, { replacedAt: now });
    const code = codeFrom((length) => randomBytes(length));
    return tx.save(
      tx.create(JoinCode, { code, rolloutId: rollout.id, ...of, createdAt: now, replacedAt: null }),
    );
  }

  /** The rollout that a code opens; undefined alike for one that never was, was replaced, or ended at T. */
  async opened(tx: EntityManager, code: string): Promise<{ rollout: Rollout; code: JoinCode } | undefined> {
    const found = await tx.findOneBy(JoinCode, { code, replacedAt: IsNull() });
    const rollout = found && (await tx.findOneBy(Rollout, { id: found.rolloutId }));
    return !rollout || (await shutOf(tx, rollout)) ? undefined : { rollout, code: found };
  }

  /**
   * Keeps a request, sealed; answers with the token of its waiting page. Where the code is enough, it is approved.
   * The same form sent twice is one request; `once` is what makes a form itself and no other.
   */
  async ask(
    tx: EntityManager,
    { rollout, code }: { rollout: Rollout; code: JoinCode },
    { once, ...facts }: JoinFacts & { once?: string | undefined },
    now: Temporal.Instant,
  ): Promise<string> {
    const ring = await this.vault.ring(tx, rollout.communityId);
    const id = once
      ? idOfForm([code.code, once, facts.name, facts.calledThere, facts.how, facts.email])
      : randomUUID();
    const askedOn = localDay(now, rollout.plan.timeZone).toString();
    // Two presses at once: the second waits here until the first is through.
    const [kept] = await tx.query<unknown[]>(
      `insert into join_request (id, rollout_id, code, facts_sealed, asked_on) values ($1, $2, $3, $4, $5)
       on conflict (id) do nothing returning id`,
      [id, rollout.id, code.code, ring.seal(JSON.stringify(facts)), askedOn],
    );
    if (!kept) return this.waitingFor(tx, id);
    const { token } = await this.links.create(tx, { purpose: WAITING, subject: id });
    if (facts.how === 'email' && facts.email)
      await this.confirmations.ask(tx, rollout.communityId, id, facts.email, now);
    if (code.enough && (await mayBeEnough(tx, rollout))) {
      const request = await tx.findOneByOrFail(JoinRequest, { id });
      await this.approve(tx, rollout, request, null, { by: 'code', now });
    }
    return token;
  }

  private async waitingFor(tx: EntityManager, id: string): Promise<string> {
    const [link] = await tx.query<{ id: string }[]>(
      'select id from link where purpose = $1 and subject = $2 order by created_at limit 1',
      [WAITING, id],
    );
    return this.links.token(link!.id);
  }

  async factsOf(tx: EntityManager, communityId: string, request: JoinRequest): Promise<JoinFacts> {
    return JSON.parse((await this.vault.ring(tx, communityId)).open(request.factsSealed)) as JoinFacts;
  }

  /**
   * Joins the request with a member whom the approver recognised, or makes a new one. A known member's page opens for
   * who came, and what they chose counts, once a lead knows who they are (`openPage`): a name is no proof.
   */
  async approve(
    tx: EntityManager,
    rollout: Rollout,
    request: JoinRequest,
    memberId: string | null,
    { by, now }: { by: string; now: Temporal.Instant },
  ): Promise<Participation> {
    if (request.decidedAt) throw new Refusal('conflict', 'Somebody has decided about this request already.');
    const facts = await this.factsOf(tx, rollout.communityId, request);
    const code = await tx.findOneByOrFail(JoinCode, { code: request.code });
    const id = memberId ?? (await this.newMember(tx, rollout, facts, code, now));
    await this.participations.enrol(tx, rollout);
    const participation = await tx.findOneBy(Participation, { rolloutId: rollout.id, memberId: id });
    if (!participation) throw new Refusal('not-found', 'There is no such member on the roster.');
    const helper = code.advocateId !== null && !participation.advocateId;
    if (helper) await tx.update(Participation, participation.id, { advocateId: code.advocateId });
    const member = { id, communityId: rollout.communityId };
    const undoIds = memberId ? { ...nothingTaken, helper } : null;
    if (!memberId) await this.confirmations.letIn(tx, request.id, member, facts);
    await tx.update(JoinRequest, request.id, {
      ...{ participationId: participation.id, decidedAt: now, decidedBy: by, undoIds },
    });
    return tx.findOneByOrFail(Participation, { id: participation.id });
  }

  /**
   * Two people after all: who came gets a page of their own, and whatever joining changed at the other is undone.
   * Where the other's messages went to who came, so did their link: they get a new one.
   */
  async separate(
    tx: EntityManager,
    rollout: Rollout,
    request: JoinRequest,
    { by, now }: { by: string; now: Temporal.Instant },
  ): Promise<Participation> {
    const known = await this.joinedWith(tx, request);
    const undo = request.undoIds!;
    await this.confirmations.lock(tx, request.id);
    if (undo.link) await this.links.revoke(tx, undo.link, now);
    await takeChoiceBack(tx, known.memberId, undo);
    if (undo.helper) await tx.update(Participation, known.id, { advocateId: null });
    request.decidedAt = null;
    const own = await this.approve(tx, rollout, request, null, { by, now });
    // Only now: the waiting page of who came has become their own, and stays.
    if (undo.chosen && (await this.confirmations.confirmed(tx, request.id)))
      await this.participations.replaceLink(tx, known.id, now);
    return own;
  }

  /**
   * A lead has asked: it is they. Their page opens for who came, by a link of its own that can be taken away, and we
   * write to them as they chose when they came.
   */
  async openPage(
    tx: EntityManager,
    rollout: Rollout,
    request: JoinRequest,
    now: Temporal.Instant,
  ): Promise<Participation> {
    const known = await this.joinedWith(tx, request);
    const undo = request.undoIds!;
    if (await lentLink(tx, request)) return known;
    await this.confirmations.lock(tx, request.id);
    const facts = await this.factsOf(tx, rollout.communityId, request);
    const member = { id: known.memberId, communityId: rollout.communityId };
    const offer = (): Promise<string | null> => this.confirmations.letIn(tx, request.id, member, facts);
    const choice = await takeChoice(tx, member, facts, { now, offer });
    // Opened a second time, after a lead had replaced the links: what was before the first is what undoing gives back.
    const taken = undo.chosen === null ? choice : undefined;
    const link = await this.links.create(tx, { purpose: OWN_PAGE, subject: known.id });
    await tx.update(JoinRequest, request.id, { undoIds: { ...undo, ...taken, link: link.id } });
    return known;
  }

  private async joinedWith(tx: EntityManager, request: JoinRequest): Promise<Participation> {
    const { participationId: id, undoIds } = request;
    const known = id && undoIds && (await tx.findOneBy(Participation, { id }));
    if (!known) throw new Refusal('conflict', 'This request is not joined with somebody of the list.');
    return known;
  }

  private async newMember(
    tx: EntityManager,
    rollout: Rollout,
    facts: JoinFacts,
    code: JoinCode,
    now: Temporal.Instant,
  ): Promise<string> {
    const member = await this.members.add(tx, rollout.communityId, {
      displayName: facts.name,
      source: 'join',
      today: localDay(now, rollout.plan.timeZone),
      ...(facts.language && { language: facts.language }),
      ...(code.placeId && { placeId: code.placeId, ...(facts.calledThere && { handle: facts.calledThere }) }),
      // Typed by whoever sat there: it is kept unconfirmed, and not written to before its owner has said yes.
      ...(facts.how === 'email' && facts.email && { email: facts.email }),
    });
    if (facts.how === 'here')
      await tx.query(
        `insert into member_channel (community_id, member_id, kind, preferred, created_at) values ($1, $2, 'own-page', true, $3)`,
        [rollout.communityId, member.id, now.toString()],
      );
    return member.id;
  }
}

/** Where a community has to be careful no code lets anybody in by itself, an older one neither. */
async function mayBeEnough(tx: EntityManager, { communityId }: Rollout): Promise<boolean> {
  return tx.existsBy(Community, { id: communityId, care: 'open' });
}

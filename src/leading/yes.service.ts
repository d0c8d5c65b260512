import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import type { Keyring } from '../kernel/crypto/keyring.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Refusal } from '../kernel/refusal.js';
import { spokenMoment } from '../rollout/calendar.words.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { ActsOfTwo, type Shown } from './acts-of-two.js';
import { LeadTeam } from './lead-team.js';
import { TeamLetters } from './team-letters.js';
import { YesDesk } from './yes-desk.js';
import { YesRequest } from './yes.entity.js';
import { yesAnswered, yesAsked, type Answer } from './yes.mails.js';
import { changes, markOf, notNow, stateAt, usualDays, type YesKind } from './yes.rules.js';

export interface Wanted {
  kind: YesKind;
  /** Null where it is the whole community's. */
  rolloutId: string | null;
  subject: string;
}

/** One lead asks, a second one says yes or no; at the yes it is done, once. */
@Injectable()
export class YesService {
  constructor(
    private readonly desk: YesDesk,
    private readonly acts: ActsOfTwo,
    private readonly team: LeadTeam,
    private readonly vault: Vault,
    private readonly letters: TeamLetters,
  ) {}

  /**
   * Asks; asked again by the same lead, it replaces what they asked before. Answers with the request, and the mark of
   * what it showed.
   * @throws Refusal where it cannot be asked for, or another lead has asked already
   */
  ask(
    actor: Actor,
    { kind, rolloutId, subject }: Wanted,
    { reason, days = usualDays }: { reason: string; days?: number | undefined },
  ): Promise<{ id: string; seen: string }> {
    const { communityId, accountId: askedBy } = actor;
    const act = this.acts.of(kind);
    const noted = act.noted({ communityId, rolloutId, subject });
    return this.desk.act(actor, rolloutId, { what: noted.asked, reason }, async ({ tx, rollout, now }) => {
      const shown = await act.show(tx, { communityId, rollout, subject }, now);
      const { leads } = await this.team.of(tx, communityId, now);
      const open = await tx.findOneBy(YesRequest, { communityId, kind, subject, state: 'open' });
      const other = leads.find(({ id }) => id === open?.askedBy && id !== askedBy);
      if (open && other && stateAt(open, now) === 'open')
        throw new Refusal('conflict', `${other.name} has asked for this already. Answer what they ask.`);
      if (open) await tx.update(YesRequest, open.id, { state: 'withdrawn', answeredAt: now });
      const ring = await this.vault.ring(tx, communityId);
      const until = now.add({ hours: 24 * days });
      const { id } = await tx.save(
        tx.create(YesRequest, {
          ...{ communityId, rolloutId, kind, subject, askedBy, until, state: 'open', askedAt: now },
          participationId: shown.participationId ?? null,
          reasonSealed: ring.seal(reason),
          shownSealed: ring.seal(JSON.stringify(shown)),
        }),
      );
      const to = leads.filter((one) => one.id !== askedBy).map((one) => one.id);
      await this.letters.tell(
        tx,
        { communityId, rollout, to, now, key: `yes-asked/${id}` },
        ({ community, zone }) =>
          yesAsked({ community, id, title: shown.title, by: actor.name, until: spokenMoment(until, zone) }),
      );
      return { subject: noted.subject, answer: { id, seen: markOf(shown.lines) } };
    });
  }

  /**
   * A second lead's yes, or the only one's where the rule is switched off: it is done now.
   * @param seen the mark of the numbers that they looked at; where those have changed, nothing is done
   */
  async yes(actor: Actor, id: string, { seen, word }: { seen: string; word?: string }): Promise<void> {
    const { kind, rolloutId, subject, askedBy } = await this.find(actor, id);
    const { communityId, accountId: by } = actor;
    const act = this.acts.of(kind);
    const noted = act.noted({ communityId, rolloutId, subject });
    const alone = askedBy === by;
    const deed = { what: alone ? `${noted.done}-alone` : noted.done, ...(word && { reason: word }) };
    await this.desk.act(actor, rolloutId, deed, async ({ tx, rollout, now }) => {
      const request = await locked(tx, id);
      const team = await this.team.of(tx, communityId, now);
      const reasons = notNow(request, { by, team, now });
      const forbidden = alone && stateAt(request, now) === 'open';
      if (reasons.length > 0) throw new Refusal(forbidden ? 'forbidden' : 'conflict', reasons);
      const about = { communityId, rollout, subject };
      const shown = await act.show(tx, about, now);
      if (markOf(shown.lines) !== seen) throw await this.changed(tx, request, shown);
      const ring = await this.vault.ring(tx, communityId);
      await tx.update(YesRequest, id, {
        ...{ state: 'done', answeredBy: by, answeredAt: now, alone },
        wordSealed: word ? ring.seal(word) : null,
      });
      await act.do({ tx, about, request, reason: ring.open(request.reasonSealed), by, now });
      if (!alone) await this.tellAsker(tx, actor, rollout, { request, title: shown.title, answer: 'yes' });
      return { subject: noted.subject, answer: undefined };
    });
  }

  /** A no, with a word to who asked. */
  async no(actor: Actor, id: string, word: string): Promise<void> {
    const { rolloutId } = await this.find(actor, id);
    const deed = { what: 'yes.refused', reason: word };
    await this.desk.act(actor, rolloutId, deed, async ({ tx, rollout, now }) => {
      const request = await locked(tx, id);
      mustBeOpen(request, now);
      if (request.askedBy === actor.accountId)
        throw new Refusal('forbidden', 'You asked for it yourself: take it back instead.');
      const ring = await this.vault.ring(tx, actor.communityId);
      await tx.update(YesRequest, id, {
        ...{ state: 'refused', answeredBy: actor.accountId, answeredAt: now, wordSealed: ring.seal(word) },
      });
      const { title } = shownOf(ring, request);
      await this.tellAsker(tx, actor, rollout, { request, title, answer: 'no' });
      return { subject: id, answer: undefined };
    });
  }

  /** Whoever asked takes it back. */
  async withdraw(actor: Actor, id: string): Promise<void> {
    const { rolloutId } = await this.find(actor, id);
    await this.desk.act(actor, rolloutId, { what: 'yes.withdrawn' }, async ({ tx, now }) => {
      const request = await locked(tx, id);
      mustBeOpen(request, now);
      if (request.askedBy !== actor.accountId)
        throw new Refusal('forbidden', 'Only who asked for it can take it back. You can say no.');
      await tx.update(YesRequest, id, { state: 'withdrawn', answeredAt: now });
      return { subject: id, answer: undefined };
    });
  }

  private find({ communityId }: Actor, id: string): Promise<YesRequest> {
    return this.desk.read((tx) => requestOf(tx, communityId, id));
  }

  private async changed(tx: EntityManager, request: YesRequest, { lines }: Shown): Promise<Refusal> {
    const ring = await this.vault.ring(tx, request.communityId);
    const { gone, fresh } = changes(shownOf(ring, request).lines, lines);
    return new Refusal('conflict', [
      { message: 'This has changed since you looked. Nothing is done yet: look again, then answer.' },
      ...gone.map((line) => ({ message: `Before: ${line}` })),
      ...fresh.map((line) => ({ message: `Now: ${line}` })),
    ]);
  }

  private async tellAsker(
    tx: EntityManager,
    { communityId, name: by }: Actor,
    rollout: Rollout | null,
    { request: { id, askedBy }, title, answer }: { request: YesRequest; title: string; answer: Answer },
  ): Promise<void> {
    const letter = { communityId, rollout, key: `yes-answered/${id}`, to: [askedBy], now: this.desk.now() };
    await this.letters.tell(tx, letter, ({ community }) => yesAnswered({ community, id, title, by, answer }));
  }
}

/** What was shown when it was asked. */
export const shownOf = (ring: Keyring, { shownSealed }: YesRequest): Shown =>
  JSON.parse(ring.open(shownSealed)) as Shown;

/** Another community's is not found, like one that never was. */
export async function requestOf(tx: EntityManager, communityId: string, id: string): Promise<YesRequest> {
  const request = await tx.findOneBy(YesRequest, { id, communityId });
  if (!request) throw new Refusal('not-found', 'Nobody asks for this here.');
  return request;
}

const locked = (tx: EntityManager, id: string): Promise<YesRequest> =>
  tx.findOneOrFail(YesRequest, { where: { id }, lock: { mode: 'pessimistic_write' } });

function mustBeOpen(request: YesRequest, now: YesRequest['askedAt']): void {
  const state = stateAt(request, now);
  if (state !== 'open')
    throw new Refusal('conflict', `It is answered, taken back or over already: ${state}.`);
}

import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { Account } from '../access/account.entity.js';
import { Accounts } from '../access/accounts.js';
import type { Actor } from '../access/actor.js';
import { once } from '../kernel/database/reading.js';
import { Refusal, type Reason } from '../kernel/refusal.js';
import { isBefore } from '../rollout/calendar.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { LeadDesk, type AtDesk } from '../rollout/lead-desk.js';
import { tooLong } from '../rollout/rewording.rules.js';
import { Ending } from './closing.entity.js';
import { Transition } from './transition.entity.js';

/** After T: the celebration, the community's own archive, and the shutdown that two people confirm. */
@Injectable()
export class Endings {
  constructor(
    private readonly desk: LeadDesk,
    private readonly accounts: Accounts,
  ) {}

  read(actor: Actor, rolloutId: string): Promise<Partial<Ending>> {
    return this.desk.read(actor, rolloutId, async (tx) => (await endingOf(tx, rolloutId)) ?? {});
  }

  /** A lead's own words of thanks, in place of ours. They are posted too, so none of them is cut. */
  async writeCelebration(actor: Actor, rolloutId: string, words: string): Promise<void> {
    const long = tooLong({ posts: 'both' }, { body: words });
    if (long.length > 0)
      throw new Refusal(
        'invalid',
        long.map(({ message }) => ({ field: 'words', message })),
      );
    return this.change(actor, rolloutId, 'celebration.written', async (ending) => {
      if (ending.celebratedOn) throw new Refusal('conflict', 'The thanks have gone out already.');
      return { celebrationWords: words };
    });
  }

  confirmArchive(actor: Actor, rolloutId: string, note: string): Promise<void> {
    return this.change(actor, rolloutId, 'archive.kept', async (_ending, { today }) => ({
      archiveKeptOn: today,
      archiveKeptBy: actor.accountId,
      archiveNote: note,
    }));
  }

  /** Names the person who will shut the old place down. */
  ask(actor: Actor, rolloutId: string, accountId: string): Promise<void> {
    return this.change(actor, rolloutId, 'shutdown.asked', async (ending, { tx }) => {
      if (ending.shutdownDoneOn) throw new Refusal('conflict', 'It was shut down already.');
      const { communityId } = actor;
      if (!(await tx.existsBy(Account, { id: accountId, communityId, leftAt: IsNull() })))
        throw new Refusal('invalid', { field: 'accountId', message: 'Nobody who works here has this id.' });
      return { shutdownAskedOf: accountId };
    });
  }

  /** The named person has done it. */
  done(actor: Actor, rolloutId: string): Promise<void> {
    return this.change(actor, rolloutId, 'shutdown.done', async (ending, { tx, rollout, today }) => {
      const reasons: Reason[] = [];
      const transition = await tx.findOneBy(Transition, { rolloutId });
      const ends = transition?.t.add({ days: rollout.plan.archiveDays });
      if (!transition || transition.heldAt || !ends) reasons.push({ message: 'No closing day stands.' });
      else if (isBefore(today, ends))
        reasons.push({ message: `People were promised that they can read there until ${spokenDay(ends)}.` });
      if (rollout.keptBothAt) reasons.push({ message: 'Both places are kept, by decision.' });
      if (!ending.archiveKeptOn)
        reasons.push({ message: 'The export of the community’s own archive is not confirmed yet.' });
      if (!ending.shutdownAskedOf) reasons.push({ message: 'Nobody was asked yet: name the person first.' });
      else if (ending.shutdownAskedOf !== actor.accountId)
        reasons.push({ message: 'Somebody else was asked: they confirm it, or the leads ask you.' });
      if (ending.shutdownDoneOn) reasons.push({ message: 'This is confirmed already.' });
      if (reasons.length > 0) throw new Refusal('conflict', reasons);
      return { shutdownDoneOn: today, shutdownDoneBy: actor.accountId };
    });
  }

  /** A second lead has looked. Where a community has one lead only, that one may say so and confirm alone. */
  second(actor: Actor, rolloutId: string, alone: boolean): Promise<void> {
    const what = alone ? 'shutdown.confirmed-alone' : 'shutdown.confirmed';
    return this.change(actor, rolloutId, what, async (ending, { tx, today }) => {
      if (!ending.shutdownDoneOn) throw new Refusal('too-early', 'Nobody has confirmed the shutdown yet.');
      if (ending.shutdownConfirmedOn) throw new Refusal('conflict', 'This is confirmed already.');
      const leads = await this.accounts.leads(tx, actor.communityId);
      if (alone && leads.length > 1)
        throw new Refusal('forbidden', 'There is a second lead: ask them to look and confirm.');
      if (!alone && ending.shutdownDoneBy === actor.accountId)
        throw new Refusal('forbidden', 'You shut it down yourself: a second lead has to confirm it.');
      return { shutdownConfirmedOn: today, shutdownConfirmedBy: actor.accountId };
    });
  }

  private change(
    actor: Actor,
    rolloutId: string,
    what: string,
    work: (ending: Partial<Ending>, desk: AtDesk) => Promise<Partial<Ending>>,
  ): Promise<void> {
    return this.desk.act(actor, rolloutId, { what }, async (desk) => {
      const values = await work((await endingOf(desk.tx, rolloutId)) ?? {}, desk);
      await desk.tx.upsert(Ending, { rolloutId, ...values }, ['rolloutId']);
      return { subject: rolloutId, answer: undefined };
    });
  }
}

export function endingOf(tx: EntityManager, rolloutId: string): Promise<Ending | null> {
  return once(tx, `ending ${rolloutId}`, () => tx.findOneBy(Ending, { rolloutId }));
}

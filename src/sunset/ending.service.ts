import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import { Account } from '../access/account.entity.js';
import type { Actor } from '../access/actor.js';
import { once } from '../kernel/database/reading.js';
import { mustBeAsSeen, type Seen } from '../kernel/http/seen.js';
import { Refusal, type Reason } from '../kernel/refusal.js';
import { YesService } from '../leading/yes.service.js';
import { LeadDesk, type AtDesk } from '../rollout/lead-desk.js';
import { tooLong } from '../rollout/rewording.rules.js';
import { Ending } from './closing.entity.js';

/** After T: the celebration, the community's own archive, and the shutdown that takes two leads. */
@Injectable()
export class Endings {
  constructor(
    private readonly desk: LeadDesk,
    private readonly yes: YesService,
  ) {}

  read(actor: Actor, rolloutId: string): Promise<Partial<Ending>> {
    return this.desk.read(actor, rolloutId, async (tx) => (await endingOf(tx, rolloutId)) ?? {});
  }

  /** A lead's own words of thanks, in place of ours. They are posted too, so none of them is cut. */
  async writeCelebration(actor: Actor, rolloutId: string, words: string, seen?: Seen): Promise<void> {
    const long = tooLong({ posts: 'both' }, { body: words });
    if (long.length > 0)
      throw new Refusal(
        'invalid',
        long.map(({ message }) => ({ field: 'words', message })),
      );
    return this.change(actor, rolloutId, 'celebration.written', async (ending) => {
      if (ending.celebratedOn) throw new Refusal('conflict', 'The thanks have gone out already.');
      if (seen) mustBeAsSeen(seen, thanksSeen(ending));
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

  /** The named person asks a second lead for the yes that it takes. */
  async askYes(actor: Actor, rolloutId: string, reason: string): Promise<{ id: string; seen: string }> {
    const { shutdownAskedOf } = await this.read(actor, rolloutId);
    if (shutdownAskedOf && shutdownAskedOf !== actor.accountId) throw new Refusal('conflict', elseAsked);
    return this.yes.ask(actor, { kind: 'shutdown', rolloutId, subject: rolloutId }, { reason });
  }

  /** The named person has done it, after the yes. */
  done(actor: Actor, rolloutId: string): Promise<void> {
    return this.change(actor, rolloutId, 'shutdown.done', async (ending, { rollout, today }) => {
      const reasons: Reason[] = [];
      if (rollout.keptBothAt) reasons.push({ message: 'Both places are kept, by decision.' });
      if (!ending.shutdownConfirmedOn)
        reasons.push({ message: 'A second lead has not said yes yet: ask for it first.' });
      if (ending.shutdownAskedOf !== actor.accountId) reasons.push({ message: elseAsked });
      if (ending.shutdownDoneOn) reasons.push({ message: 'This is confirmed already.' });
      if (reasons.length > 0) throw new Refusal('conflict', reasons);
      return { shutdownDoneOn: today, shutdownDoneBy: actor.accountId };
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

const elseAsked = 'Somebody else was asked: they do it, or the leads ask you.';

export function endingOf(tx: EntityManager, rolloutId: string): Promise<Ending | null> {
  return once(tx, `ending ${rolloutId}`, () => tx.findOneBy(Ending, { rolloutId }));
}

/** What the page shows of the leads' words. */
export const thanksSeen = ({ celebrationWords }: Partial<Ending>): Seen => ({
  'Your words of thanks': celebrationWords ?? '',
});

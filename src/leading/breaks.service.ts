import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { In, type EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import type { Actor } from '../access/actor.js';
import { Accounts } from '../access/accounts.js';
import { Community } from '../community/community.entity.js';
import { Refusal, type Reason } from '../kernel/refusal.js';
import { isBefore } from '../rollout/calendar.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { HandsOf } from './hands.js';
import { handNamed, namedKinds } from './named-work.js';
import { LeadBreak, TaskHolder, type Moved } from './task.entity.js';
import { breakBegan, breakEnded } from './task.mails.js';
import { holderOf } from './task.rules.js';
import { STAND_IN, taskKeys } from './tasks.js';
import { TeamLetters } from './team-letters.js';
import { YesDesk } from './yes-desk.js';

export interface BreakView {
  /** Mine, if I am on one. */
  mine: { standIn: string; until: Temporal.PlainDate | null; things: number; reached: boolean } | null;
  /** For whom I stand in. */
  standingInFor: { name: string; until: Temporal.PlainDate | null; things: number }[];
  /** Who could stand in for me, and whether a letter reaches them. */
  others: { id: string; name: string; reached: boolean }[];
}

/** “I need a break”: everything of mine goes to one named colleague in one step; “I am back” can take it back. */
@Injectable()
export class Breaks {
  constructor(
    private readonly desk: YesDesk,
    private readonly accounts: Accounts,
    private readonly hands: HandsOf,
    private readonly letters: TeamLetters,
  ) {}

  view({ communityId, accountId }: Actor): Promise<BreakView> {
    return this.desk.read(async (tx) => {
      const breaks = await tx.findBy(LeadBreak, { communityId });
      const leads = await this.accounts.leads(tx, communityId);
      const name = (id: string): string =>
        leads.find((one) => one.id === id)?.name ?? 'Somebody who has left';
      const mine = breaks.find((one) => one.accountId === accountId);
      const away = new Set(breaks.map((one) => one.accountId));
      const unreached = await this.letters.unreached(
        tx,
        leads.map(({ id }) => id),
      );
      const reached = (id: string): boolean => !unreached.includes(id);
      return {
        mine: mine
          ? {
              ...{ standIn: name(mine.standIn), until: mine.until, things: thingsIn(mine.moved) },
              reached: reached(mine.standIn),
            }
          : null,
        standingInFor: breaks
          .filter(({ standIn }) => standIn === accountId)
          .map((one) => ({ name: name(one.accountId), until: one.until, things: thingsIn(one.moved) })),
        others: leads
          .filter(({ id }) => id !== accountId && !away.has(id))
          .map(({ id, name: called }) => ({ id, name: called, reached: reached(id) })),
      };
    });
  }

  /** @throws Refusal where they do not lead, are on a break themselves, or the day is over */
  begin(actor: Actor, standIn: string, until: Temporal.PlainDate | null): Promise<void> {
    const { communityId, accountId, name: by } = actor;
    return this.desk.act(actor, null, { what: 'break.began' }, async ({ tx, now }) => {
      const { timeZone } = await tx.findOneByOrFail(Community, { id: communityId });
      const { mine, others } = await this.view(actor);
      const reasons: Reason[] = [];
      if (mine) reasons.push({ message: 'You are on a break already.' });
      if (!others.some(({ id }) => id === standIn))
        reasons.push({ field: 'standIn', message: 'Choose a lead who is not on a break, and not you.' });
      if (until && isBefore(until, localDay(now, timeZone)))
        reasons.push({ field: 'until', message: 'This day is over: name one from today on, or none.' });
      if (reasons.length > 0) throw new Refusal('invalid', reasons);
      const moved: Moved[] = [];
      for (const rollout of await locked(tx, communityId)) {
        const hands = await this.hands.rollout(tx, rollout);
        const mineHere = taskKeys.filter(
          (task) => task !== STAND_IN && holderOf(task, hands)?.id === accountId,
        );
        for (const task of mineHere) await give(tx, rollout.id, task, standIn, now);
        const named = [];
        for (const kind of namedKinds) {
          const ids = await handNamed(tx, { rolloutId: rollout.id, kind, from: accountId, to: standIn });
          if (ids.length > 0) named.push({ kind, ids });
        }
        moved.push({ rolloutId: rollout.id, tasks: mineHere, named });
      }
      await tx.insert(LeadBreak, { accountId, communityId, standIn, beganAt: now, until, moved });
      const key = `break-began/${accountId}/${now.toString()}`;
      await this.letters.tell(tx, { communityId, rollout: null, to: [standIn], key, now }, ({ community }) =>
        breakBegan({ community, by, until: until && spokenDay(until), things: thingsIn(moved) }),
      );
      return { subject: accountId, answer: undefined };
    });
  }

  /** `takeBack`: what the stand-in still has of it becomes mine again. What they handed on stays where it is. */
  end(actor: Actor, takeBack: boolean): Promise<void> {
    const { communityId, accountId, name: by } = actor;
    const what = takeBack ? 'break.ended-taken-back' : 'break.ended';
    return this.desk.act(actor, null, { what }, async ({ tx, now }) => {
      const mine = await tx.findOneBy(LeadBreak, { accountId });
      if (!mine) throw new Refusal('conflict', 'You are on no break.');
      const { standIn, moved } = mine;
      const going = new Set((await locked(tx, communityId)).map(({ id }) => id));
      for (const { rolloutId, tasks, named } of takeBack
        ? moved.filter((one) => going.has(one.rolloutId))
        : []) {
        const still = await tx.findBy(TaskHolder, { rolloutId, task: In(tasks), accountId: standIn });
        for (const { task } of still) await give(tx, rolloutId, task, accountId, now);
        for (const { kind, ids } of named)
          await handNamed(tx, { rolloutId, kind, from: standIn, to: accountId, ids });
      }
      await tx.delete(LeadBreak, { accountId });
      const key = `break-ended/${accountId}/${now.toString()}`;
      await this.letters.tell(tx, { communityId, rollout: null, to: [standIn], key, now }, ({ community }) =>
        breakEnded({ community, by, back: takeBack }),
      );
      return { subject: accountId, answer: undefined };
    });
  }
}

const thingsIn = (moved: Moved[]): number =>
  moved.reduce(
    (all, { tasks, named }) => all + tasks.length + named.reduce((n, { ids }) => n + ids.length, 0),
    0,
  );

/** Moves that are planned or go on, in the order in which everybody locks them. */
const locked = (tx: EntityManager, communityId: string): Promise<Rollout[]> =>
  tx.find(Rollout, {
    where: { communityId, state: In(['draft', 'running']) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });

const give = (
  tx: EntityManager,
  rolloutId: string,
  task: TaskHolder['task'],
  accountId: string,
  handedAt: Temporal.Instant,
): Promise<unknown> => tx.upsert(TaskHolder, { rolloutId, task, accountId, handedAt }, ['rolloutId', 'task']);

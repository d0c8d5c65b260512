import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';

import type { Actor } from '../access/actor.js';
import { Refusal } from '../kernel/refusal.js';
import { LeadDesk, type AtDesk } from '../rollout/lead-desk.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { HandsOf } from './hands.js';
import { handNamed, namedIn, namedPage, namedWords, type NamedKind } from './named-work.js';
import { LeadBreak, TaskHolder } from './task.entity.js';
import { taskHanded } from './task.mails.js';
import { holderOf, type Colleague } from './task.rules.js';
import { STAND_IN, tasks, type TaskKey } from './tasks.js';
import { TeamLetters } from './team-letters.js';

/** With whether a letter reaches them. */
type Reached = Colleague & { reached: boolean };

export interface WhoView {
  rollout: Rollout;
  me: string;
  tasks: {
    key: TaskKey;
    label: string;
    phase: string | null;
    path: `/${string}` | null;
    holder: Colleague;
  }[];
  /** Things with a name on them, by kind and name. */
  named: { kind: NamedKind; words: string; path: `/${string}` | null; holder: Colleague }[];
  leads: readonly Reached[];
  people: readonly Reached[];
  breaks: { who: string; standIn: string; until: Temporal.PlainDate | null }[];
}

/** Who does what in a rollout: each task has one name, and can be handed over. */
@Injectable()
export class Tasks {
  constructor(
    private readonly desk: LeadDesk,
    private readonly hands: HandsOf,
    private readonly letters: TeamLetters,
  ) {}

  view(actor: Actor, rolloutId: string): Promise<WhoView> {
    return this.desk.read(actor, rolloutId, async (tx, rollout) => {
      const hands = await this.hands.rollout(tx, rollout);
      const { people } = hands;
      const unreached = await this.letters.unreached(
        tx,
        people.map(({ id }) => id),
      );
      const withReach = (one: Colleague): Reached => ({ ...one, reached: !unreached.includes(one.id) });
      const name = (id: string): string =>
        people.find((one) => one.id === id)?.name ?? 'Somebody who has left';
      const named = await namedIn(tx, rolloutId);
      const breaks = await tx.findBy(LeadBreak, { communityId: rollout.communityId });
      return {
        ...{ rollout, leads: hands.leads.map(withReach), people: people.map(withReach), me: actor.accountId },
        tasks: tasks.map(({ path, ...task }) => ({
          ...task,
          path: path && path(rolloutId),
          holder: holderOf(task.key, hands)!,
        })),
        named: named.map(({ kind, holder, count }) => ({
          ...{ kind, words: namedWords(kind, count), path: namedPage(rolloutId, kind) },
          holder: { id: holder, name: name(holder) },
        })),
        breaks: breaks.map(({ accountId, standIn, until }) => ({
          ...{ who: name(accountId), standIn: name(standIn), until },
        })),
      };
    });
  }

  /** @throws Refusal where they do not lead, or it is theirs already */
  hand(actor: Actor, rolloutId: string, task: TaskKey, to: string): Promise<void> {
    return this.desk.act(actor, rolloutId, { what: `task.handed-over.${task}` }, async (desk) => {
      const { tx, rollout, now } = desk;
      const hands = await this.hands.rollout(tx, rollout);
      mustBeOne(task === STAND_IN ? hands.people : hands.leads, to);
      if (holderOf(task, hands)?.id === to) throw theirs();
      await tx.upsert(TaskHolder, { rolloutId, task, accountId: to, handedAt: now }, ['rolloutId', 'task']);
      const { label } = tasks.find(({ key }) => key === task)!;
      await this.tell(desk, actor, to, { key: task, what: label });
      return { subject: rolloutId, answer: undefined };
    });
  }

  /** Everything open of a kind that carries one name gets another. */
  handNamed(
    actor: Actor,
    rolloutId: string,
    { kind, from, to }: { kind: NamedKind; from: string; to: string },
  ): Promise<void> {
    return this.desk.act(actor, rolloutId, { what: `task.handed-over.${kind}` }, async (desk) => {
      const { tx, rollout } = desk;
      mustBeOne((await this.hands.rollout(tx, rollout)).leads, to);
      if (from === to) throw theirs();
      const ids = await handNamed(tx, { rolloutId, kind, from, to });
      if (ids.length === 0) throw new Refusal('conflict', 'Nothing of this carries that name any more.');
      await this.tell(desk, actor, to, { key: kind, what: namedWords(kind, ids.length) });
      return { subject: rolloutId, answer: undefined };
    });
  }

  private tell(
    { tx, rollout, now }: AtDesk,
    { accountId, communityId, name: by }: Actor,
    to: string,
    { key, what }: { key: string; what: string },
  ): Promise<void> {
    if (to === accountId) return Promise.resolve();
    return this.letters.tell(
      tx,
      { communityId, rollout, now, to: [to], key: `task-handed/${key}/${to}/${now.toString()}` },
      ({ community }) => taskHanded({ community, by, what, rolloutId: rollout.id }),
    );
  }
}

export function mustBeOne(people: readonly Colleague[], id: string): void {
  if (!people.some((one) => one.id === id))
    throw new Refusal('invalid', { field: 'to', message: 'Choose somebody who works here and may do it.' });
}

const theirs = (): Refusal => new Refusal('conflict', { field: 'to', message: 'It is theirs already.' });

import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { CommunityService } from '../community/community.service.js';
import { moment } from '../kernel/database/columns.js';
import { mustBeAsSeen, type Seen } from '../kernel/http/seen.js';
import { LeadDesk } from './lead-desk.js';
import { playbook, type PlayKey } from './playbook.js';
import { PlaySettings, waits } from './play-settings.service.js';
import type { PlayRow } from './plays.js';
import type { Rollout } from './rollout.entity.js';

/** One line of the list of what happens by itself. */
export interface PlayLine {
  row: PlayRow & { play: PlayKey };
  next: Temporal.Instant | null;
  off: boolean;
  changed: boolean;
  /** Changed after the start: not said until a lead approves it. */
  waits: boolean;
}

/** What a move is called, and who answers for the data of its community. */
export interface Naming {
  name: string;
  responsible: string;
  contact: string;
}

export interface SettingsView {
  rollout: Rollout;
  plays: PlayLine[];
  naming: Naming;
}

/** What leads decide about a move once, and seldom again. */
@Injectable()
export class Settings {
  constructor(
    private readonly desk: LeadDesk,
    private readonly settings: PlaySettings,
    private readonly communities: CommunityService,
  ) {}

  look(actor: Actor, rolloutId: string): Promise<SettingsView> {
    return this.desk.read(actor, rolloutId, async (tx, rollout) => ({
      rollout,
      plays: await this.plays(tx, rolloutId),
      naming: await this.naming(tx, rollout),
    }));
  }

  /** @param seen what the page showed when it was opened, if a page sent it */
  rename(actor: Actor, rolloutId: string, given: Partial<Naming>, seen?: Seen): Promise<Naming> {
    return this.desk.act(actor, rolloutId, { what: 'rollout.named' }, async ({ tx, rollout }) => {
      const now = await this.naming(tx, rollout);
      if (seen) mustBeAsSeen(seen, namingSeen(now));
      const { name, responsible, contact } = { ...now, ...given };
      rollout.name = name;
      await tx.save(rollout);
      await this.communities.setResponsible(tx, rollout.communityId, { name: responsible, contact });
      return { subject: rolloutId, answer: { name, responsible, contact } };
    });
  }

  private async naming(tx: EntityManager, { name, communityId }: Rollout): Promise<Naming> {
    const responsible = await this.communities.responsible(tx, communityId);
    return { name, responsible: responsible.name, contact: responsible.contact };
  }

  private async plays(tx: EntityManager, rolloutId: string): Promise<PlayLine[]> {
    const kept = await this.settings.of(tx, rolloutId);
    const next = await tx.query<{ play: PlayKey; due_at: Date }[]>(
      `select play, min(due_at) as due_at from occurrence
        where rollout_id = $1 and state in ('planned', 'held') group by play`,
      [rolloutId],
    );
    return playbook.map((row) => {
      const setting = kept.get(row.play);
      const due = next.find(({ play }) => play === row.play);
      return {
        row,
        next: due ? moment(due.due_at) : null,
        off: setting?.off ?? false,
        changed: Boolean(setting && (setting.reworded ?? setting.hour ?? setting.movedDays !== 0)),
        waits: waits(row, setting),
      };
    });
  }
}

/** What the page shows of these, in words. */
export const namingSeen = ({ name, responsible, contact }: Naming): Seen => ({
  'What the move is called': name,
  'Who is responsible': responsible,
  'How to reach them': contact,
});

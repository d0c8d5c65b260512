import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Clock } from '../kernel/clock.js';
import { AgendaService } from './agenda.service.js';
import { gate } from './gate.rules.js';
import { LeadDesk } from './lead-desk.js';
import { PauseWatch } from './pause-watch.js';
import { PhaseAside, type Beside } from './phase-aside.js';
import { Phase } from './phase.entity.js';
import { phases } from './phases.js';
import type { Rollout } from './rollout.entity.js';
import type { PhaseKey } from './words.js';

export interface PhaseView {
  rollout: Rollout;
  phase: Phase;
  /** Who closed it, by name. */
  closedBy: string | null;
  /** A lead asked a second one to close it in spite of its gate. */
  asked: { by: string; mine: boolean; request: string } | null;
  /** No other lead could say yes. */
  alone: boolean;
  beside: Beside;
}

export interface PauseView {
  rollout: Rollout;
  /** Messages to people that are held back now. */
  waiting: number;
  /** In which messages: in people, how many have it and how many wait. */
  held: { key: string; play: string; went: number; waits: number }[];
  /** What speaks and is due within 7 days. */
  soon: number;
  /** The closing day, or notices before it, that fell into the pause: going on needs a new day first. */
  fell: string[];
  /** Its last phase is closed: only what follows is still said. */
  closed: boolean;
}

/** What a lead looks at before closing a phase or pausing. Reads only. */
@Injectable()
export class CourseView {
  constructor(
    private readonly desk: LeadDesk,
    private readonly clock: Clock,
    private readonly pauses: PauseWatch,
    private readonly agenda: AgendaService,
    private readonly aside: PhaseAside,
  ) {}

  phase(actor: Actor, rolloutId: string, key: PhaseKey): Promise<PhaseView> {
    return this.desk.read(actor, rolloutId, async (tx, rollout) => {
      const phase = (await tx.findOneBy(Phase, { rolloutId, key })) ?? (await this.ofDraft(tx, rollout, key));
      const [asked] = await tx.query<{ by: string; id: string; request: string }[]>(
        `select a.name as by, a.id, y.id as request from yes_request y join account a on a.id = y.asked_by
          where y.rollout_id = $1 and y.kind = 'gate' and y.subject = $2 and y.state = 'open' and y.until > $3`,
        [rolloutId, key, this.clock.now().toString()],
      );
      const [closer] = await tx.query<{ names: string | null }[]>(
        `select string_agg(name, ' and ' order by name) as names from account where id = any ($1)`,
        [[phase.closedBy, phase.overrideSecondedBy]],
      );
      const [team] = await tx.query<[{ n: number; off: boolean }]>(
        `select count(*)::int as n, exists (select from leads_alone where community_id = $1) as off from account
          where community_id = $1 and left_at is null and role in ('lead', 'admin') and id <> $2`,
        [actor.communityId, actor.accountId],
      );
      return {
        ...{ rollout, phase, alone: team.n === 0 && !team.off },
        beside: await this.aside.of(tx, rollout, key),
        closedBy: closer?.names ? `${closer.names}${alone(phase) ? ' alone' : ''}` : null,
        asked: asked ? { by: asked.by, request: asked.request, mine: asked.id === actor.accountId } : null,
      };
    });
  }

  /** Phases have no rows before the start. Its gate shows what will be asked. */
  private async ofDraft(tx: EntityManager, rollout: Rollout, key: PhaseKey): Promise<Phase> {
    const facts = await this.agenda.factsOf(tx, rollout);
    const none = { openedOn: null, closedOn: null, closedBy: null, overrideReason: null };
    return tx.create(Phase, {
      ...{ rolloutId: rollout.id, key, ...none, overrideSecondedBy: null },
      gate: gate(phases[key].gate, { plan: rollout.plan, facts }),
    });
  }

  pause(actor: Actor, rolloutId: string): Promise<PauseView> {
    return this.desk.read(actor, rolloutId, async (tx, rollout) => {
      const now = this.clock.now();
      const [counts] = await tx.query<[{ waiting: number; soon: number; closed: boolean }]>(
        `select (select count(*)::int from delivery where rollout_id = $1 and state = 'held') as waiting,
                (select count(*)::int from occurrence
                  where rollout_id = $1 and state = 'planned' and speaks and due_at > $2 and due_at <= $3) as soon,
                exists (select from phase where rollout_id = $1 and key = 'sunset' and closed_on is not null) as closed`,
        [rolloutId, now.toString(), now.add({ hours: 7 * 24 }).toString()],
      );
      const held = await tx.query<PauseView['held']>(
        `select n.key, n.play, count(*) filter (where d.state in ('accepted', 'bounced', 'told'))::int as went,
                count(*) filter (where d.state = 'held')::int as waits
           from notice n join delivery d on d.notice_id = n.id where n.rollout_id = $1
          group by n.id having bool_or(d.state = 'held') order by n.created_at desc, n.key limit 20`,
        [rolloutId],
      );
      return { rollout, ...counts, held, fell: await this.pauses.fell(tx, rollout, now) };
    });
  }
}

/** Past its gate, by the only lead. */
const alone = ({ closedBy, overrideSecondedBy }: Phase): boolean =>
  closedBy !== null && closedBy === overrideSecondedBy;

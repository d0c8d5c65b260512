import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { Accounts } from '../access/accounts.js';
import type { Actor } from '../access/actor.js';
import { Clock } from '../kernel/clock.js';
import { Vault } from '../kernel/crypto/vault.js';
import { day } from '../kernel/database/columns.js';
import { Refusal } from '../kernel/refusal.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { Ending } from './closing.entity.js';
import { endingOf } from './ending.service.js';
import { Transition } from './transition.entity.js';

type Day = Temporal.PlainDate;

export interface Audience {
  rollout: Rollout;
  people: number;
  today: Day;
  announced: boolean;
}

export interface PersonView {
  rollout: Rollout;
  participationId: string;
  name: string;
  /** Who helps them, and so could tell them. */
  helper: string | null;
  teller: string | null;
  promisedOn: Day | null;
  /** As two leads signed it; both names are one where the only lead did it alone. */
  exception: { by: string; agreedBy: string; reason: string } | null;
  /** A lead asks for one; a second has not answered yet. */
  asked: { by: string; mine: boolean; request: string } | null;
  /** T; null while no day stands. */
  t: Day | null;
  today: Day;
}

export interface EndingView {
  rollout: Rollout;
  ending: Partial<Ending>;
  /** T, and the day until which the old place can be read; null while no day stands. */
  t: Day | null;
  archiveEnds: Day | null;
  today: Day;
  leads: { id: string; name: string }[];
  me: string;
}

/** What leads look at before they settle a name or end the old place. Reads only. */
@Injectable()
export class SunsetViews {
  constructor(
    private readonly desk: LeadDesk,
    private readonly vault: Vault,
    private readonly accounts: Accounts,
    private readonly clock: Clock,
  ) {}

  /** The rollout, with the number of people whom an announcement tells, and whether there was one. */
  audience(actor: Actor, rolloutId: string): Promise<Audience> {
    return this.desk.read(actor, rolloutId, async (tx, rollout, today) => {
      const [row] = await tx.query<[{ people: number }]>(
        `select count(*)::int as people from participation p
           join member m on m.id = p.member_id and m.gone is null and m.erased_at is null
          where p.rollout_id = $1`,
        [rolloutId],
      );
      const announced = await tx.existsBy(Transition, { rolloutId });
      return { rollout, people: row.people, today, announced };
    });
  }

  person(actor: Actor, rolloutId: string, participationId: string): Promise<PersonView> {
    return this.desk.read(actor, rolloutId, async (tx, rollout, today) => {
      const [row] = await tx.query<PersonRow[]>(
        `select m.display_name as name, h.display_name as helper, o.teller, o.promised_on, o.exception_reason_sealed,
                one.name as by, two.name as agreed
           from participation p join member m on m.id = p.member_id and m.gone is null and m.erased_at is null
           left join participation hp on hp.id = p.advocate_id left join member h on h.id = hp.member_id
           left join open_name o on o.participation_id = p.id
           left join account one on one.id = o.exception_by
           left join account two on two.id = o.seconded_by
          where p.id = $1 and p.rollout_id = $2`,
        [participationId, rolloutId],
      );
      if (!row) throw new Refusal('not-found', 'There is no such person in this move.');
      const transition = await tx.findOneBy(Transition, { rolloutId });
      const ring = await this.vault.ring(tx, rollout.communityId);
      const [asked] = await tx.query<{ id: string; by: string; asker: string }[]>(
        `select y.id, a.name as by, a.id as asker from yes_request y join account a on a.id = y.asked_by
          where y.participation_id = $1 and y.kind = 'exception' and y.state = 'open' and y.until > $2`,
        [participationId, this.clock.now().toString()],
      );
      return {
        ...{ rollout, participationId, today, name: row.name, helper: row.helper, teller: row.teller },
        promisedOn: row.promised_on === null ? null : day(row.promised_on),
        exception: row.exception_reason_sealed && {
          by: row.by ?? 'A lead',
          agreedBy: row.agreed ?? 'a second one',
          reason: ring.open(row.exception_reason_sealed),
        },
        asked: asked ? { by: asked.by, request: asked.id, mine: asked.asker === actor.accountId } : null,
        t: transition && !transition.heldAt ? transition.t : null,
      };
    });
  }

  ending(actor: Actor, rolloutId: string): Promise<EndingView> {
    return this.desk.read(actor, rolloutId, async (tx, rollout, today) => {
      const transition = await tx.findOneBy(Transition, { rolloutId });
      const t = transition && !transition.heldAt ? transition.t : null;
      const leads = await this.accounts.leads(tx, actor.communityId);
      return {
        ...{ rollout, today, t, me: actor.accountId },
        ending: (await endingOf(tx, rolloutId)) ?? {},
        archiveEnds: t && t.add({ days: rollout.plan.archiveDays }),
        leads: leads.map(({ id, name }) => ({ id, name })),
      };
    });
  }
}

interface PersonRow {
  name: string;
  helper: string | null;
  teller: string | null;
  promised_on: string | null;
  exception_reason_sealed: Buffer | null;
  by: string | null;
  agreed: string | null;
}

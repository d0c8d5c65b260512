import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { day } from '../kernel/database/columns.js';
import { stageSql } from './participants.queries.js';
import type { Stage } from './participants.rules.js';

/** Somebody in one move, as a lead sees to them. */
export interface OneParticipant {
  participationId: string;
  memberId: string;
  name: string;
  stage: Stage;
  pilot: boolean;
  advocate: boolean;
  /** Came, or tries it first, and did not say no: only they can help others. */
  couldHelp: boolean;
  wave: number | null;
  moved: boolean;
  invitedOn: Temporal.PlainDate | null;
  arrivedOn: Temporal.PlainDate | null;
  helper: { id: string; name: string } | null;
  /** Whether they count in adoption's denominator; null while nobody was counted yet. */
  counted: 'yes' | 'assumed' | 'taken out' | null;
}

type Row = Omit<OneParticipant, 'invitedOn' | 'arrivedOn' | 'helper'> & {
  invited_on: string | null;
  arrived_on: string | null;
  helper_id: string | null;
  helper_name: string | null;
};

export async function participantOf(
  tx: EntityManager,
  rolloutId: string,
  participationId: string,
): Promise<OneParticipant | undefined> {
  const [row] = await tx.query<Row[]>(
    `select p.id as "participationId", m.id as "memberId", m.display_name as name, ${stageSql} as stage,
            p.pilot, p.advocate, (p.arrived_on is not null or p.pilot) and p.outcome is null as "couldHelp",
            w.number as wave, coalesce(i.moved, false) as moved, p.invited_on, p.arrived_on,
            h.id as helper_id, hm.display_name as helper_name,
            case when b.participation_id is null then null when b.taken_out_on is not null then 'taken out'
                 when b.evidence = 'assumed' then 'assumed' else 'yes' end as counted
       from participation p join member m on m.id = p.member_id
       left join invitation i on i.participation_id = p.id left join wave w on w.id = i.wave_id
       left join participation h on h.id = p.advocate_id left join member hm on hm.id = h.member_id
       left join baseline_member b on b.participation_id = p.id
      where p.rollout_id = $1 and p.id = $2 and m.gone is null and m.erased_at is null`,
    [rolloutId, participationId],
  );
  if (!row) return undefined;
  const { invited_on, arrived_on, helper_id, helper_name, ...one } = row;
  return Object.assign(one, {
    invitedOn: invited_on === null ? null : day(invited_on),
    arrivedOn: arrived_on === null ? null : day(arrived_on),
    helper: helper_id === null ? null : { id: helper_id, name: helper_name ?? '' },
  });
}

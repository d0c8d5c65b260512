import type { EntityManager } from 'typeorm';
import { moment } from '../kernel/database/columns.js';
import type { Form } from './form.js';
import type { Round } from './round.entity.js';
import type { Survey } from './survey.entity.js';

/** That somebody was asked in a round, and what. */
export interface Asked {
  round: Pick<Round, 'id' | 'rolloutId' | 'closesAt' | 'closedAt'>;
  survey: Pick<Survey, 'name' | 'secrecy'>;
  form: Form;
  /** The questions that come with Changeover, not a lead’s own. */
  ours: boolean;
  answered: boolean;
  /** A helper sat beside them. */
  withHelp: boolean;
}

interface Row extends Omit<Asked, 'round' | 'survey'> {
  id: string;
  rolloutId: string;
  closes: Date;
  closed: Date | null;
  name: Survey['name'];
  secrecy: Survey['secrecy'];
}

const ASKED = `
  select r.id, r.rollout_id as "rolloutId", r.closes_at as closes, r.closed_at as closed, s.name, s.secrecy,
         v.form, v.written_by is null as ours, t.answered, t.with_help as "withHelp"
    from survey_turnout t
    join survey_round r on r.id = t.round_id
    join survey s on s.id = r.survey_id
    join survey_version v on v.id = r.version_id
   where t.participation_id = $1`;

/** Null where this person was not asked in that round. */
export async function askedIn(
  tx: EntityManager,
  roundId: string,
  participationId: string,
): Promise<Asked | null> {
  const [row] = await tx.query<Row[]>(`${ASKED} and t.round_id = $2`, [participationId, roundId]);
  return row ? read(row) : null;
}

/** Every round in which this person was asked and that is not closed yet, newest first. */
export async function askedNow(tx: EntityManager, participationId: string): Promise<Asked[]> {
  const rows = await tx.query<Row[]>(
    `${ASKED} and r.closed_at is null order by r.opened_at desc, s.name, r.id`,
    [participationId],
  );
  return rows.map(read);
}

function read({ id, rolloutId, closes, closed, name, secrecy, ...row }: Row): Asked {
  return {
    ...row,
    round: { id, rolloutId, closesAt: moment(closes), closedAt: closed && moment(closed) },
    survey: { name, secrecy },
  };
}

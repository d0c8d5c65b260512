import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Facts } from '../rollout/facts.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { ProvidesFact } from '../rollout/sockets.js';

@Injectable()
export class SurveysFacts {
  /** Counts who is still there: whoever was erased neither was asked nor answered. */
  @ProvidesFact('surveys.pilot-rounds')
  pilotRounds(tx: EntityManager, rollout: Rollout): Promise<Facts['surveys.pilot-rounds']> {
    return tx.query(
      `select r.number, r.closed_at is not null as closed, count(t.round_id)::int as asked,
              (count(t.round_id) filter (where t.answered))::int as answered
         from survey s join survey_round r on r.survey_id = s.id
         left join survey_turnout t on t.round_id = r.id
        where s.rollout_id = $1 and s.name = 'pilot'
        group by r.id order by r.number`,
      [rollout.id],
    );
  }
}

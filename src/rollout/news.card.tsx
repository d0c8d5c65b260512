import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { day } from '../kernel/database/columns.js';
import { OwnPageCard, type OwnPageVisit } from './sockets.js';

/** The newest stands open, the one before is one press away. */
const SHOWN = 2;

/** The update of each fortnight, for whoever does not look into the places. It is for everybody: no row a person. */
@Injectable()
export class NewsCard {
  @OwnPageCard(46)
  async news({ tx, rollout, say }: OwnPageVisit): Promise<VNode | null> {
    // What was to come next will not come.
    if (rollout.cancelledAt || rollout.keptBothAt) return null;
    const updates = await tx.query<{ id: string; due_on: string; long: string }[]>(
      `select distinct on (n.created_at, n.id) n.id, p.due_on, p.long from notice n join post p on p.notice_id = n.id
        where n.rollout_id = $1 and n.play = 'rollout.update' and n.stopped_at is null and not p.withdrawn
        order by n.created_at desc, n.id, p.id limit ${SHOWN}`,
      [rollout.id],
    );
    if (updates.length === 0) return null;
    return (
      <section>
        <h2>{say('News')}</h2>
        {updates.map(({ id, due_on, long }, i) => (
          <details key={id} open={i === 0}>
            <summary>{say.day(day(due_on))}</summary>
            <div class="stack">
              {long.split('\n').map((line) => (
                <p key={line}>{line}</p>
              ))}
            </div>
          </details>
        ))}
      </section>
    );
  }
}

import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { HearsOfMail } from '../notices/sockets.js';
import { AgendaService } from './agenda.service.js';
import { AlertService } from './alert.service.js';

const about = ['mail', 'server'] as const;

/** Our mail server refuses: the leads of each move that waits for it hear of it once, until it carries again. */
@Injectable()
export class MailWatch {
  constructor(
    private readonly agenda: AgendaService,
    private readonly alerts: AlertService,
  ) {}

  @HearsOfMail()
  async heard(
    tx: EntityManager,
    told: { rolloutIds: string[]; trouble: string } | 'carries',
  ): Promise<boolean> {
    const open = await tx.query<{ rollout_id: string }[]>(
      'select rollout_id from alert where kind = $1 and subject = $2 and ended_at is null order by 1',
      [...about],
    );
    const known = new Set(open.map((row) => row.rollout_id));
    const changed = told === 'carries' ? [...known] : told.rolloutIds.filter((id) => !known.has(id));
    for (const id of changed) {
      await tx.query('select 1 from rollout where id = $1 for update', [id]);
      if (told === 'carries') await this.alerts.end(tx, id, ...about);
      else
        await this.alerts.raise(
          tx,
          id,
          ...about,
          `${told.trouble} Messages wait and are tried again by themselves. Whoever hosts this must look at it.`,
        );
      await this.agenda.replan(tx, id);
    }
    return changed.length > 0;
  }
}

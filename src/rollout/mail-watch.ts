import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { HearsOfMail, type OwnMail } from '../notices/sockets.js';
import { AgendaService } from './agenda.service.js';
import { AlertService } from './alert.service.js';

/** Our own mail is in trouble: the leads of each move that it is about hear of it once, until it is well again. */
@Injectable()
export class MailWatch {
  constructor(
    private readonly agenda: AgendaService,
    private readonly alerts: AlertService,
  ) {}

  @HearsOfMail()
  async heard(tx: EntityManager, { about, trouble }: OwnMail): Promise<boolean> {
    const open = await tx.query<{ rollout_id: string }[]>(
      'select rollout_id from alert where kind = $1 and subject = $2 and ended_at is null order by 1',
      ['mail', about],
    );
    const known = new Set(open.map((row) => row.rollout_id));
    const changed = trouble === null ? [...known] : trouble.rolloutIds.filter((id) => !known.has(id));
    for (const id of changed) {
      await tx.query('select 1 from rollout where id = $1 for update', [id]);
      if (trouble === null) await this.alerts.end(tx, id, 'mail', about);
      else await this.alerts.raise(tx, id, 'mail', about, trouble.text);
      await this.agenda.replan(tx, id);
    }
    return changed.length > 0;
  }
}

import { Controller, Get, Header } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { series } from '../adoption/adoption.queries.js';
import { Clock } from '../kernel/clock.js';
import { Api, Input } from '../kernel/http/api.js';
import { idField } from '../kernel/http/fields.js';
import { Refusal } from '../kernel/refusal.js';
import { gradesOf } from '../notices/ledger.queries.js';
import { grades } from '../notices/words.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { adoptionCsv, proofCsv } from './csv.rules.js';

const params = z.object({ rolloutId: idField });
type Params = z.output<typeof params>;

/** Figures to take along. Counts only: nobody's name is in them. */
@Controller('api/v1/rollouts/:rolloutId/reports')
@Who('viewer')
export class ReportsController {
  private readonly tx: EntityManager;

  constructor(
    dataSource: DataSource,
    private readonly clock: Clock,
  ) {
    this.tx = dataSource.manager;
  }

  @Get('adoption.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="adoption.csv"')
  @Api({ summary: 'Adoption, a row a day', params, answer: 'text/csv' })
  async adoption(@By() actor: Actor, @Input('params') { rolloutId }: Params): Promise<string> {
    await this.mustBeOurs(actor, rolloutId);
    return adoptionCsv(await series(this.tx, rolloutId));
  }

  @Get('proof.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="proof.csv"')
  @Api({ summary: 'How surely people were told, a row a notice', params, answer: 'text/csv' })
  async proof(@By() actor: Actor, @Input('params') { rolloutId }: Params): Promise<string> {
    await this.mustBeOurs(actor, rolloutId);
    const notices = await this.tx.query<{ key: string }[]>('select key from notice where rollout_id = $1', [
      rolloutId,
    ]);
    const keys = notices.map(({ key }) => key);
    return proofCsv(await gradesOf(this.tx, rolloutId, keys, this.clock.now()), grades);
  }

  private async mustBeOurs({ communityId }: Actor, id: string): Promise<void> {
    if (!(await this.tx.existsBy(Rollout, { communityId, id })))
      throw new Refusal('not-found', 'There is no such rollout.');
  }
}

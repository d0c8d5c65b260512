import { Controller, Get, Header } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { may } from '../access/access.rules.js';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Clock } from '../kernel/clock.js';
import { Api, Input } from '../kernel/http/api.js';
import { idField } from '../kernel/http/fields.js';
import { Refusal } from '../kernel/refusal.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { files, type FileName } from './files.js';

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
  adoption(@By() actor: Actor, @Input('params') { rolloutId }: Params): Promise<string> {
    return this.file(actor, rolloutId, 'adoption');
  }

  @Get('proof.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="proof.csv"')
  @Api({ summary: 'How surely people were told, a row a notice', params, answer: 'text/csv' })
  proof(@By() actor: Actor, @Input('params') { rolloutId }: Params): Promise<string> {
    return this.file(actor, rolloutId, 'proof');
  }

  @Get('said.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="said.csv"')
  @Api({ summary: 'What was said to members, a row a purpose', params, answer: 'text/csv' })
  said(@By() actor: Actor, @Input('params') { rolloutId }: Params): Promise<string> {
    return this.file(actor, rolloutId, 'said');
  }

  @Get('surveys.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="surveys.csv"')
  @Api({
    summary: 'Closed rounds of every survey, counted, a row an answer; nothing of fewer than five people',
    ...{ params, answer: 'text/csv' },
  })
  surveys(@By() actor: Actor, @Input('params') { rolloutId }: Params): Promise<string> {
    return this.file(actor, rolloutId, 'surveys');
  }

  @Get('stuck.csv')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="stuck.csv"')
  @Api({ summary: 'Times in which newcomers got stuck', params, answer: 'text/csv' })
  stuck(@By() actor: Actor, @Input('params') { rolloutId }: Params): Promise<string> {
    return this.file(actor, rolloutId, 'stuck');
  }

  private async file({ communityId, role }: Actor, id: string, name: FileName): Promise<string> {
    const rollout = await this.tx.findOneBy(Rollout, { communityId, id });
    if (!rollout) throw new Refusal('not-found', 'There is no such rollout.');
    return files[name]({ tx: this.tx, rollout, now: this.clock.now(), leads: may(role, ['lead']) });
  }
}

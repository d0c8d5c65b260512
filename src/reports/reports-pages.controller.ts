import { Readable } from 'node:stream';
import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { may } from '../access/access.rules.js';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { series } from '../adoption/adoption.queries.js';
import { forecastOf } from '../adoption/forecast.queries.js';
import { Clock } from '../kernel/clock.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { pagesOf, pagesOfViewers } from '../rollout/lead-nav.js';
import { pathId } from '../rollout/path-id.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { fileNames, files } from './files.js';
import { ReportsPage } from './reports.pages.js';
import { roundsOf, saidOf, stuckOf } from './reports.queries.js';

/** Figures on a page, and the same as files for whoever is signed in there. */
@Controller('rollouts/:rolloutId/reports')
@Who('viewer')
export class ReportsPagesController {
  private readonly tx: EntityManager;

  constructor(
    dataSource: DataSource,
    private readonly clock: Clock,
  ) {
    this.tx = dataSource.manager;
  }

  @Get()
  @Page()
  async show(
    @By() actor: Actor,
    @Param('rolloutId') id: string,
    @Query('open') open?: string,
  ): Promise<PageAnswer> {
    const rollout = await this.rollout(actor, id);
    const now = this.clock.now();
    const zone = rollout.plan.timeZone;
    const today = localDay(now, zone);
    const leads = may(actor.role, ['lead']);
    const adoption = await series(this.tx, rollout.id);
    return ReportsPage({
      ...{ rollout, today, adoption, open, leads },
      nav: (leads ? pagesOf : pagesOfViewers)(rollout.id, 'reports'),
      forecast: leads ? await forecastOf(this.tx, rollout, today, adoption) : null,
      said: await saidOf(this.tx, rollout.id, now),
      rounds: await roundsOf(this.tx, rollout.id, zone, now),
      stuck: await stuckOf(this.tx, rollout.id),
    });
  }

  @Get(':file')
  async file(
    @By() actor: Actor,
    @Param('rolloutId') id: string,
    @Param('file') asked: string,
  ): Promise<StreamableFile> {
    const rollout = await this.rollout(actor, id);
    const name = fileNames.find((one) => `${one}.csv` === asked);
    if (!name) throw new Refusal('not-found', 'There is no such file.');
    const now = this.clock.now();
    const text = await files[name]({ tx: this.tx, rollout, now, leads: may(actor.role, ['lead']) });
    return new StreamableFile(Readable.from([text], { objectMode: false }), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${name}.csv"`,
    });
  }

  private async rollout({ communityId }: Actor, id: string): Promise<Rollout> {
    const found = await this.tx.findOneBy(Rollout, { communityId, id: pathId(id) });
    if (!found) throw new Refusal('not-found', 'There is no such move.');
    return found;
  }
}

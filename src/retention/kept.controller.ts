import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { By, type Actor } from '../access/actor.js';
import { zoneOf } from '../access/community-day.js';
import { Who } from '../access/who.js';
import { Clock } from '../kernel/clock.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { Kept } from '../privacy/kept.service.js';
import { KeptPage } from './kept.pages.js';

/** What data is kept: for who answers for it, and to print for who asks. */
@Controller('kept')
@Who('lead')
export class KeptController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly kept: Kept,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Page()
  async show(@By() { communityId }: Actor): Promise<PageAnswer> {
    const { elsewhere } = this.kept;
    const timeZone = await zoneOf(this.dataSource.manager, communityId);
    return KeptPage({ kinds: await this.kept.of(communityId), elsewhere, at: this.clock.now(), timeZone });
  }
}

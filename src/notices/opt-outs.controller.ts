import { Controller, Get, Param, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { StopPage } from './opt-outs.pages.js';
import { OptOuts } from './opt-outs.service.js';

/**
 * "No more messages of this kind": the address in each such message. Looking at it changes nothing, because mail
 * programs look at links; one POST does, from the button here or from the reader's mail program (RFC 8058).
 */
@Controller('m/:token/stop/:purpose')
export class OptOutsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly optOuts: OptOuts,
  ) {}

  @Get()
  @Page()
  async show(@Param('token') token: string, @Param('purpose') kind: string): Promise<PageAnswer> {
    const purpose = this.optOuts.purposeOf(kind);
    const tx = this.dataSource.manager;
    const stopped = await this.optOuts.stopped(tx, await this.optOuts.memberOf(tx, token));
    return StopPage({ path: `/m/${token}`, purpose, stopped: stopped.includes(purpose) });
  }

  /** Answers with a page and not with a redirection, which mail programs do not follow. */
  @Post()
  @Page()
  async stop(@Param('token') token: string, @Param('purpose') kind: string): Promise<PageAnswer> {
    const purpose = this.optOuts.purposeOf(kind);
    await this.dataSource.transaction(async (tx) =>
      this.optOuts.stop(tx, await this.optOuts.memberOf(tx, token), purpose, this.clock.now()),
    );
    return StopPage({ path: `/m/${token}`, purpose, stopped: true });
  }

  @Post('undo')
  @Page()
  async undo(@Param('token') token: string, @Param('purpose') kind: string): Promise<PageAnswer> {
    const purpose = this.optOuts.purposeOf(kind);
    await this.dataSource.transaction(async (tx) =>
      this.optOuts.allow(tx, await this.optOuts.memberOf(tx, token), purpose),
    );
    return StopPage({ path: `/m/${token}`, purpose, stopped: false });
  }
}

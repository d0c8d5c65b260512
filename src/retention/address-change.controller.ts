import { Controller, Get, Param, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Page, withStatus, type PageAnswer } from '../kernel/http/page.js';
import { Scenes } from '../rollout/scene.js';
import { AddressChanges } from './address-change.service.js';
import { NewAddressGonePage, NewAddressPage, NewAddressSetPage } from './reach.pages.js';

/** The page behind the one message to a new address. A scanner that opens it has confirmed nothing. */
@Controller('address/:token')
export class AddressChangeController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: AddressChanges,
    private readonly scenes: Scenes,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Page()
  show(@Param('token') token: string): Promise<PageAnswer> {
    return this.dataSource.transaction(async (tx) => {
      const opened = await this.changes.open(tx, token, this.clock.now());
      if (!opened) return withStatus(404, NewAddressGonePage());
      const scene = await this.scenes.of(tx, opened.rollout);
      return opened.channel.state === 'unconfirmed'
        ? NewAddressPage({ scene, token })
        : NewAddressSetPage({ scene });
    });
  }

  @Post()
  @Page()
  confirm(@Param('token') token: string): Promise<PageAnswer> {
    return this.dataSource.transaction(async (tx) => {
      const opened = await this.changes.open(tx, token, this.clock.now());
      if (!opened) return withStatus(404, NewAddressGonePage());
      await this.changes.confirm(tx, opened.channel);
      return NewAddressSetPage({ scene: await this.scenes.of(tx, opened.rollout) });
    });
  }
}

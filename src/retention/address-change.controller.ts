import { Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { DataSource } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Page, withStatus, type PageAnswer } from '../kernel/http/page.js';
import { AddressTakenPage, AskAddressPage, NothingOpensPage } from '../rollout/join-confirm.pages.js';
import { Scenes, type Scene } from '../rollout/scene.js';
import { AddressChanges } from './address-change.service.js';

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
      if (!opened) return withStatus(404, gone());
      const scene = await this.scenes.of(tx, opened.rollout);
      return opened.channel.state === 'unconfirmed' ? asked(scene, token) : taken(scene);
    });
  }

  @Post()
  @Page()
  confirm(@Param('token') token: string): Promise<PageAnswer> {
    return this.dataSource.transaction(async (tx) => {
      const opened = await this.changes.open(tx, token, this.clock.now());
      if (!opened) return withStatus(404, gone());
      await this.changes.confirm(tx, opened.channel);
      return taken(await this.scenes.of(tx, opened.rollout));
    });
  }
}

const asked = (scene: Scene, token: string): VNode =>
  AskAddressPage({
    ...{ scene, action: `/address/${token}` },
    about: `Somebody of ${scene.community} typed it as their new one. It is about the move from ${scene.oldPlace}.`,
  });
const taken = (scene: Scene): VNode =>
  AddressTakenPage({ scene, also: 'We write to your old address no more.' });
const gone = (): VNode =>
  NothingOpensPage({
    why: 'another address was typed since',
    children: 'Your own page takes a new address. No link to it any more? Ask whoever leads the move.',
  });

import { Controller, Get, Headers, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { DataSource } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Page, withStatus, type PageAnswer } from '../kernel/http/page.js';
import { wantedBy } from '../kernel/language/language.rules.js';
import { speak } from '../kernel/language/say.js';
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
  show(@Param('token') token: string, @Headers('accept-language') accepts?: string): Promise<PageAnswer> {
    return this.dataSource.transaction(async (tx) => {
      const opened = await this.changes.open(tx, token, this.clock.now());
      if (!opened) return withStatus(404, gone(accepts));
      const scene = await this.scenes.forStranger(tx, opened.rollout, accepts);
      return opened.channel.state === 'unconfirmed' ? asked(scene, token) : taken(scene);
    });
  }

  @Post()
  @Page()
  confirm(@Param('token') token: string, @Headers('accept-language') accepts?: string): Promise<PageAnswer> {
    return this.dataSource.transaction(async (tx) => {
      const opened = await this.changes.open(tx, token, this.clock.now());
      if (!opened) return withStatus(404, gone(accepts));
      await this.changes.confirm(tx, opened.channel);
      return taken(await this.scenes.forStranger(tx, opened.rollout, accepts));
    });
  }
}

const asked = (scene: Scene, token: string): VNode => {
  const { say, community, oldPlace } = scene;
  const about = say(
    'Somebody of {community} typed it as their new one. It is about the move from {oldPlace}.',
    { community, oldPlace },
  );
  return AskAddressPage({ scene, about, action: `/address/${token}` });
};
const taken = (scene: Scene): VNode =>
  AddressTakenPage({ scene, also: scene.say('We write to your old address no more.') });
const gone = (accepts: string | undefined): VNode => {
  const say = speak(...wantedBy(accepts));
  return NothingOpensPage({
    say,
    why: say('It may be too old, or another address was typed since.'),
    children: say('Your own page takes a new address. No link to it any more? Ask whoever leads the move.'),
  });
};

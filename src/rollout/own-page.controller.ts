import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Member } from '../community/member.entity.js';
import { Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { Notices } from '../notices/notices.service.js';
import { happening } from './own-page.queries.js';
import { NotMePage, OwnPage } from './own-page.pages.js';
import { OwnPages } from './own-page.service.js';
import { saidWords } from './own-page.words.js';
import { Scenes } from './scene.js';
import { SocketBoard } from './socket-board.js';

/** A GET shows and never changes anything: scanners and previews follow links too. */
@Controller('m/:token')
export class OwnPageController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ownPages: OwnPages,
    private readonly scenes: Scenes,
    private readonly board: SocketBoard,
    private readonly notices: Notices,
  ) {}

  @Get()
  @Page()
  show(@Param('token') token: string, @Query('said') said?: string): Promise<PageAnswer> {
    return this.dataSource.transaction(async (tx) => {
      const visit = await this.ownPages.open(tx, token);
      const { rollout, participation, path } = visit;
      const member = await tx.findOneByOrFail(Member, { id: participation.memberId });
      const scene = await this.scenes.of(tx, rollout);
      const { sentences, unread } = await happening(tx, rollout, participation, scene);
      return OwnPage({
        firstName: member.displayName.split(/\s+/)[0] ?? '',
        cards: await this.board.cards(visit),
        said: said === undefined ? null : saidWords(said),
        happening: sentences,
        ...{ path, scene, unread },
      });
    });
  }

  @Get('not-me')
  @Page()
  notMe(@Param('token') token: string): Promise<PageAnswer> {
    return this.dataSource.transaction(async (tx) => {
      const { rollout, path } = await this.ownPages.open(tx, token);
      return NotMePage({ path, scene: await this.scenes.of(tx, rollout) });
    });
  }

  /** “I have read this.” */
  @Post('seen')
  @Page()
  seen(@Param('token') token: string): Promise<PageAnswer> {
    return this.dataSource.transaction(async (tx) => {
      const { rollout, participation, now } = await this.ownPages.open(tx, token);
      await this.notices.confirm(tx, participation.memberId, rollout.id, now);
      return seeOther(`/m/${token}?said=seen`);
    });
  }
}

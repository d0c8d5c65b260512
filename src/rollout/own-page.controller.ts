import { Controller, Get, Param, Query } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Member } from '../community/member.entity.js';
import { reading } from '../kernel/database/reading.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { firstName } from '../notices/fill.rules.js';
import { Readings } from '../notices/readings.service.js';
import { happening } from './own-page.queries.js';
import { NotMePage, OwnPage } from './own-page.pages.js';
import { OwnPages } from './own-page.service.js';
import { saidWords } from './own-page.words.js';
import { Scenes } from './scene.js';
import { SocketBoard } from './socket-board.js';
import { ON_OWN_PAGE } from './told.pages.js';

/** A GET shows and never changes anything: scanners and previews follow links too. */
@Controller('m/:token')
export class OwnPageController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ownPages: OwnPages,
    private readonly scenes: Scenes,
    private readonly board: SocketBoard,
    private readonly readings: Readings,
  ) {}

  @Get()
  @Page()
  show(@Param('token') token: string, @Query('said') said?: string): Promise<PageAnswer> {
    return this.look(async (tx) => {
      const visit = await this.ownPages.open(tx, token);
      const { rollout, participation, path, say } = visit;
      const member = await tx.findOneByOrFail(Member, { id: participation.memberId });
      const scene = await this.scenes.of(tx, rollout, say);
      const letters = await this.readings.of(tx, member.id, rollout.id, { most: ON_OWN_PAGE + 1 });
      return OwnPage({
        firstName: firstName(member.displayName),
        cards: await this.board.cards(visit),
        said: said === undefined ? null : saidWords(said, say),
        happening: await happening(tx, rollout, scene, visit.now),
        told: {
          ...{ path, say, now: visit.now, timeZone: rollout.plan.timeZone },
          letters: letters.slice(0, ON_OWN_PAGE),
          more: letters.length > ON_OWN_PAGE,
        },
        ...{ path, scene },
      });
    });
  }

  @Get('not-me')
  @Page()
  notMe(@Param('token') token: string): Promise<PageAnswer> {
    return this.look(async (tx) => {
      const { rollout, path, say } = await this.ownPages.open(tx, token);
      return NotMePage({ path, scene: await this.scenes.of(tx, rollout, say) });
    });
  }

  private look(draw: (tx: EntityManager) => Promise<PageAnswer>): Promise<PageAnswer> {
    return this.dataSource.transaction((tx) => reading(tx, () => draw(tx)));
  }
}

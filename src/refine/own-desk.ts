import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import type { VNode } from 'preact';
import { seeOther, type PageAnswer } from '../kernel/http/page.js';
import { Notices } from '../notices/notices.service.js';
import { localDay } from '../rollout/calendar.rules.js';
import { OwnPages } from '../rollout/own-page.service.js';
import type { OwnPageVisit } from '../rollout/sockets.js';

export interface AtOwnDesk extends OwnPageVisit {
  /** In the rollout's zone. */
  today: Temporal.PlainDate;
}

/** What every act from an own page has in common: one transaction, and then back to a page, never acted twice. */
@Injectable()
export class OwnDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pages: OwnPages,
    private readonly notices: Notices,
  ) {}

  /**
   * @param token of the own page
   * @param work answers where to go on: a path below the own page, '' for the page itself
   */
  act(token: string, work: (desk: AtOwnDesk) => Promise<string>): Promise<PageAnswer> {
    return this.dataSource.transaction(async (tx) => {
      const visit = await this.pages.open(tx, token);
      const below = await work({ ...visit, today: localDay(visit.now, visit.rollout.plan.timeZone) });
      // Whoever acts has had what was said to them until now.
      await this.notices.confirm(tx, visit.participation.memberId, visit.rollout.id, visit.now);
      return seeOther(`${visit.path}${below}` as `/${string}`);
    });
  }

  /** Looking changes nothing: scanners and previews follow links too. */
  async look(token: string, draw: (desk: AtOwnDesk) => Promise<VNode>): Promise<VNode> {
    const visit = await this.pages.open(this.dataSource.manager, token);
    return draw({ ...visit, today: localDay(visit.now, visit.rollout.plan.timeZone) });
  }
}

import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import type { VNode } from 'preact';
import { localDay } from '../kernel/local-day.js';
import { seeOther, type PageAnswer } from '../kernel/http/page.js';
import { msg } from '../kernel/language/message.js';
import { Refusal } from '../kernel/refusal.js';
import { Notices } from '../notices/notices.service.js';
import { AgendaService } from './agenda.service.js';
import { OwnPages } from './own-page.service.js';
import { RolloutService } from './rollout.service.js';
import type { OwnPageVisit } from './sockets.js';

export interface AtOwnDesk extends OwnPageVisit {
  /** In the rollout's zone. */
  today: Temporal.PlainDate;
}

/**
 * What every act from an own page has in common: one transaction, whoever acts has had what was said to them until
 * now, and then back to a page, so that nothing is done twice. An act that changes what gates or agenda know marks the
 * rollout, and the next tick looks at it.
 */
@Injectable()
export class OwnDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly pages: OwnPages,
    private readonly notices: Notices,
    private readonly rollouts: RolloutService,
    private readonly agenda: AgendaService,
  ) {}

  /**
   * @param token of the own page
   * @param work answers where to go on: a path below the own page, '' for the page itself
   * @param changes whether a gate or the agenda may look different after it
   */
  act(
    token: string,
    work: (desk: AtOwnDesk) => Promise<string>,
    changes: 'facts' | 'nothing' = 'nothing',
  ): Promise<PageAnswer> {
    return this.visit(token, async (desk) => {
      const below =
        changes === 'facts' ? await this.change(desk, () => work(desk)) : await this.heard(desk, work(desk));
      return seeOther(`${desk.path}${below}` as `/${string}`);
    });
  }

  /** Anything else below an own page, in one transaction: a form that may come back, a file. */
  visit<T>(token: string, work: (desk: AtOwnDesk) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(async (tx) => {
      const visit = await this.pages.open(tx, token);
      return theirs(visit, () => work({ ...visit, today: localDay(visit.now, visit.rollout.plan.timeZone) }));
    });
  }

  /** Looking changes nothing: scanners and previews follow links too. */
  async look(token: string, draw: (desk: AtOwnDesk) => Promise<VNode>): Promise<VNode> {
    const visit = await this.pages.open(this.dataSource.manager, token);
    return theirs(visit, () => draw({ ...visit, today: localDay(visit.now, visit.rollout.plan.timeZone) }));
  }

  /**
   * Within a visit that has written nothing yet: an act that changes a fact. The rollout is locked first, as every
   * lead act does, so that nobody waits for each other in a circle.
   */
  async change<T>(visit: OwnPageVisit, work: () => Promise<T>): Promise<T> {
    const { tx, rollout, participation } = visit;
    await this.rollouts.lock(tx, participation.communityId, rollout.id);
    const answer = await this.heard(visit, work());
    await this.agenda.mark(tx, rollout.id);
    return answer;
  }

  private async heard<T>({ tx, rollout, participation, now }: OwnPageVisit, work: Promise<T>): Promise<T> {
    const answer = await work;
    await this.notices.confirm(tx, participation.memberId, rollout.id, now);
    return answer;
  }
}

/** What is refused within a visit is said in its member's language, and leads back to their page. */
async function theirs<T>({ say, path }: OwnPageVisit, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) {
      error.language ??= say.language;
      error.back ??= { to: path, label: msg('Back to your page') };
    }
    throw error;
  }
}

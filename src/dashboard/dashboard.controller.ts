import { Controller, Get, Param, Query, Req, Sse, type MessageEvent } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { DataSource, type EntityManager } from 'typeorm';
import { may } from '../access/access.rules.js';
import { By, type Actor, type ActorRequest } from '../access/actor.js';
import { SESSION_COOKIE } from '../access/session-cookie.js';
import { SignIn } from '../access/sign-in.js';
import { Who } from '../access/who.js';
import { Clock } from '../kernel/clock.js';
import { idField } from '../kernel/http/fields.js';
import { Live, printOf } from '../kernel/http/live.js';
import { Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { pageIn } from '../kernel/ui/paging.js';
import { Refusal } from '../kernel/refusal.js';
import { Ahead } from '../rollout/ahead.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { FrontPage, RolloutsPage } from './front.pages.js';
import { OverviewPage } from './overview.pages.js';
import { overviewOf, shownOf } from './overview.queries.js';
import { MessagesPage, RecordPage } from './record.pages.js';
import { messagesIn, messagesOf, readers, recordCounts, recordOf, recordStates } from './record.queries.js';

@Controller()
export class DashboardController {
  private readonly tx: EntityManager;

  constructor(
    dataSource: DataSource,
    private readonly clock: Clock,
    private readonly signIn: SignIn,
    private readonly streams: Live,
    private readonly ahead: Ahead,
  ) {
    this.tx = dataSource.manager;
  }

  @Get('/')
  @Page()
  async front(@Req() request: ActorRequest): Promise<PageAnswer> {
    const secret = request.cookies[SESSION_COOKIE];
    const known = secret ? await this.signIn.bySession(secret).catch(() => null) : null;
    if (!known) {
      const [row] = await this.tx.query<[{ somebody: boolean }]>(
        'select exists (select from account) as somebody',
      );
      return FrontPage({ setUp: row.somebody });
    }
    const { communityId } = known.actor;
    const rollouts = await this.tx.find(Rollout, { where: { communityId }, order: { name: 'ASC' } });
    if (rollouts.length === 0 && may(known.actor.role, ['lead'])) return seeOther('/begin');
    const leads = may(known.actor.role, ['lead']);
    // Whoever reads figures, and does nothing else, begins with these.
    const below = leads ? '' : '/reports';
    return rollouts.length === 1
      ? seeOther(`/rollouts/${rollouts[0]!.id}${below}`)
      : RolloutsPage({ rollouts, leads, below });
  }

  @Get('rollouts/:rolloutId')
  @Who('viewer')
  @Page()
  async overview(
    @By() { communityId, accountId, role }: Actor,
    @Param('rolloutId') id: string,
    @Query('open') open?: string,
  ): Promise<PageAnswer> {
    const it = isId(id)
      ? await overviewOf(this.tx, { communityId, id }, { now: this.clock.now(), reader: accountId })
      : null;
    if (!it) throw new Refusal('not-found', 'There is no such move.');
    const counts = await this.ahead.counts(
      it.rollout,
      it.coming.map(({ key }) => key),
    );
    return OverviewPage({ it, counts, open, leads: may(role, ['lead']) });
  }

  /** Beside the overview: says when it has become old. */
  @Sse('rollouts/:rolloutId/live')
  @Who('viewer')
  async live(
    @By() { communityId, accountId }: Actor,
    @Param('rolloutId') id: string,
    @Query('seen') seen = '',
  ): Promise<Observable<MessageEvent>> {
    const print = async (): Promise<string> => {
      const it = isId(id)
        ? await overviewOf(this.tx, { communityId, id }, { now: this.clock.now(), reader: accountId })
        : null;
      if (!it) throw new Refusal('not-found', 'There is no such move.');
      return printOf(shownOf(it));
    };
    await print();
    return this.streams.old(seen, print);
  }

  @Get('rollouts/:rolloutId/record')
  @Who('lead')
  @Page()
  async record(
    @By() actor: Actor,
    @Param('rolloutId') id: string,
    @Query('state') state?: string,
    @Query('page') given?: string,
  ): Promise<PageAnswer> {
    const rollout = await this.rollout(actor, id);
    const only = recordStates.find((one) => one === state);
    const page = pageIn(given);
    const rows = await recordOf(this.tx, id, only ? [only] : recordStates, page);
    return RecordPage({ rollout, rows, only, page, counts: await recordCounts(this.tx, id) });
  }

  @Get('rollouts/:rolloutId/messages')
  @Who('viewer')
  @Page()
  async messages(
    @By() actor: Actor,
    @Param('rolloutId') id: string,
    @Query('to') given?: string,
    @Query('page') part?: string,
  ): Promise<PageAnswer> {
    const rollout = await this.rollout(actor, id);
    const lead = may(actor.role, ['lead']);
    const to = readers.find((one) => one === given && lead) ?? 'members';
    const page = pageIn(part);
    const rows = await messagesOf(this.tx, id, to, page);
    return MessagesPage({ rollout, to, rows, lead, page, all: await messagesIn(this.tx, id, to) });
  }

  private async rollout({ communityId }: Actor, id: string): Promise<Rollout> {
    const found = isId(id) ? await this.tx.findOneBy(Rollout, { communityId, id }) : null;
    if (!found) throw new Refusal('not-found', 'There is no such move.');
    return found;
  }
}

const isId = (text: string): boolean => idField.safeParse(text).success;

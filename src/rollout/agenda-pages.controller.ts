import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { submit } from '../kernel/http/form.js';
import { Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { parse } from '../kernel/http/parse.js';
import { spoken } from '../kernel/language/language.rules.js';
import { Refusal } from '../kernel/refusal.js';
import type { FormState } from '../kernel/ui/forms.js';
import { LedgerDesk } from '../notices/ledger.desk.js';
import { Stops } from '../notices/stops.service.js';
import { OccurrencePage } from './agenda.pages.js';
import { occurrencePath } from './lead-nav.js';
import { OccurrenceViews } from './occurrence-view.service.js';
import { OccurrenceService } from './occurrence.service.js';
import { pathId } from './path-id.js';
import { howMany } from './rollout.schemas.js';

const why = z.object({ reason: z.string().trim().max(2000).optional() });

/** Reading, stopping, sending, skipping one occurrence. After each act the same page says what is so now, in numbers. */
@Controller('rollouts/:rolloutId/agenda/:key')
@Who('lead')
export class AgendaPagesController {
  constructor(
    private readonly views: OccurrenceViews,
    private readonly occurrences: OccurrenceService,
    private readonly stops: Stops,
    private readonly ledger: LedgerDesk,
  ) {}

  @Get()
  @Page()
  async show(
    @By() actor: Actor,
    @Param() { rolloutId, key }: Path,
    @Query('language') language?: string,
  ): Promise<PageAnswer> {
    const view = await this.views.of(actor, pathId(rolloutId), key, spoken(language));
    return OccurrencePage({ view });
  }

  /** Stopping asks nothing. What went out a moment before says so, and what of it can still be stopped. */
  @Post('hold')
  @Page()
  hold(@By() actor: Actor, @Param() path: Path): Promise<PageAnswer> {
    return this.decide(path, (id, key) => this.occurrences.hold(actor, id, key, 'stopped by a lead'));
  }

  @Post('resume')
  @Page()
  resume(@By() actor: Actor, @Param() path: Path): Promise<PageAnswer> {
    return this.decide(path, (id, key) => this.occurrences.resume(actor, id, key));
  }

  @Post('send')
  @Page()
  send(@By() actor: Actor, @Param() path: Path, @Body() body: unknown): Promise<PageAnswer> {
    return this.toMany(actor, path, body, (id, key, people) => this.occurrences.send(actor, id, key, people));
  }

  @Post('skip')
  @Page()
  skip(@By() actor: Actor, @Param() path: Path, @Body() body: unknown): Promise<PageAnswer> {
    const { reason } = parse(why, body ?? {});
    return this.decide(path, (id, key) =>
      this.occurrences.skip(actor, id, key, reason || 'skipped by a lead'),
    );
  }

  @Post('stop')
  @Page()
  stop(@By() actor: Actor, @Param() path: Path): Promise<PageAnswer> {
    return this.decide(path, async (id, key) => {
      const noticeId = await this.noticeOf(actor, id, key);
      await this.ledger.act(actor, 'notice.stopped', noticeId, (tx, now) =>
        this.stops.stop(tx, actor.communityId, noticeId, now),
      );
      await this.stops.settled(noticeId);
    });
  }

  @Post('go-on')
  @Page()
  goOn(@By() actor: Actor, @Param() path: Path, @Body() body: unknown): Promise<PageAnswer> {
    return this.toMany(actor, path, body, async (id, key, people) => {
      const noticeId = await this.noticeOf(actor, id, key);
      await this.ledger.act(actor, 'notice.resumed', noticeId, (tx, now) =>
        this.stops.resume(tx, actor.communityId, noticeId, now, people),
      );
    });
  }

  /** What may go to many asks for their number; a wrong one is said beside the field. */
  private async toMany(
    actor: Actor,
    path: Path,
    body: unknown,
    act: (rolloutId: string, key: string, people: number | undefined) => Promise<unknown>,
  ): Promise<PageAnswer> {
    const id = pathId(path.rolloutId);
    const page = {
      path: occurrencePath(id, path.key),
      draw: async (form: FormState) =>
        OccurrencePage({ view: await this.views.of(actor, id, path.key), form }),
    };
    return submit(page, howMany, body, ({ people }) => quicker(act(id, path.key, people)));
  }

  private async noticeOf(actor: Actor, rolloutId: string, key: string): Promise<string> {
    const { tally } = await this.views.of(actor, rolloutId, key);
    if (!tally) throw new Refusal('not-found', 'Nothing was said for this.');
    return tally.noticeId;
  }

  private async decide(
    { rolloutId, key }: Path,
    act: (rolloutId: string, key: string) => Promise<unknown>,
  ): Promise<PageAnswer> {
    await quicker(act(pathId(rolloutId), key));
    return seeOther(occurrencePath(rolloutId, key));
  }
}

/** Somebody was quicker, the clock or another lead: the page shows what is so now. */
async function quicker(deed: Promise<unknown>): Promise<void> {
  try {
    await deed;
  } catch (error) {
    if (!(error instanceof Refusal && error.kind === 'conflict')) throw error;
  }
}

interface Path {
  rolloutId: string;
  key: string;
}

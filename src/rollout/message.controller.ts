import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { idField } from '../kernel/http/fields.js';
import { press, submit, type FormPage } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { Bounces } from '../notices/bounces.js';
import { retried } from '../notices/fates.rules.js';
import { LedgerDesk } from '../notices/ledger.desk.js';
import { Retries } from '../notices/retries.service.js';
import { Stops } from '../notices/stops.service.js';
import { messagePath } from './lead-nav.js';
import { MessagePage } from './message.pages.js';
import { MessageViews } from './message-view.service.js';
import { pathId } from './path-id.js';
import { howMany } from './rollout.schemas.js';

const trying = howMany.extend({
  fates: z
    .enum(retried)
    .transform((fate) => [fate])
    .optional(),
});

const arriving = z.object({ delivery: idField });

/** One message: its words, and what became of it. Who leads sees names, stops it, and lets it be tried again. */
@Controller('rollouts/:rolloutId/messages/:notice')
@Who('lead')
export class MessageController {
  constructor(
    private readonly messages: MessageViews,
    private readonly ledger: LedgerDesk,
    private readonly retries: Retries,
    private readonly stops: Stops,
    private readonly bounces: Bounces,
  ) {}

  @Get()
  @Who('viewer')
  @Page()
  async show(
    @By() actor: Actor,
    @Param() path: Path,
    @Query() query: Record<string, string>,
  ): Promise<PageAnswer> {
    return MessagePage(await this.messages.look(actor, pathId(path.rolloutId), path.notice, query));
  }

  /** One kind of failure at a time; refused, the page comes back with that one open. */
  @Post('again')
  @Page()
  async again(@By() actor: Actor, @Param() path: Path, @Body() body: unknown): Promise<PageAnswer> {
    const meant = trying.safeParse(body ?? {});
    const state = (meant.success && meant.data.fates?.[0]) || undefined;
    const page = await this.page(actor, path, state ? { state } : {});
    return submit(page, trying, body, (which) =>
      this.ledger.act(actor, 'notice.tried-again', page.id, (tx, now) =>
        this.retries.again(tx, actor.communityId, page.id, now, which),
      ),
    );
  }

  /** What came back from somebody reached them all the same. */
  @Post('arrived')
  @Page()
  async arrived(@By() actor: Actor, @Param() path: Path, @Body() body: unknown): Promise<PageAnswer> {
    const page = await this.page(actor, path);
    const rollout = { communityId: actor.communityId, rolloutId: pathId(path.rolloutId) };
    return submit(page, arriving, body, ({ delivery }) =>
      this.ledger.act(actor, 'notice.arrived', delivery, (tx, now) =>
        this.bounces.arrived(tx, rollout, delivery, now),
      ),
    );
  }

  @Post('stop')
  @Page()
  async stop(@By() actor: Actor, @Param() path: Path): Promise<PageAnswer> {
    const page = await this.page(actor, path);
    return press(page, async () => {
      await this.ledger.act(actor, 'notice.stopped', page.id, (tx, now) =>
        this.stops.stop(tx, actor.communityId, page.id, now),
      );
      await this.stops.settled(page.id);
    });
  }

  @Post('go-on')
  @Page()
  async goOn(@By() actor: Actor, @Param() path: Path, @Body() body: unknown): Promise<PageAnswer> {
    const page = await this.page(actor, path);
    return submit(page, howMany, body, ({ people }) =>
      this.ledger.act(actor, 'notice.resumed', page.id, (tx, now) =>
        this.stops.resume(tx, actor.communityId, page.id, now, people),
      ),
    );
  }

  private async page(
    actor: Actor,
    path: Path,
    query: Record<string, string> = {},
  ): Promise<FormPage & { id: string }> {
    const props = await this.messages.look(actor, pathId(path.rolloutId), path.notice, query);
    return {
      id: props.view.id,
      path: messagePath(path.rolloutId, path.notice),
      draw: (form) => MessagePage({ ...props, form }),
    };
  }
}

interface Path {
  rolloutId: string;
  notice: string;
}

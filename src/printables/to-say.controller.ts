import { Controller, Get, Header, Param, Query, Res, type StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Clock } from '../kernel/clock.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { toSayPath } from '../rollout/lead-nav.js';
import { pathId } from '../rollout/path-id.js';
import { Printables, type ToSay } from './printables.service.js';
import { PosterPage, SlipsPage, type SheetPageProps } from './sheet.pages.js';
import { printed, textsOf, type Kind } from './sheets.js';
import { sent } from './sheets.controller.js';
import { ToSayPage } from './to-say.pages.js';

interface OneMessage {
  rolloutId: string;
  notice: string;
}

/** A message for all in every form: to post, to read aloud, to say on the phone, to hang up. */
@Controller('rollouts/:rolloutId/to-say/:notice')
@Who('lead')
export class ToSayController {
  constructor(
    private readonly printables: Printables,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Page()
  async show(@By() actor: Actor, @Param() of: OneMessage): Promise<PageAnswer> {
    return ToSayPage({ it: await this.find(actor, of) });
  }

  @Get('poster.pdf')
  @Header('cache-control', 'no-store')
  posterPdf(
    @By() actor: Actor,
    @Param() of: OneMessage,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | string> {
    return this.pdf(actor, of, 'poster', reply);
  }

  @Get('slips.pdf')
  @Header('cache-control', 'no-store')
  slipsPdf(
    @By() actor: Actor,
    @Param() of: OneMessage,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | string> {
    return this.pdf(actor, of, 'slips', reply);
  }

  @Get('poster')
  @Page()
  async poster(
    @By() actor: Actor,
    @Param() of: OneMessage,
    @Query('lacks') lacks: unknown,
  ): Promise<PageAnswer> {
    return PosterPage(await this.props(actor, of, lacks));
  }

  @Get('slips')
  @Page()
  async slips(
    @By() actor: Actor,
    @Param() of: OneMessage,
    @Query('lacks') lacks: unknown,
  ): Promise<PageAnswer> {
    return SlipsPage(await this.props(actor, of, lacks));
  }

  /** Where the PDF has no letters for a name, the page is shown instead, and says so. */
  private async pdf(
    actor: Actor,
    of: OneMessage,
    kind: Kind,
    reply: FastifyReply,
  ): Promise<StreamableFile | string> {
    const made = await printed(kind, (await this.find(actor, of)).sheet, { now: this.clock.now() });
    if ('pdf' in made) return sent(made.pdf, kind);
    const lacks = new URLSearchParams({ lacks: made.lacks.join('') }).toString();
    void reply.status(303).header('location', `${toSayPath(of.rolloutId, of.notice)}/${kind}?${lacks}`);
    return '';
  }

  private async props(actor: Actor, of: OneMessage, lacks: unknown): Promise<SheetPageProps> {
    const { sheet } = await this.find(actor, of);
    const said = textsOf(sheet).join('');
    const missing =
      typeof lacks === 'string' ? [...new Set(lacks)].filter((sign) => said.includes(sign)) : [];
    return { sheet, back: toSayPath(of.rolloutId, of.notice), lacks: missing };
  }

  private find(actor: Actor, { rolloutId, notice }: OneMessage): Promise<ToSay> {
    return this.printables.toSay(actor, pathId(rolloutId), { key: notice });
  }
}

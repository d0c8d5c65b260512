import { Controller, Get, Header, Param, Query, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Clock } from '../kernel/clock.js';
import { Api, Input } from '../kernel/http/api.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { pathId } from '../rollout/path-id.js';
import { rolloutParams } from '../rollout/rollout.schemas.js';
import { printableCss } from './printable.css.js';
import { Printables } from './printables.service.js';
import { PosterPage, SlipsPage, type SheetPageProps } from './sheet.pages.js';
import { printed, textsOf, type Kind, type Printed } from './sheets.js';

const params = rolloutParams.extend({ code: z.string() });
type Params = z.output<typeof params>;

/** Posters and slips of a code, as PDF and as pages to print. */
@Controller()
export class SheetsController {
  constructor(
    private readonly printables: Printables,
    private readonly clock: Clock,
  ) {}

  @Get('assets/printable.css')
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=31536000, immutable')
  css(): string {
    return printableCss.text;
  }

  @Get('rollouts/:rolloutId/codes/:code/poster.pdf')
  @Who('lead')
  @Header('cache-control', 'no-store')
  posterPdf(
    @By() actor: Actor,
    @Param() of: Params,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Answer {
    return this.pdf(actor, of, 'poster', reply);
  }

  @Get('rollouts/:rolloutId/codes/:code/slips.pdf')
  @Who('lead')
  @Header('cache-control', 'no-store')
  slipsPdf(@By() actor: Actor, @Param() of: Params, @Res({ passthrough: true }) reply: FastifyReply): Answer {
    return this.pdf(actor, of, 'slips', reply);
  }

  @Get('rollouts/:rolloutId/codes/:code/poster')
  @Who('lead')
  @Page()
  async poster(@By() actor: Actor, @Param() of: Params, @Query('lacks') lacks: unknown): Promise<PageAnswer> {
    return PosterPage(await this.props(actor, of, lacks));
  }

  @Get('rollouts/:rolloutId/codes/:code/slips')
  @Who('lead')
  @Page()
  async slips(@By() actor: Actor, @Param() of: Params, @Query('lacks') lacks: unknown): Promise<PageAnswer> {
    return SlipsPage(await this.props(actor, of, lacks));
  }

  @Get('api/v1/rollouts/:rolloutId/join-codes/:code/poster.pdf')
  @Who('lead')
  @Api({
    summary: 'Print the poster of a join code',
    refuses: ['conflict'],
    params,
    answer: 'application/pdf',
  })
  readPoster(@By() actor: Actor, @Input('params') of: Params): Promise<StreamableFile> {
    return this.file(actor, of, 'poster');
  }

  @Get('api/v1/rollouts/:rolloutId/join-codes/:code/slips.pdf')
  @Who('lead')
  @Api({
    summary: 'Print ten slips of a join code',
    refuses: ['conflict'],
    params,
    answer: 'application/pdf',
  })
  readSlips(@By() actor: Actor, @Input('params') of: Params): Promise<StreamableFile> {
    return this.file(actor, of, 'slips');
  }

  /** Where the PDF has no letters for a name, the page is shown instead, and says so. */
  private async pdf(actor: Actor, given: Params, kind: Kind, reply: FastifyReply): Answer {
    const of = { ...given, rolloutId: pathId(given.rolloutId) };
    const made = await this.print(actor, of, kind);
    if ('pdf' in made) return sent(made.pdf, kind);
    const lacks = new URLSearchParams({ lacks: made.lacks.join('') }).toString();
    void reply.status(303).header('location', `${pagePath(of, kind)}?${lacks}`);
    return '';
  }

  private async file(actor: Actor, of: Params, kind: Kind): Promise<StreamableFile> {
    const made = await this.print(actor, of, kind);
    if ('pdf' in made) return sent(made.pdf, kind);
    const page = pagePath(of, kind);
    throw new Refusal(
      'conflict',
      `The PDF lacks letters for ${made.lacks.join(' ')}. Print the page ${page} with a browser.`,
    );
  }

  private async print(actor: Actor, { rolloutId, code }: Params, kind: Kind): Promise<Printed> {
    const sheet = await this.printables.sheet(actor, rolloutId, code);
    return printed(kind, sheet, { now: this.clock.now() });
  }

  private async props(actor: Actor, { rolloutId, code }: Params, lacks: unknown): Promise<SheetPageProps> {
    const sheet = await this.printables.sheet(actor, pathId(rolloutId), code);
    const said = textsOf(sheet).join('');
    const missing =
      typeof lacks === 'string' ? [...new Set(lacks)].filter((sign) => said.includes(sign)) : [];
    return { sheet, back: `/rollouts/${rolloutId}/tonight`, lacks: missing };
  }
}

type Answer = Promise<StreamableFile | string>;

const pagePath = ({ rolloutId, code }: Params, kind: Kind): string =>
  `/rollouts/${rolloutId}/codes/${code}/${kind}`;

export const sent = (pdf: Readable, kind: string): StreamableFile =>
  new StreamableFile(pdf, { type: 'application/pdf', disposition: `inline; filename="${kind}.pdf"` });

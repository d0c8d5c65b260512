import { Body, Controller, Get, Headers, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { DataSource, IsNull, type EntityManager } from 'typeorm';
import { lentLink, shutOf } from './join.queries.js';
import { JoinGate } from './join-gate.js';
import { Links } from '../kernel/crypto/links.js';
import { Page, again, seeOther, withStatus, type PageAnswer } from '../kernel/http/page.js';
import type { Visitor } from '../kernel/http/visitors.js';
import { parse } from '../kernel/http/parse.js';
import { wantedBy } from '../kernel/language/language.rules.js';
import { msg } from '../kernel/language/message.js';
import { speak, type Say } from '../kernel/language/say.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm } from '../kernel/ui/forms.js';
import { JoinConfirmation, JoinRequest } from './join.entity.js';
import {
  CodePage,
  JoinPage,
  KnownPage,
  NoCodePage,
  RequestOverPage,
  TooManyPage,
  WaitingPage,
  joinForm,
} from './join.pages.js';
import { codeTyped } from './join.rules.js';
import { JoinService } from './join.service.js';
import { Participation } from './participation.entity.js';
import { WAITING } from './participation.service.js';
import { Rollout } from './rollout.entity.js';
import { Scenes } from './scene.js';

/** 128 bits that no other form has. */
const newForm = (): string => randomBytes(16).toString('base64url');

/** For whoever comes by a link, a poster or a code. It answers everybody alike and shows nobody's name. */
@Controller()
export class JoinController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly joining: JoinService,
    private readonly scenes: Scenes,
    private readonly links: Links,
    private readonly gate: JoinGate,
  ) {}

  @Get('join')
  @Page()
  ask(@Headers('accept-language') accepts?: string): PageAnswer {
    return CodePage({ say: speak(...wantedBy(accepts)), form: emptyForm() });
  }

  @Post('join')
  @Page()
  typed(@Body() body: Record<string, unknown>, @Headers('accept-language') accepts?: string): PageAnswer {
    const text = typeof body['code'] === 'string' ? body['code'] : '';
    const code = codeTyped(text);
    if (code) return seeOther(`/j/${code}`);
    const message = msg(
      'A code has eight letters and digits, for example “hq7m k3ea”. Look at the poster or the message again.',
    );
    const form = { values: { code: text }, reasons: [{ field: 'code', message }] };
    return again(CodePage({ say: speak(...wantedBy(accepts)), form }));
  }

  @Get('j/:code')
  @Page()
  async show(
    @Param('code') typed: string,
    @Req() request: FastifyRequest,
    @Headers('accept-language') accepts?: string,
  ): Promise<PageAnswer> {
    const say = speak(...wantedBy(accepts));
    const visitor = this.gate.visitor(request);
    if (!(await this.gate.mayLook(visitor)))
      return withStatus(429, TooManyPage({ say, again: this.gate.again() }));
    const code = codeTyped(typed);
    const page = await this.dataSource.transaction(async (tx) => {
      const opened = code && (await this.joining.opened(tx, code));
      if (!opened) return undefined;
      const scene = await this.scenes.forStranger(tx, opened.rollout, accepts);
      return JoinPage({ code, scene, form: emptyForm(), once: newForm() });
    });
    return page ?? this.nothing(visitor, say);
  }

  /** Whatever is refused comes back with all that was typed. */
  @Post('j/:code')
  @Page()
  async join(
    @Param('code') typed: string,
    @Req() request: FastifyRequest,
    @Body() body: Record<string, unknown>,
    @Headers('accept-language') accepts?: string,
  ): Promise<PageAnswer> {
    const code = codeTyped(typed);
    const say = speak(...wantedBy(accepts));
    const visitor = this.gate.visitor(request);
    const tooMany = (path: string): PageAnswer =>
      withStatus(429, TooManyPage({ say, again: this.gate.again(), path, typed: body }));
    if (!(await this.gate.mayLook(visitor))) return tooMany(`/j/${typed}`);
    // What is asked for by a code that opens, without a mistake in the form, is counted: before anything is written.
    const opened = code && (await this.joining.opened(this.dataSource.manager, code));
    if (!opened) return this.nothing(visitor, say);
    if (joinForm.safeParse(body).success && !(await this.gate.mayAsk(visitor, code)))
      return tooMany(`/j/${code}`);
    return this.dataSource.transaction(async (tx) => {
      try {
        const facts = parse(joinForm, body);
        const token = await this.joining.ask(tx, opened, facts, this.gate.now());
        return seeOther(`/join/${token}`);
      } catch (error) {
        if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error;
        const form = { values: body, reasons: error.reasons };
        const scene = await this.scenes.forStranger(tx, opened.rollout, accepts);
        return again(JoinPage({ code, scene, form, once: newForm() }));
      }
    });
  }

  private async nothing(visitor: Visitor, say: Say): Promise<PageAnswer> {
    await this.gate.missed(visitor);
    return withStatus(404, NoCodePage({ say }));
  }

  /** Leads to the own page once somebody has said yes. */
  @Get('join/:token')
  @Page()
  waiting(@Param('token') token: string, @Headers('accept-language') accepts?: string): Promise<PageAnswer> {
    return this.dataSource.transaction(async (tx) => {
      const say = speak(...wantedBy(accepts));
      const link = await this.links.find(tx, token, WAITING);
      const request = link && !link.revokedAt && (await tx.findOneBy(JoinRequest, { id: link.subject }));
      if (!request) return withStatus(404, RequestOverPage({ say }));
      const participation =
        request.participationId && (await tx.findOneBy(Participation, { id: request.participationId }));
      const linkId = participation && (request.undoIds ? await lentLink(tx, request) : participation.linkId);
      if (linkId) return seeOther(`/m/${this.links.token(linkId)}`);
      // A name is no proof: somebody else's page does not open for who only said theirs.
      if (participation)
        return KnownPage({
          scene: await this.scenes.forStranger(tx, await this.moveOf(tx, request), accepts),
        });
      const move = await this.moveOf(tx, request);
      // A code that was replaced takes no request with it: a lead still decides.
      if (request.decidedAt || (await shutOf(tx, move))) return withStatus(404, RequestOverPage({ say }));
      const mailed = await tx.existsBy(JoinConfirmation, { requestId: request.id, confirmedAt: IsNull() });
      return WaitingPage({ scene: await this.scenes.forStranger(tx, move, accepts), mailed });
    });
  }

  private moveOf(tx: EntityManager, { rolloutId }: JoinRequest): Promise<Rollout> {
    return tx.findOneByOrFail(Rollout, { id: rolloutId });
  }
}

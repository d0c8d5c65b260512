import { Controller, Get, Headers, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { because, Refusal } from '../kernel/refusal.js';
import { Page, withStatus, type PageAnswer } from '../kernel/http/page.js';
import { wantedBy } from '../kernel/language/language.rules.js';
import { speak } from '../kernel/language/say.js';
import { JoinConfirmations } from './join-confirm.service.js';
import { ConfirmedPage, ConfirmPage, NoConfirmationPage } from './join-confirm.pages.js';
import { JoinGate } from './join-gate.js';
import { Scenes } from './scene.js';

/** The page behind the one message to a typed address. A scanner that opens it has confirmed nothing. */
@Controller('confirm/:token')
export class JoinConfirmController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly confirmations: JoinConfirmations,
    private readonly scenes: Scenes,
    private readonly gate: JoinGate,
  ) {}

  @Get()
  @Page()
  show(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Headers('accept-language') accepts?: string,
  ): Promise<PageAnswer> {
    return this.dataSource.transaction(async (tx) => {
      if (!(await this.gate.mayLook(this.gate.visitor(request)))) throw this.tooMany();
      const opened = await this.confirmations.open(tx, token, this.gate.now());
      if (!opened) return this.nothing(request, accepts);
      const scene = await this.scenes.forStranger(tx, opened.rollout, accepts);
      return opened.confirmation.confirmedAt
        ? ConfirmedPage({ scene, waits: opened.waits })
        : ConfirmPage({ scene, token });
    });
  }

  @Post()
  @Page()
  confirm(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Headers('accept-language') accepts?: string,
  ): Promise<PageAnswer> {
    return this.dataSource.transaction(async (tx) => {
      const now = this.gate.now();
      if (!(await this.gate.mayLook(this.gate.visitor(request)))) throw this.tooMany();
      const opened = await this.confirmations.open(tx, token, now);
      if (!opened) return this.nothing(request, accepts);
      await this.confirmations.confirm(tx, opened, now);
      return ConfirmedPage({
        scene: await this.scenes.forStranger(tx, opened.rollout, accepts),
        waits: opened.waits,
      });
    });
  }

  private async nothing(request: FastifyRequest, accepts: string | undefined): Promise<PageAnswer> {
    await this.gate.missed(this.gate.visitor(request));
    return withStatus(404, NoConfirmationPage({ say: speak(...wantedBy(accepts)) }));
  }

  /** Nobody guesses these links: whoever holds one learns that it may be good, and only the house is busy. */
  private tooMany(): Refusal {
    return new Refusal(
      'too-many',
      because(
        'Many tries came from your network just now. Your link is not used up: try again {minutes, plural, =1 {in a minute} other {in # minutes}}.',
        { minutes: this.gate.again() },
      ),
    );
  }
}

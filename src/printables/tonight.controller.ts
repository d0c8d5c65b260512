import { Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { pathId } from '../rollout/path-id.js';
import { rolloutParams, type RolloutParams } from '../rollout/rollout.schemas.js';
import { Printables, type Tonight } from './printables.service.js';
import { TonightPage } from './tonight.pages.js';

const tonightAnswer = z.object({
  code: z.string(),
  spoken: z.string(),
  address: z.string().describe('The link, and where the QR code leads'),
  typed: z.string().describe('The short address at which the code is typed'),
  short: z.string().describe('To post in a chat: 600 characters at most'),
  long: z.string().describe('To post in a forum or on a mailing list'),
});
const maybe = z.object({ ready: tonightAnswer.nullable().describe('Null until there is a code for all') });

/** What can be used on the first evening. */
@Controller()
@Who('lead')
export class TonightController {
  constructor(private readonly printables: Printables) {}

  @Get('rollouts/:rolloutId/tonight')
  @Page()
  async show(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return TonightPage(await this.printables.tonight(actor, pathId(id)));
  }

  @Post('rollouts/:rolloutId/tonight')
  @Page()
  async make(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    await this.printables.makeReady(actor, pathId(id));
    return seeOther(`/rollouts/${pathId(id)}/tonight`);
  }

  @Get('api/v1/rollouts/:rolloutId/tonight')
  @Api({ summary: 'Read what to post and to print tonight', params: rolloutParams, answer: maybe })
  async read(@By() actor: Actor, @Input('params') { rolloutId }: RolloutParams): Promise<unknown> {
    return { ready: answered(await this.printables.tonight(actor, rolloutId)) };
  }

  @Post('api/v1/rollouts/:rolloutId/tonight')
  @Api({
    summary: 'Make the code for everybody, if there is none, with its words',
    refuses: ['conflict'],
    params: rolloutParams,
    answer: maybe,
  })
  async prepare(@By() actor: Actor, @Input('params') { rolloutId }: RolloutParams): Promise<unknown> {
    await this.printables.makeReady(actor, rolloutId);
    return { ready: answered(await this.printables.tonight(actor, rolloutId)) };
  }
}

const answered = ({ ready }: Tonight): z.input<typeof tonightAnswer> | null =>
  ready && {
    ...{ code: ready.code, short: ready.short, long: ready.long },
    ...{ spoken: ready.sheet.code ?? '', address: ready.sheet.address, typed: ready.sheet.typed },
  };

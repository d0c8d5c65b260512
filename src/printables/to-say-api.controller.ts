import { Controller, Get, type StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Clock } from '../kernel/clock.js';
import { Api, Input } from '../kernel/http/api.js';
import { idField } from '../kernel/http/fields.js';
import { Refusal } from '../kernel/refusal.js';
import { rolloutParams } from '../rollout/rollout.schemas.js';
import { Printables } from './printables.service.js';
import { printed, type Kind } from './sheets.js';
import { sent } from './sheets.controller.js';

const params = rolloutParams.extend({ noticeId: idField });
type Params = z.output<typeof params>;

const answer = z.object({
  language: z.string(),
  short: z.string().describe('To post in a chat: 600 characters at most'),
  long: z.string().describe('To post in a forum or on a mailing list'),
  voice: z.string().describe('To read aloud in 40 seconds'),
  phone: z.string().describe('What to say on the phone'),
});

/** A message for all in every form, for programs. */
@Controller('api/v1/rollouts/:rolloutId/notices/:noticeId')
@Who('lead')
export class ToSayApiController {
  constructor(
    private readonly printables: Printables,
    private readonly clock: Clock,
  ) {}

  @Get('to-say')
  @Api({
    summary: 'Read a message for all in every form: to post, to read aloud, to say on the phone',
    params,
    answer,
  })
  async read(@By() actor: Actor, @Input('params') { rolloutId, noticeId }: Params): Promise<unknown> {
    const { short, long, voice, phone, sheet } = await this.printables.toSay(actor, rolloutId, {
      id: noticeId,
    });
    return { language: sheet.language, short, long, voice, phone };
  }

  @Get('poster.pdf')
  @Api({
    summary: 'Print the poster of a message for all',
    refuses: ['conflict'],
    params,
    answer: 'application/pdf',
  })
  poster(@By() actor: Actor, @Input('params') of: Params): Promise<StreamableFile> {
    return this.file(actor, of, 'poster');
  }

  @Get('slips.pdf')
  @Api({
    summary: 'Print ten slips of a message for all',
    refuses: ['conflict'],
    params,
    answer: 'application/pdf',
  })
  slips(@By() actor: Actor, @Input('params') of: Params): Promise<StreamableFile> {
    return this.file(actor, of, 'slips');
  }

  private async file(actor: Actor, { rolloutId, noticeId }: Params, kind: Kind): Promise<StreamableFile> {
    const { sheet } = await this.printables.toSay(actor, rolloutId, { id: noticeId });
    const made = await printed(kind, sheet, { now: this.clock.now() });
    if ('pdf' in made) return sent(made.pdf, kind);
    throw new Refusal(
      'conflict',
      `The PDF lacks letters for ${made.lacks.join(' ')}. Print its page with a browser.`,
    );
  }
}

import { Controller, Headers, Post, Req, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { Config } from '../kernel/config.js';
import { Api } from '../kernel/http/api.js';
import { inMinutes, RateLimit } from '../kernel/http/rate-limit.js';
import { Refusal } from '../kernel/refusal.js';
import { ReturnedMail } from './returned-mail.js';

/** Of one visitor in an hour, without the secret. */
const WRONG = 30;

const Answer = z.object({
  is: z
    .enum(['bounce', 'delayed', 'delivered', 'auto-reply', 'complaint', 'letter'])
    .describe('A letter is for a person to read: keep it'),
});

/** Mail that came back, brought by the mail server of the host. */
@Controller('api/v1/hooks/bounces')
export class ReturnedController implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly limit: RateLimit,
    private readonly returned: ReturnedMail,
    private readonly host: HttpAdapterHost,
  ) {}

  /** A message goes to its reader byte by byte as it came. */
  onModuleInit(): void {
    const server = this.host.httpAdapter?.getInstance<FastifyInstance>();
    if (server && !server.hasContentTypeParser('message/rfc822'))
      server.addContentTypeParser('message/rfc822', { parseAs: 'buffer' }, (_, body, done) =>
        done(null, body),
      );
  }

  @Post()
  @Api({
    summary: 'Hand over a message that came back: raw, up to 1 MB',
    refuses: ['not-found', 'unknown-actor', 'too-many', 'invalid'],
    open: 'For the mail server of the host: it sends the secret of BOUNCE_HOOK_SECRET, "Authorization: Bearer …".',
    body: 'message/rfc822',
    answer: Answer,
  })
  async take(
    @Req() request: FastifyRequest,
    @Headers('authorization') given?: string,
  ): Promise<z.infer<typeof Answer>> {
    await this.mustKnow(request, given);
    if (!Buffer.isBuffer(request.body))
      throw new Refusal('invalid', 'Send the message itself, with the content type message/rfc822.');
    const { is } = await this.returned.take(request.body);
    return { is };
  }

  private async mustKnow(request: FastifyRequest, given = ''): Promise<void> {
    const { bounceHookSecret: secret } = this.config;
    if (secret === undefined)
      throw new Refusal('not-found', 'Nothing is taken in here: BOUNCE_HOOK_SECRET is not set.');
    // Whoever has it comes in, however many guess from behind the same proxy: it is too long to be guessed.
    if (same(given, `Bearer ${secret}`)) return;
    if (!(await this.limit.take('bounce hook', this.limit.visitor(request), WRONG))) {
      const when = inMinutes(this.limit.minutesLeft());
      throw new Refusal('too-many', `Too many attempts without the secret. Try again ${when}.`);
    }
    throw new Refusal('unknown-actor', 'Send the secret: "Authorization: Bearer …".');
  }
}

/** As long for any text, so that nobody learns by the time how much of it was right. */
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

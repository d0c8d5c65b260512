import { Body, Controller, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Config } from '../config.js';
import { themes } from '../ui/render.js';
import { localPath } from './local-path.js';
import { LOOK_COOKIE } from './page-context.js';
import { Page, seeOther, type PageAnswer } from './page.js';

const A_YEAR = 365 * 24 * 3600;

const choice = z.object({
  theme: z.enum([...themes, 'device']).catch('device'),
  back: z.string().catch('/'),
});

/** Light or dark, for this browser alone: it needs no sign-in, and is known to nobody. */
@Controller('look')
export class LookController {
  constructor(private readonly config: Config) {}

  @Post()
  @Page()
  choose(@Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): PageAnswer {
    const { theme, back } = choice.parse(body ?? {});
    if (theme === 'device') void reply.clearCookie(LOOK_COOKIE, { path: '/' });
    else
      void reply.setCookie(LOOK_COOKIE, theme, {
        ...{ path: '/', httpOnly: true, sameSite: 'lax', maxAge: A_YEAR },
        secure: this.config.overHttps,
      });
    return seeOther(localPath(back));
  }
}

import { Body, Controller, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { parse } from '../kernel/http/parse.js';
import { msg } from '../kernel/language/message.js';
import { OwnDesk } from '../rollout/own-desk.js';
import { says } from '../rollout/own-page.words.js';
import { Things, thingsSaid } from './closing.entity.js';

says({
  'things-have': msg('Good. We do not remind you of your things any more.'),
  'things-nothing': msg('Good. We do not remind you of your things any more.'),
  'things-undo': msg('Good. Save what you want to keep, and tell us here when you have it.'),
});

const form = z.object({
  said: z.enum([...thingsSaid, 'undo'], msg('Press one of the buttons.')),
  /** An advocate did it with the person beside them. */
  'with-help': z.literal('yes').optional(),
});

@Controller('m/:token/things')
export class ThingsController {
  constructor(private readonly desk: OwnDesk) {}

  @Post()
  @Page()
  say(@Param('token') token: string, @Body() body: unknown): Promise<PageAnswer> {
    const { said, 'with-help': helped } = parse(form, body ?? {});
    return this.desk.act(token, async ({ tx, rollout, participation, today }) => {
      const participationId = participation.id;
      if (said === 'undo') await tx.delete(Things, { participationId });
      else
        await tx.upsert(
          Things,
          { participationId, rolloutId: rollout.id, said, saidOn: today, withHelp: helped === 'yes' },
          ['participationId'],
        );
      return `?said=things-${said}`;
    });
  }
}

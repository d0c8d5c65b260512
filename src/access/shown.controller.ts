import { Controller, Get, Header, Param, Req } from '@nestjs/common';
import { idField } from '../kernel/http/fields.js';
import { ShownPages } from '../kernel/http/shown-pages.js';
import { Refusal } from '../kernel/refusal.js';
import { roles } from './access.rules.js';
import type { ActorRequest } from './actor.js';
import { Who } from './who.js';

/** A link or a token that was made in this sign-in, for some minutes. */
@Controller('shown')
@Who(...roles)
export class ShownController {
  constructor(private readonly pages: ShownPages) {}

  @Get(':id')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  show(@Req() request: ActorRequest, @Param('id') given: string): Promise<string> {
    const id = idField.safeParse(given);
    if (!id.success) throw new Refusal('not-found', 'There is nothing at this address.');
    return this.pages.look(request.csrf ?? '', id.data);
  }
}

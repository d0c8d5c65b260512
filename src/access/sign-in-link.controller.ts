import { Controller, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Config } from '../kernel/config.js';
import { Api } from '../kernel/http/api.js';
import { roles } from './access.rules.js';
import { By, type Actor } from './actor.js';
import { SignIn } from './sign-in.js';
import { Who } from './who.js';

@Controller('api/v1/sign-in-links')
export class SignInLinkController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly signIn: SignIn,
    private readonly config: Config,
  ) {}

  /** For oneself only: nobody opens a door in another's name. What it opens ends with the token that asks for it. */
  @Post()
  @Who(...roles)
  @Api({
    summary:
      'Make a link that signs your browser in, once, within 30 minutes, for as long as this token lasts',
    answer: z.object({ url: z.url() }),
    status: 201,
  })
  async make(@By() actor: Actor): Promise<{ url: string }> {
    const token = await this.signIn.linkByToken(this.dataSource.manager, actor.token!.id);
    return { url: `${this.config.baseUrl}/enter/${token}` };
  }
}

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

  /** For oneself only: nobody opens a door in another's name. */
  @Post()
  @Who(...roles)
  @Api({
    summary: 'Make a link that signs your browser in, once, within 30 minutes',
    answer: z.object({ url: z.url() }),
    status: 201,
  })
  async make(@By() actor: Actor): Promise<{ url: string }> {
    const token = await this.signIn.link(this.dataSource.manager, actor.accountId);
    return { url: `${this.config.baseUrl}/enter/${token}` };
  }
}

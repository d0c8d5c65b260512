import { Body, Controller, Get, Header, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Config } from '../kernel/config.js';
import { idField, lineField } from '../kernel/http/fields.js';
import { wantedPath } from '../kernel/http/wanted-path.rules.js';
import { Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { parse } from '../kernel/http/parse.js';
import { inMinutes, RateLimit } from '../kernel/http/rate-limit.js';
import { Refusal } from '../kernel/refusal.js';
import { roles } from './access.rules.js';
import { By, type Actor } from './actor.js';
import { passkeyScript } from './passkey-script.js';
import { Passkeys } from './passkeys.service.js';
import { rememberSession } from './session-cookie.js';
import { SignIn } from './sign-in.js';
import { Who } from './who.js';

/** As browsers send it; what is in it the library reads. */
const signed = z.looseObject({
  ...{ id: z.string().max(2000), rawId: z.string().max(2000), type: z.literal('public-key') },
  response: z.looseObject({ clientDataJSON: z.string().max(10_000) }),
});
const toAdd = z.object({ name: lineField(60), response: signed });
const toEnter = z.object({ to: z.string().optional(), response: signed });

/** Of one visitor in an hour. */
const mostAsked = 60;

/** What the script of the sign-in page and of “My account” speaks with. */
@Controller()
export class PasskeysController {
  constructor(
    private readonly passkeys: Passkeys,
    private readonly signIn: SignIn,
    private readonly limit: RateLimit,
    private readonly config: Config,
  ) {}

  @Get('assets/passkey.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', 'public, max-age=31536000, immutable')
  script(): string {
    return passkeyScript().text;
  }

  @Post('sign-in/passkey/options')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async optionsToEnter(@Req() request: FastifyRequest): Promise<object> {
    json(request);
    if (!(await this.limit.take('passkey', this.limit.visitor(request), mostAsked)))
      throw new Refusal(
        'too-many',
        `Too many attempts from your network. Try again ${inMinutes(this.limit.minutesLeft())}.`,
      );
    return this.passkeys.optionsToEnter();
  }

  @Post('sign-in/passkey')
  @HttpCode(200)
  async enter(
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ to: string }> {
    json(request);
    const { to, response } = parse(toEnter, body);
    const accountId = await this.passkeys.enter(response as unknown as AuthenticationResponseJSON);
    const secret = await this.signIn.enterAs(accountId, request.headers['user-agent']);
    rememberSession(reply, secret, this.config);
    return { to: wantedPath(to) ?? '/' };
  }

  @Post('account/passkeys/options')
  @HttpCode(200)
  @Who(...roles)
  optionsToAdd(@By() actor: Actor): Promise<object> {
    return this.passkeys.optionsToAdd(actor);
  }

  @Post('account/passkeys')
  @HttpCode(200)
  @Who(...roles)
  async add(@By() actor: Actor, @Body() body: unknown): Promise<{ to: string }> {
    const { name, response } = parse(toAdd, body);
    await this.passkeys.add(actor, name, response as unknown as RegistrationResponseJSON);
    return { to: '/account?said=passkey' };
  }

  @Post('account/passkeys/:id/remove')
  @Page()
  @Who(...roles)
  async remove(@By() actor: Actor, @Param('id') given: string): Promise<PageAnswer> {
    const id = idField.safeParse(given);
    if (!id.success) throw new Refusal('not-found', 'There is no such passkey.');
    await this.passkeys.remove(actor, id.data);
    return seeOther('/account?said=passkey-removed');
  }
}

/** Another site can make a browser send a form, but not this: so nobody is signed in unasked as somebody else. */
function json(request: FastifyRequest): void {
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
    throw new Refusal('invalid', 'This is asked by the script of the sign-in page only.');
}

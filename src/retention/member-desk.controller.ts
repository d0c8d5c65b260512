import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { languageField } from '../community/member.input.js';
import { ways, type Reach } from '../community/member-edit.service.js';
import { Api, IfMatch, Input } from '../kernel/http/api.js';
import { idField, lineField, zoneField } from '../kernel/http/fields.js';
import { tried } from '../kernel/http/form.js';
import { seenField, type Seen } from '../kernel/http/seen.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { pathId } from '../rollout/path-id.js';
import { MemberPage } from './member-desk.pages.js';
import { MemberDesk, reachSeen } from './member-desk.service.js';

const way = z.enum(ways, 'Choose how they hear from us.');
const which = z.strictObject({ id: idField });
const change = z.strictObject({
  displayName: lineField().optional(),
  language: languageField.nullable().optional(),
  timeZone: zoneField.nullable().optional(),
  email: lineField(254).nullable().optional().describe('The one address from now on; null takes it away'),
  way: way.optional(),
});
const link = z.strictObject({ tell: z.boolean().default(false).describe('Sends them the new one') });
const reached = z.object({
  displayName: z.string(),
  language: z.string().nullable(),
  timeZone: z.string().nullable(),
  way: z.enum(ways),
  email: z.string().nullable(),
  waiting: z.string().nullable().describe('An address that waits for its owner to say yes'),
  dead: z.string().nullable().describe('An address from which messages came back: nothing is sent there'),
});
const replaced = z.object({
  told: z.boolean().describe('A message with the new one goes out; not while no move runs'),
});

@Controller('api/v1/members/:id')
@Who('lead')
export class MemberEditController {
  constructor(private readonly desk: MemberDesk) {}

  @Get()
  @Api({ summary: 'Read how a person is reached', params: which, answer: reached, shows: reachSeen })
  read(@By() actor: Actor, @Input('params') { id }: z.infer<typeof which>): Promise<Reach> {
    return this.desk.reach(actor, id);
  }

  @Patch()
  @Api({
    summary: 'Correct what is held about a person',
    refuses: ['conflict', 'changed'],
    overwrites: true,
    params: which,
    body: change,
    answer: z.object({}),
  })
  async change(
    @By() actor: Actor,
    @Input('params') { id }: z.infer<typeof which>,
    @Input('body') wanted: z.infer<typeof change>,
    @IfMatch() seen?: Seen,
  ): Promise<unknown> {
    await this.desk.change(actor, id, wanted, seen);
    return {};
  }

  @Post('link')
  @Api({
    summary: "Replace the link to a person's own page; those before open nothing",
    params: which,
    body: link,
    answer: replaced,
  })
  link(
    @By() actor: Actor,
    @Input('params') { id }: z.infer<typeof which>,
    @Input('body') { tell }: z.infer<typeof link>,
  ): Promise<z.infer<typeof replaced>> {
    return this.desk.replaceLink(actor, id, tell);
  }
}

/** An empty field takes away. */
const form = z.object({
  seen: seenField,
  displayName: lineField(),
  language: languageField.optional(),
  timeZone: zoneField.optional(),
  email: lineField(254).optional(),
  way,
});
const replacing = z.object({ tell: z.enum(['yes', 'no'], 'Choose whether they are told.') });

@Controller('roster/people/:memberId')
@Who('lead')
export class MemberPageController {
  constructor(private readonly desk: MemberDesk) {}

  @Get()
  @Page()
  show(@By() actor: Actor, @Param('memberId') id: string, @Query('said') said?: string): Promise<PageAnswer> {
    return this.page(actor, pathId(id), emptyForm(), said);
  }

  @Post()
  @Page()
  async change(
    @By() actor: Actor,
    @Param('memberId') given: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const id = pathId(given);
    const had = await this.desk.reach(actor, id);
    const refused = await tried(form, body, ({ language, timeZone, email, seen, ...rest }) => {
      // An empty field takes away the address that stood in it, not one that waits for its yes.
      const address = email ?? (had.email === null ? undefined : null);
      const wanted = { language: language ?? null, timeZone: timeZone ?? null, email: address };
      return this.desk.change(actor, id, { ...rest, ...wanted }, seen);
    });
    return refused
      ? again(await this.page(actor, id, refused))
      : seeOther(`/roster/people/${id}?said=changed`);
  }

  @Post('link')
  @Page()
  async link(
    @By() actor: Actor,
    @Param('memberId') given: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const id = pathId(given);
    let said = 'replaced';
    const refused = await tried(replacing, body, async ({ tell }) => {
      const { told } = await this.desk.replaceLink(actor, id, tell === 'yes');
      if (tell === 'yes') said = told ? 'replaced-told' : 'replaced-untold';
    });
    return refused
      ? again(await this.page(actor, id, refused))
      : seeOther(`/roster/people/${id}?said=${said}`);
  }

  private async page(actor: Actor, id: string, state: FormState, said?: string): Promise<VNode> {
    return MemberPage({
      id,
      reach: await this.desk.reach(actor, id),
      form: state,
      said,
      gone: await this.desk.gone(actor, id),
    });
  }
}

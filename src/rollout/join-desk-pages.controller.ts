import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { idField } from '../kernel/http/fields.js';
import { formOf, refusedForm } from '../kernel/http/form.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { Visitors } from '../kernel/http/visitors.js';
import { parse } from '../kernel/http/parse.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { JoiningPage } from './join-desk.pages.js';
import { JoinDesk } from './join-desk.service.js';
import { pathId } from './path-id.js';

const approval = z.object({ memberId: idField.optional() });
const newCode = z.object({
  place: z.union([z.literal('all'), idField], 'Choose for whom the code is.'),
  enough: z.enum(['yes', 'no'], 'Choose who lets people in.'),
});

/** Codes and requests of the join page, for leads. */
@Controller('rollouts/:rolloutId/joining')
@Who('lead')
export class JoinDeskPagesController {
  constructor(
    private readonly desk: JoinDesk,
    private readonly visitors: Visitors,
  ) {}

  @Get()
  @Page()
  show(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return this.page(actor, pathId(id), emptyForm());
  }

  @Post('codes')
  @Page()
  async make(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    const rolloutId = pathId(id);
    const sent = formOf(newCode, body);
    if (!sent.ok) return again(await this.page(actor, rolloutId, sent.form));
    const { place, enough } = sent.input;
    const of = { enough: enough === 'yes', ...(place !== 'all' && { placeId: place }) };
    try {
      await this.desk.newCode(actor, rolloutId, of);
    } catch (error) {
      return again(await this.page(actor, rolloutId, refusedForm(error, sent.form)));
    }
    return seeOther(`/rollouts/${rolloutId}/joining`);
  }

  @Post(':requestId/approve')
  @Page()
  async approve(@By() actor: Actor, @Param() path: OneRequest, @Body() body: unknown): Promise<PageAnswer> {
    const [rolloutId, requestId] = [pathId(path.rolloutId), pathId(path.requestId)];
    const { memberId } = parse(approval, body ?? {});
    await this.desk.approve(actor, rolloutId, requestId, memberId);
    return seeOther(`/rollouts/${rolloutId}/joining`);
  }

  @Post(':requestId/separate')
  @Page()
  async separate(@By() actor: Actor, @Param() path: OneRequest): Promise<PageAnswer> {
    const [rolloutId, requestId] = [pathId(path.rolloutId), pathId(path.requestId)];
    await this.desk.separate(actor, rolloutId, requestId);
    return seeOther(`/rollouts/${rolloutId}/joining`);
  }

  @Post(':requestId/open-page')
  @Page()
  async openPage(@By() actor: Actor, @Param() path: OneRequest): Promise<PageAnswer> {
    const [rolloutId, requestId] = [pathId(path.rolloutId), pathId(path.requestId)];
    await this.desk.openPage(actor, rolloutId, requestId);
    return seeOther(`/rollouts/${rolloutId}/joining`);
  }

  @Post(':requestId/decline')
  @Page()
  async decline(@By() actor: Actor, @Param() path: OneRequest): Promise<PageAnswer> {
    const [rolloutId, requestId] = [pathId(path.rolloutId), pathId(path.requestId)];
    await this.desk.decline(actor, rolloutId, requestId);
    return seeOther(`/rollouts/${rolloutId}/joining`);
  }

  private async page(actor: Actor, rolloutId: string, form: FormState): Promise<VNode> {
    const requests = await this.desk.requests(actor, rolloutId);
    const joined = await this.desk.joined(actor, rolloutId);
    const { unknownProxy } = this.visitors;
    return JoiningPage({ ...(await this.desk.ways(actor, rolloutId)), requests, joined, unknownProxy, form });
  }
}

interface OneRequest {
  rolloutId: string;
  requestId: string;
}

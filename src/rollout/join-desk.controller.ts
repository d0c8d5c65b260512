import { Controller, Delete, Get, Post } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { dayAnswer, idField } from '../kernel/http/fields.js';
import { JoinDesk } from './join-desk.service.js';
import { rolloutParams, type RolloutParams } from './rollout.schemas.js';

const newCode = z.object({
  placeId: idField.optional(),
  advocateId: idField.optional().describe('The participation whose list it is'),
  enough: z.boolean().optional().describe('Nobody needs to approve who has it'),
});
const codeAnswer = z.object({ code: z.string(), spoken: z.string(), address: z.string() });
const requestParams = rolloutParams.extend({ requestId: idField });
const requestAnswer = z.object({
  id: idField,
  name: z.string(),
  calledThere: z.string().optional(),
  how: z.enum(['email', 'person', 'here']),
  askedOn: dayAnswer,
  likely: z.object({ memberId: idField, name: z.string() }).array(),
});
const joinedAnswer = z.object({
  ...{ id: idField, name: z.string(), how: requestAnswer.shape.how, askedOn: dayAnswer },
  ...{ memberId: idField, memberName: z.string(), pageOpen: z.boolean() },
});
const approval = z.object({ memberId: idField.optional().describe('Joins the request with this member') });

@Controller('api/v1/rollouts/:rolloutId')
@Who('lead')
export class JoinDeskController {
  constructor(private readonly desk: JoinDesk) {}

  @Get('join-codes')
  @Api({
    summary: 'List the codes that open the join page',
    params: rolloutParams,
    answer: codeAnswer.array(),
  })
  codes(@By() actor: Actor, @Input('params') { rolloutId }: RolloutParams): Promise<unknown[]> {
    return this.desk.codes(actor, rolloutId);
  }

  @Post('join-codes')
  @Api({
    summary: 'Make a join code; it replaces the one before',
    refuses: ['conflict'],
    params: rolloutParams,
    body: newCode,
    answer: codeAnswer,
    status: 201,
  })
  newCode(
    @By() actor: Actor,
    @Input('params') { rolloutId }: RolloutParams,
    @Input('body') of: z.output<typeof newCode>,
  ): Promise<unknown> {
    return this.desk.newCode(actor, rolloutId, of);
  }

  @Get('join-requests')
  @Api({
    summary: 'List who asks to come in, with likely matches',
    params: rolloutParams,
    answer: requestAnswer.array(),
  })
  requests(@By() actor: Actor, @Input('params') { rolloutId }: RolloutParams): Promise<unknown[]> {
    return this.desk.requests(actor, rolloutId);
  }

  @Post('join-requests/:requestId/approve')
  @Api({
    summary: 'Let somebody in',
    refuses: ['conflict'],
    params: requestParams,
    body: approval,
    answer: z.object({ memberId: idField }),
  })
  approve(
    @By() actor: Actor,
    @Input('params') { rolloutId, requestId }: z.output<typeof requestParams>,
    @Input('body') { memberId }: z.output<typeof approval>,
  ): Promise<unknown> {
    return this.desk.approve(actor, rolloutId, requestId, memberId);
  }

  @Get('joined-requests')
  @Api({
    summary: 'List who was joined with somebody of the roster',
    params: rolloutParams,
    answer: joinedAnswer.array(),
  })
  joined(@By() actor: Actor, @Input('params') { rolloutId }: RolloutParams): Promise<unknown[]> {
    return this.desk.joined(actor, rolloutId);
  }

  @Post('join-requests/:requestId/separate')
  @Api({
    summary: 'Undo: who came is a person of their own, and gets a page of their own',
    refuses: ['conflict'],
    params: requestParams,
    answer: z.object({ memberId: idField }),
  })
  separate(
    @By() actor: Actor,
    @Input('params') { rolloutId, requestId }: z.output<typeof requestParams>,
  ): Promise<unknown> {
    return this.desk.separate(actor, rolloutId, requestId);
  }

  @Post('join-requests/:requestId/open-page')
  @Api({
    summary: 'Say that you have asked who came, and open their page to them',
    refuses: ['conflict'],
    params: requestParams,
    answer: z.undefined(),
    status: 204,
  })
  openPage(
    @By() actor: Actor,
    @Input('params') { rolloutId, requestId }: z.output<typeof requestParams>,
  ): Promise<void> {
    return this.desk.openPage(actor, rolloutId, requestId);
  }

  @Delete('join-requests/:requestId')
  @Api({
    summary: 'Decline a request; nothing of it is kept',
    params: requestParams,
    answer: z.undefined(),
    status: 204,
  })
  decline(
    @By() actor: Actor,
    @Input('params') { rolloutId, requestId }: z.output<typeof requestParams>,
  ): Promise<void> {
    return this.desk.decline(actor, rolloutId, requestId);
  }
}

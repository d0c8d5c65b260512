import { Controller, Delete, Get, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import * as r from '../rollout/rollout.schemas.js';
import { Absence } from './absence.service.js';
import { Breaks } from './breaks.service.js';
import { Tasks } from './tasks.service.js';
import * as s from './who.schemas.js';

const none = z.object({});

@Controller('api/v1/rollouts/:rolloutId')
@Who('lead')
export class WhoController {
  constructor(
    private readonly tasks: Tasks,
    private readonly desk: LeadDesk,
    private readonly absence: Absence,
  ) {}

  @Get('who')
  @Api({
    summary: 'Read who does what: each task with its one name',
    params: r.rolloutParams,
    answer: s.whoAnswer,
  })
  read(@By() actor: Actor, @Input('params') { rolloutId }: r.RolloutParams): Promise<unknown> {
    return this.tasks.view(actor, rolloutId);
  }

  @Put('who/:task')
  @Api({
    summary: 'Hand a task to somebody, who is told',
    refuses: ['conflict'],
    params: s.ofTask,
    body: s.toWhom,
    answer: none,
  })
  async hand(
    @By() actor: Actor,
    @Input('params') { rolloutId, task }: z.output<typeof s.ofTask>,
    @Input('body') { to }: z.output<typeof s.toWhom>,
  ): Promise<unknown> {
    await this.tasks.hand(actor, rolloutId, task, to);
    return {};
  }

  @Post('who/named/:kind')
  @Api({
    summary: 'Hand over all of a kind that carries one name, such as findings',
    refuses: ['conflict'],
    params: s.ofNamed,
    body: s.fromTo,
    answer: none,
  })
  async handNamed(
    @By() actor: Actor,
    @Input('params') { rolloutId, kind }: z.output<typeof s.ofNamed>,
    @Input('body') { from, to }: z.output<typeof s.fromTo>,
  ): Promise<unknown> {
    await this.tasks.handNamed(actor, rolloutId, { kind, from, to });
    return {};
  }

  @Post('attend')
  @Api({
    summary: 'Say that a lead is here again: what was held for want of one goes on',
    refuses: ['conflict'],
    params: r.rolloutParams,
    answer: none,
  })
  async attend(@By() actor: Actor, @Input('params') { rolloutId }: r.RolloutParams): Promise<unknown> {
    await attend(this.desk, this.absence, actor, rolloutId);
    return {};
  }
}

export const attend = (desk: LeadDesk, absence: Absence, actor: Actor, rolloutId: string): Promise<void> =>
  desk.act(actor, rolloutId, { what: 'rollout.attended' }, async ({ tx, rollout, today }) => ({
    subject: rolloutId,
    answer: await absence.release(tx, rollout, today),
  }));

@Controller('api/v1/break')
@Who('lead')
export class BreakController {
  constructor(private readonly breaks: Breaks) {}

  @Get()
  @Api({ summary: 'Read whether you are on a break, and for whom you stand in', answer: s.breakAnswer })
  read(@By() actor: Actor): Promise<unknown> {
    return this.breaks.view(actor);
  }

  @Put()
  @Api({
    summary: 'Take a break: everything of yours goes to one named lead',
    body: s.breaking,
    answer: none,
  })
  async begin(
    @By() actor: Actor,
    @Input('body') { standIn, until }: z.output<typeof s.breaking>,
  ): Promise<unknown> {
    await this.breaks.begin(actor, standIn, until ?? null);
    return {};
  }

  @Delete()
  @Api({
    summary: 'Be back, and take your tasks back or leave them',
    refuses: ['conflict'],
    body: s.comingBack,
    answer: none,
  })
  async end(@By() actor: Actor, @Input('body') { tasks }: z.output<typeof s.comingBack>): Promise<unknown> {
    await this.breaks.end(actor, tasks === 'take back');
    return {};
  }
}

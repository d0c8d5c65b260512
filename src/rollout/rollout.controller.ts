import { Controller, Delete, Get, Post, Put } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { AgendaService } from './agenda.service.js';
import { CourseService } from './course.service.js';
import { LeadDesk } from './lead-desk.js';
import { RolloutService } from './rollout.service.js';
import * as s from './rollout.schemas.js';
import { StartService } from './start.service.js';

@Controller('api/v1/rollouts')
@Who('lead')
export class RolloutController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rollouts: RolloutService,
    private readonly starting: StartService,
  ) {}

  @Get()
  @Api({ summary: 'List the rollouts of your community', answer: s.rolloutAnswer.array() })
  list(@By() actor: Actor): Promise<unknown[]> {
    return this.rollouts.list(this.dataSource.manager, actor.communityId);
  }

  @Post()
  @Api({
    summary: 'Plan a rollout with the usual windows',
    refuses: ['conflict'],
    body: s.newRollout,
    answer: s.rolloutAnswer,
    status: 201,
  })
  create(@By() actor: Actor, @Input('body') given: s.NewRolloutInput): Promise<unknown> {
    return this.starting.create(actor, given);
  }

  @Get(':rolloutId')
  @Api({ summary: 'Read a rollout', params: s.rolloutParams, answer: s.rolloutAnswer })
  read(@By() actor: Actor, @Input('params') { rolloutId }: s.RolloutParams): Promise<unknown> {
    return this.rollouts.read(this.dataSource.manager, actor.communityId, rolloutId);
  }

  @Post(':rolloutId/start')
  @Api({
    summary: 'Start a rollout: from now on it acts by itself',
    refuses: ['conflict'],
    params: s.rolloutParams,
    answer: s.rolloutAnswer,
  })
  start(@By() actor: Actor, @Input('params') { rolloutId }: s.RolloutParams): Promise<unknown> {
    return this.starting.start(actor, rolloutId);
  }

  @Delete(':rolloutId/draft')
  @Api({
    summary: 'Delete a plan that never began',
    refuses: ['conflict'],
    params: s.rolloutParams,
    answer: z.void(),
    status: 204,
  })
  discard(@By() actor: Actor, @Input('params') { rolloutId }: s.RolloutParams): Promise<void> {
    return this.starting.discard(actor, rolloutId);
  }
}

@Controller('api/v1/rollouts/:rolloutId')
@Who('lead')
export class CourseController {
  constructor(
    private readonly course: CourseService,
    private readonly desk: LeadDesk,
    private readonly agenda: AgendaService,
  ) {}

  @Put('plan')
  @Api({
    summary: 'Edit the plan',
    refuses: ['conflict'],
    params: s.rolloutParams,
    body: s.planEdit,
    answer: s.rolloutAnswer,
  })
  editPlan(
    @By() actor: Actor,
    @Input('params') { rolloutId }: s.RolloutParams,
    @Input('body') given: s.PlanEdit,
  ): Promise<unknown> {
    return this.course.editPlan(actor, rolloutId, given);
  }

  @Post('plan/preview')
  @Api({
    summary: 'See what an edited plan would move',
    params: s.rolloutParams,
    body: s.planPreview,
    answer: s.moves,
  })
  preview(
    @By() actor: Actor,
    @Input('params') { rolloutId }: s.RolloutParams,
    @Input('body') { plan }: s.PlanPreview,
  ): Promise<unknown> {
    return this.desk.read(actor, rolloutId, (tx, rollout) => this.agenda.wouldMove(tx, rollout, plan));
  }

  @Post('pause')
  @Api({
    summary: 'Pause: hold whatever speaks',
    refuses: ['conflict', 'too-early'],
    params: s.rolloutParams,
    body: s.reasonBody,
    answer: s.rolloutAnswer,
  })
  pause(
    @By() actor: Actor,
    @Input('params') { rolloutId }: s.RolloutParams,
    @Input('body') { reason }: s.ReasonBody,
  ): Promise<unknown> {
    return this.course.pause(actor, rolloutId, reason);
  }

  @Post('resume')
  @Api({
    summary: 'Go on after a pause',
    refuses: ['conflict'],
    params: s.rolloutParams,
    body: s.resumeBody,
    answer: s.rolloutAnswer,
  })
  resume(
    @By() actor: Actor,
    @Input('params') { rolloutId }: s.RolloutParams,
    @Input('body') { dates }: s.ResumeBody,
  ): Promise<unknown> {
    return this.course.resume(actor, rolloutId, dates);
  }

  @Post('keep-both')
  @Api({
    summary: 'Decide to keep both places',
    refuses: ['conflict', 'too-early'],
    params: s.rolloutParams,
    body: s.reasonBody,
    answer: s.rolloutAnswer,
  })
  keepBoth(
    @By() actor: Actor,
    @Input('params') { rolloutId }: s.RolloutParams,
    @Input('body') { reason }: s.ReasonBody,
  ): Promise<unknown> {
    return this.course.keepBoth(actor, rolloutId, reason);
  }

  @Delete()
  @Api({
    summary: 'Cancel a rollout',
    refuses: ['conflict', 'too-early'],
    params: s.rolloutParams,
    body: s.reasonBody,
    answer: s.rolloutAnswer,
  })
  cancel(
    @By() actor: Actor,
    @Input('params') { rolloutId }: s.RolloutParams,
    @Input('body') { reason }: s.ReasonBody,
  ): Promise<unknown> {
    return this.course.cancel(actor, rolloutId, reason);
  }
}

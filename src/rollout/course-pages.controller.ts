import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { press, submit, type FormPage } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { LastWayPage, PausePage } from './course.pages.js';
import { LastWays, type LastWay } from './last-ways.service.js';
import { CourseService } from './course.service.js';
import { CourseView } from './course-view.service.js';
import { GateService } from './gate.service.js';
import { LeadDesk } from './lead-desk.js';
import { leadPath, phaseIn, phasePath, type PhasePath } from './lead-nav.js';
import { PhasePage } from './phase.pages.js';
import { pathId } from './path-id.js';
import { reasonBody, resumeBody } from './rollout.schemas.js';
import type { PhaseKey } from './words.js';

const inNumbers = reasonBody.extend({ people: z.coerce.number().optional() });

/** Closing phases, pausing and going on, on pages: each act is confirmed where its consequences stand. */
@Controller('rollouts/:rolloutId')
@Who('lead')
export class CoursePagesController {
  constructor(
    private readonly view: CourseView,
    private readonly gates: GateService,
    private readonly course: CourseService,
    private readonly desk: LeadDesk,
    private readonly lastWays: LastWays,
  ) {}

  @Get('phases/:phase')
  @Page()
  async phase(@By() actor: Actor, @Param() given: PhasePath): Promise<PageAnswer> {
    const { rolloutId, phase } = phaseIn(given);
    return PhasePage({ ...(await this.view.phase(actor, rolloutId, phase)), form: emptyForm() });
  }

  @Post('phases/:phase/close')
  @Page()
  close(@By() actor: Actor, @Param() given: PhasePath): Promise<PageAnswer> {
    return press(this.atPhase(actor, given), ({ rolloutId, phase }) =>
      this.gates.close(actor, rolloutId, phase),
    );
  }

  @Get('pause')
  @Page()
  async askPause(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return PausePage({ ...(await this.view.pause(actor, pathId(id))), form: emptyForm() });
  }

  @Post('pause')
  @Page()
  pause(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.atPause(actor, id), reasonBody, body, ({ reason }, { rolloutId }) =>
      this.course.pause(actor, rolloutId, reason),
    );
  }

  @Post('resume')
  @Page()
  resume(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.atPause(actor, id), resumeBody, body, ({ dates }, { rolloutId }) =>
      this.course.resume(actor, rolloutId, dates),
    );
  }

  @Get('keep-both')
  @Page()
  askKeepBoth(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return this.lastWay(actor, pathId(id), 'keep-both', emptyForm());
  }

  @Post('keep-both')
  @Page()
  keepBoth(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.onLastWay(actor, id, 'keep-both', body);
  }

  @Get('cancel')
  @Page()
  askCancel(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return this.lastWay(actor, pathId(id), 'cancel', emptyForm());
  }

  @Post('cancel')
  @Page()
  cancel(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.onLastWay(actor, id, 'cancel', body);
  }

  private onLastWay(actor: Actor, given: string, way: LastWay, body: unknown): Promise<PageAnswer> {
    const id = pathId(given);
    const page: FormPage = {
      path: `/rollouts/${id}/${way}`,
      draw: (form) => this.lastWay(actor, id, way, form),
    };
    return submit(page, inNumbers, body, async (said) =>
      this.lastWays.go(actor, await this.desk.read(actor, id, async (_tx, found) => found), way, said),
    );
  }

  private lastWay(actor: Actor, id: string, way: LastWay, form: FormState): Promise<VNode> {
    return this.desk.read(actor, id, async (_tx, rollout) =>
      LastWayPage({ view: await this.lastWays.look(actor, rollout, way), way, form }),
    );
  }

  private atPhase(actor: Actor, given: PhasePath): FormPage & { rolloutId: string; phase: PhaseKey } {
    const { rolloutId, phase } = phaseIn(given);
    return {
      ...{ rolloutId, phase, path: phasePath(rolloutId, phase) },
      draw: async (form) => PhasePage({ ...(await this.view.phase(actor, rolloutId, phase)), form }),
    };
  }

  private atPause(actor: Actor, given: string): FormPage & { rolloutId: string } {
    const rolloutId = pathId(given);
    return {
      ...{ rolloutId, path: leadPath(rolloutId, 'pause') },
      draw: async (form) => PausePage({ ...(await this.view.pause(actor, rolloutId)), form }),
    };
  }
}

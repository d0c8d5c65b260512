import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { formOf, refusedForm, tried } from '../kernel/http/form.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { AgendaService } from './agenda.service.js';
import { CourseService } from './course.service.js';
import { isOver } from './end.queries.js';
import { leadPath } from './lead-nav.js';
import { LeadDesk } from './lead-desk.js';
import { pathId } from './path-id.js';
import { besideField, edited, planForm, typed, type PlanForm } from './plan.form.js';
import { PlanOverPage } from './plan-over.pages.js';
import { PlanMovesPage, PlanPage } from './plan.pages.js';
import type { Rollout } from './rollout.entity.js';
import { StartService } from './start.service.js';

/** The plan on pages: read, edited with a look at what would move, started. */
@Controller('rollouts/:rolloutId/plan')
@Who('lead')
export class PlanPagesController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly course: CourseService,
    private readonly agenda: AgendaService,
    private readonly starting: StartService,
  ) {}

  @Get()
  @Page()
  show(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return this.desk.read(actor, pathId(id), (tx, rollout) => this.draw(tx, rollout, emptyForm()));
  }

  /** The first time it shows what would move; with "yes" it is saved. */
  @Post()
  @Page()
  async edit(
    @By() actor: Actor,
    @Param('rolloutId') given: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const id = pathId(given);
    const { today, plan } = await this.desk.read(actor, id, async (_tx, rollout, day) => ({
      today: rollout.state === 'draft' ? day : null,
      plan: rollout.plan,
    }));
    const sent = formOf(planForm(today, plan), body);
    if (!sent.ok) return this.form(actor, id, sent.form);
    try {
      // Before the start nothing is on the agenda, so nothing moves.
      if (today || sent.input.sure === 'yes') {
        await this.save(actor, id, sent.input);
        return seeOther(leadPath(id, 'plan'));
      }
      return await this.desk.read(actor, id, async (tx, rollout) => {
        const moves = await this.agenda.wouldMove(tx, rollout, edited(rollout.plan, sent.input));
        return PlanMovesPage({ rollout, moves, form: sent.form });
      });
    } catch (error) {
      const form = refusedForm(error, sent.form);
      return this.form(actor, id, { ...form, reasons: form.reasons.map(besideField) });
    }
  }

  @Post('start')
  @Page()
  async start(@By() actor: Actor, @Param('rolloutId') given: string): Promise<PageAnswer> {
    const id = pathId(given);
    const form = await tried(z.object({}), {}, () => this.starting.start(actor, id));
    if (!form) return seeOther(`/rollouts/${id}`);
    return this.form(actor, id, form);
  }

  @Post('delete')
  @Page()
  async discard(@By() actor: Actor, @Param('rolloutId') given: string): Promise<PageAnswer> {
    const id = pathId(given);
    const form = await tried(z.object({}), {}, () => this.starting.discard(actor, id));
    return form ? this.form(actor, id, form) : seeOther('/begin');
  }

  private save(actor: Actor, id: string, input: PlanForm): Promise<Rollout> {
    return this.desk
      .read(actor, id, async (_tx, rollout) => edited(rollout.plan, input))
      .then((plan) => this.course.editPlan(actor, id, { plan, version: input.version }));
  }

  private form(actor: Actor, id: string, form: FormState): Promise<PageAnswer> {
    return this.desk.read(actor, id, async (tx, rollout) => again(await this.draw(tx, rollout, form)));
  }

  /** A draft says what a start comes too late for: it is known only now. */
  private async draw(tx: EntityManager, rollout: Rollout, form: FormState): Promise<VNode> {
    if (await isOver(tx, rollout)) return PlanOverPage({ rollout, form });
    return PlanPage({
      rollout,
      behind: rollout.state === 'draft' ? await this.agenda.behind(tx, rollout) : { past: [], ahead: [] },
      form: { ...form, values: { ...typed(rollout.plan, rollout.version), ...form.values } },
    });
  }
}

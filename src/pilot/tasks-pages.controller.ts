import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { submit, type FormPage } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { leadPath } from '../rollout/lead-nav.js';
import { pathId } from '../rollout/path-id.js';
import { CircleService } from './circle.service.js';
import { circleOf } from './circle.view.js';
import { aimsForm, tasksForm } from './tasks.form.js';
import { TasksPage } from './tasks.pages.js';
import { TasksService } from './tasks.service.js';

/** What people try to do, on a page. */
@Controller('rollouts/:rolloutId/tasks')
@Who('lead')
export class TasksPagesController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly tasks: TasksService,
    private readonly circles: CircleService,
  ) {}

  @Get()
  @Page()
  show(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return this.draw(actor, pathId(id), emptyForm());
  }

  @Post()
  @Page()
  replace(@By() actor: Actor, @Param('rolloutId') given: string, @Body() body: unknown): Promise<PageAnswer> {
    const id = pathId(given);
    return submit(this.page(actor, id), tasksForm, body, ({ tasks, seen }) =>
      this.tasks.replace(actor, id, tasks, seen),
    );
  }

  @Post('aims')
  @Page()
  aim(@By() actor: Actor, @Param('rolloutId') given: string, @Body() body: unknown): Promise<PageAnswer> {
    const id = pathId(given);
    return submit(this.page(actor, id), aimsForm, body, ({ objectives, seen }) =>
      this.circles.aim(actor, id, objectives, seen),
    );
  }

  private page(actor: Actor, id: string): FormPage {
    return { path: leadPath(id, 'tasks'), draw: (form) => this.draw(actor, id, form) };
  }

  private draw(actor: Actor, id: string, form: FormState): Promise<VNode> {
    return this.desk.read(actor, id, async (tx, rollout) =>
      TasksPage({
        ...{ rollout, form },
        progress: await this.tasks.progress(tx, id),
        objectives: (await circleOf(tx, id)).objectives,
      }),
    );
  }
}

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { press, submit, type FormPage } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm } from '../kernel/ui/forms.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { pathId } from '../rollout/path-id.js';
import { Absence } from './absence.service.js';
import { BreakPage } from './break.pages.js';
import { Breaks } from './breaks.service.js';
import { Tasks } from './tasks.service.js';
import { attend } from './who.controller.js';
import { HandPage, WhoPage, whoPath } from './who.pages.js';
import { breaking, comingBack, fromTo, ofNamed, ofTask, toWhom } from './who.schemas.js';

interface OneTask {
  rolloutId: string;
  task: string;
}

/** Who does what, handing it over, and breaks, on pages. */
@Controller()
@Who('lead')
export class WhoPagesController {
  constructor(
    private readonly tasks: Tasks,
    private readonly breaks: Breaks,
    private readonly desk: LeadDesk,
    private readonly absence: Absence,
  ) {}

  @Get('rollouts/:rolloutId/who')
  @Page()
  async who(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return WhoPage({ view: await this.tasks.view(actor, pathId(id)) });
  }

  @Get('rollouts/:rolloutId/who/:task')
  @Page()
  task(@By() actor: Actor, @Param() given: OneTask): Promise<PageAnswer> {
    return Promise.resolve(this.at(actor, given).draw(emptyForm()));
  }

  @Post('rollouts/:rolloutId/who/:task')
  @Page()
  hand(@By() actor: Actor, @Param() given: OneTask, @Body() body: unknown): Promise<PageAnswer> {
    return submit(
      this.at(actor, given),
      z.object({ to: toWhom.shape.to }),
      body,
      ({ to }, { rolloutId, key }) =>
        key.kind
          ? this.tasks.handNamed(actor, rolloutId, { kind: key.kind, from: key.from, to })
          : this.tasks.hand(actor, rolloutId, key.task, to),
    );
  }

  @Post('rollouts/:rolloutId/attend')
  @Page()
  attend(@By() actor: Actor, @Param('rolloutId') given: string): Promise<PageAnswer> {
    const id = pathId(given);
    const page: FormPage = {
      path: `/rollouts/${id}`,
      draw: async () => WhoPage({ view: await this.tasks.view(actor, id) }),
    };
    return press(page, () => attend(this.desk, this.absence, actor, id));
  }

  @Get('break')
  @Page()
  myBreak(@By() actor: Actor): Promise<PageAnswer> {
    return Promise.resolve(this.onBreak(actor).draw(emptyForm()));
  }

  @Post('break')
  @Page()
  begin(@By() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.onBreak(actor), breaking, body, ({ standIn, until }) =>
      this.breaks.begin(actor, standIn, until ?? null),
    );
  }

  @Post('break/over')
  @Page()
  over(@By() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.onBreak(actor), comingBack, body, ({ tasks }) =>
      this.breaks.end(actor, tasks === 'take back'),
    );
  }

  private onBreak(actor: Actor): FormPage {
    return { path: '/break', draw: async (form) => BreakPage({ view: await this.breaks.view(actor), form }) };
  }

  private at(actor: Actor, given: OneTask): FormPage & { rolloutId: string; key: Key } {
    const rolloutId = pathId(given.rolloutId);
    const key = keyIn(given);
    return {
      ...{ rolloutId, key, path: whoPath(rolloutId) },
      draw: async (form) => HandPage({ view: await this.tasks.view(actor, rolloutId), at: given.task, form }),
    };
  }
}

type Key =
  | { kind: null; task: z.output<typeof ofTask>['task'] }
  | { kind: z.output<typeof ofNamed>['kind']; from: string };

/** A task, or `findings.{account}`: all of a kind that carries one name. */
function keyIn({ rolloutId, task }: OneTask): Key {
  const [kind, from] = task.split('.');
  const named = ofNamed.safeParse({ rolloutId, kind });
  const whose = fromTo.shape.from.safeParse(from);
  if (named.success && whose.success) return { kind: named.data.kind, from: whose.data };
  const known = ofTask.safeParse({ rolloutId, task });
  if (!known.success) throw new Refusal('not-found', 'There is no such task.');
  return { kind: null, task: known.data.task };
}

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { idField } from '../kernel/http/fields.js';
import { press, submit, type FormPage } from '../kernel/http/form.js';
import { seenField } from '../kernel/http/seen.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { isOver } from '../rollout/end.queries.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { leadPath } from '../rollout/lead-nav.js';
import { pathId } from '../rollout/path-id.js';
import { CirclePage } from './circle.pages.js';
import { CircleService } from './circle.service.js';

const id = z.preprocess((value) => [value ?? []].flat(), z.array(idField).max(50));
const chosen = z.object({ seen: seenField, members: id });

/** How many are suggested beyond those who are needed: enough to choose from, few enough to read. */
const MORE = 4;

interface OneSeat {
  rolloutId: string;
  participationId: string;
}

/** Choosing the circle on pages. */
@Controller('rollouts/:rolloutId/circle')
@Who('lead')
export class CirclePagesController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly circles: CircleService,
  ) {}

  @Get()
  @Page()
  show(@By() actor: Actor, @Param('rolloutId') given: string): Promise<PageAnswer> {
    return this.page(actor, pathId(given), emptyForm());
  }

  @Post()
  @Page()
  choose(@By() actor: Actor, @Param('rolloutId') given: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, given), chosen, body, ({ seen, members }, { rolloutId }) =>
      this.circles.choose(
        actor,
        rolloutId,
        members.map((participationId) => ({ participationId })),
        seen,
      ),
    );
  }

  @Post('confirm')
  @Page()
  confirm(@By() actor: Actor, @Param('rolloutId') given: string): Promise<PageAnswer> {
    return press(this.at(actor, given), ({ rolloutId }) => this.circles.confirm(actor, rolloutId));
  }

  @Post(':participationId/add')
  @Page()
  add(@By() actor: Actor, @Param() given: OneSeat): Promise<PageAnswer> {
    return press(this.at(actor, given.rolloutId), ({ rolloutId }) =>
      this.circles.add(actor, rolloutId, pathId(given.participationId)),
    );
  }

  @Post(':participationId/remove')
  @Page()
  remove(@By() actor: Actor, @Param() given: OneSeat): Promise<PageAnswer> {
    return press(this.at(actor, given.rolloutId), ({ rolloutId }) =>
      this.circles.remove(actor, rolloutId, pathId(given.participationId)),
    );
  }

  private at(actor: Actor, given: string): FormPage & { rolloutId: string } {
    const rolloutId = pathId(given);
    return {
      rolloutId,
      path: leadPath(rolloutId, 'circle'),
      draw: (form) => this.page(actor, rolloutId, form),
    };
  }

  /** A draft is chosen from a list that is a little longer than needed; later only whom to ask instead is shown. */
  private async page(actor: Actor, rolloutId: string, form: FormState) {
    const { rollout, over } = await this.desk.read(actor, rolloutId, async (tx, found) => ({
      rollout: found,
      over: await isOver(tx, found),
    }));
    const circle = await this.circles.look(actor, rolloutId);
    const size = circle.confirmedAt ? circle.toReplace && MORE : rollout.plan.gates.circle.most + MORE;
    const found = size > 0 && !over ? await this.circles.suggest(actor, rolloutId, size) : [];
    const suggested = found.map(({ candidate: { participationId, name }, why }) => ({
      participationId,
      name,
      why,
    }));
    return CirclePage({ rollout, circle, suggested, form, over });
  }
}

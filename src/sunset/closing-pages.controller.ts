import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { submit, type FormPage } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { leadPath } from '../rollout/lead-nav.js';
import { pathId } from '../rollout/path-id.js';
import { ClosingPage } from './closing.pages.js';
import { SunsetViews } from './lead-view.service.js';
import { onDay } from './sunset.schemas.js';
import { TransitionService } from './transition.service.js';
import { TransitionView } from './transition-view.service.js';

const announcing = onDay.extend({ people: z.coerce.number().optional() });

/** The closing day on pages: announcing and moving it, each beside what it brings and to how many. */
@Controller('rollouts/:rolloutId/closing')
@Who('lead')
export class ClosingPagesController {
  constructor(
    private readonly transition: TransitionService,
    private readonly view: TransitionView,
    private readonly views: SunsetViews,
  ) {}

  @Get()
  @Page()
  async show(@By() actor: Actor, @Param('rolloutId') given: string): Promise<PageAnswer> {
    const id = pathId(given);
    const { suggested } = await this.view.read(actor, id);
    return this.page(actor, id, emptyForm(suggested ? { on: suggested } : {}));
  }

  @Post()
  @Page()
  announce(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, id), announcing, body, async ({ on, people: typed }, { rolloutId }) => {
      const { people } = await this.views.audience(actor, rolloutId);
      if (people > 50 && typed !== people)
        throw new Refusal('invalid', {
          field: 'people',
          message: `${people} people are told. Type ${people} to say that this is meant.`,
        });
      await this.transition.announce(actor, rolloutId, on);
    });
  }

  @Post('move')
  @Page()
  move(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, id), onDay, body, ({ on }, { rolloutId }) =>
      this.transition.move(actor, rolloutId, on),
    );
  }

  private at(actor: Actor, given: string): FormPage & { rolloutId: string } {
    const rolloutId = pathId(given);
    return {
      rolloutId,
      path: leadPath(rolloutId, 'closing'),
      draw: (form) => this.page(actor, rolloutId, form),
    };
  }

  private async page(actor: Actor, id: string, form: FormState) {
    const seen = await this.views.audience(actor, id);
    return ClosingPage({ ...seen, it: await this.view.read(actor, id), form });
  }
}

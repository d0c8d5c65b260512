import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { submit, type FormPage } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { mustKnowHowMany } from '../notices/many.rules.js';
import { leadPath } from '../rollout/lead-nav.js';
import { pathId } from '../rollout/path-id.js';
import { howMany } from '../rollout/rollout.schemas.js';
import { ClosingPage } from './closing.pages.js';
import { SunsetViews } from './lead-view.service.js';
import { onDay } from './sunset.schemas.js';
import { TransitionService } from './transition.service.js';
import { TransitionView } from './transition-view.service.js';

const naming = onDay.extend(howMany.shape);

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
    return submit(this.at(actor, id), naming, body, async ({ on, people }, { rolloutId }) => {
      await this.mustBeMeant(actor, rolloutId, people);
      await this.transition.announce(actor, rolloutId, on);
    });
  }

  @Post('move')
  @Page()
  move(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, id), naming, body, async ({ on, people }, { rolloutId }) => {
      await this.mustBeMeant(actor, rolloutId, people);
      await this.transition.move(actor, rolloutId, on);
    });
  }

  private async mustBeMeant(actor: Actor, rolloutId: string, typed: number | undefined): Promise<void> {
    const { people } = await this.views.audience(actor, rolloutId);
    mustKnowHowMany(people, typed);
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

import { Body, Controller, Param, Post } from '@nestjs/common';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { tried } from '../kernel/http/form.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { PhasePage } from '../rollout/phase.pages.js';
import { CourseView } from '../rollout/course-view.service.js';
import { phaseIn, type PhasePath } from '../rollout/lead-nav.js';
import * as s from '../rollout/rollout.schemas.js';
import { yesPath } from './yes.pages.js';
import { asking, askedAnswer, type Asking } from './yes.schemas.js';
import { YesService } from './yes.service.js';

/** Asking to close a phase in spite of its gate: from its page, and by API. */
@Controller()
@Who('lead')
export class GateAskController {
  constructor(
    private readonly yes: YesService,
    private readonly view: CourseView,
  ) {}

  @Post('rollouts/:rolloutId/phases/:phase/override')
  @Page()
  async onPage(@By() actor: Actor, @Param() given: PhasePath, @Body() body: unknown): Promise<PageAnswer> {
    const { rolloutId, phase } = phaseIn(given);
    let id = '';
    const form = await tried(asking, body, async (asked) => {
      ({ id } = await this.yes.ask(actor, { kind: 'gate', rolloutId, subject: phase }, asked));
    });
    return form
      ? again(PhasePage({ ...(await this.view.phase(actor, rolloutId, phase)), form }))
      : seeOther(yesPath(id));
  }

  @Post('api/v1/rollouts/:rolloutId/phases/:phase/override')
  @Api({
    summary: 'Ask a second lead to close a phase in spite of its gate',
    refuses: ['conflict', 'too-early'],
    params: s.phaseParams,
    body: asking,
    answer: askedAnswer,
  })
  ask(
    @By() actor: Actor,
    @Input('params') { rolloutId, phase }: s.PhaseParams,
    @Input('body') asked: Asking,
  ): Promise<unknown> {
    return this.yes.ask(actor, { kind: 'gate', rolloutId, subject: phase }, asked);
  }
}

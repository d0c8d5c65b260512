import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { dayField } from '../kernel/http/fields.js';
import { submit, type FormPage } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { parse } from '../kernel/http/parse.js';
import { spoken, type Language } from '../kernel/language/language.rules.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { leadPath } from '../rollout/lead-nav.js';
import { pathId } from '../rollout/path-id.js';
import { howMany } from '../rollout/rollout.schemas.js';
import { ClosingWords, dayToRead, toldBy } from './closing-words.service.js';
import { ClosingPage } from './closing.pages.js';
import { SunsetViews } from './lead-view.service.js';
import { onDay } from './sunset.schemas.js';
import { TransitionService } from './transition.service.js';
import { TransitionView } from './transition-view.service.js';

const naming = onDay.extend(howMany.shape);
/** A day in an address that is none is none that is meant. */
const asked = z.object({ day: dayField.optional().catch(undefined), language: z.string().optional() });

/** The closing day on pages: announcing and moving it, each beside what it brings, in which words and to how many. */
@Controller('rollouts/:rolloutId/closing')
@Who('lead')
export class ClosingPagesController {
  constructor(
    private readonly transition: TransitionService,
    private readonly view: TransitionView,
    private readonly views: SunsetViews,
    private readonly words: ClosingWords,
  ) {}

  @Get()
  @Page()
  async show(
    @By() actor: Actor,
    @Param('rolloutId') given: string,
    @Query() query: unknown,
  ): Promise<PageAnswer> {
    const { day, language } = parse(asked, query);
    const meant = day?.toString();
    return this.page(actor, pathId(given), emptyForm(meant ? { on: meant } : {}), spoken(language));
  }

  @Post()
  @Page()
  announce(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, id), naming, body, async ({ on, people }, { rolloutId }) => {
      await this.words.mustKnowWhom(actor, rolloutId, { on, people });
      await this.transition.announce(actor, rolloutId, on);
    });
  }

  @Post('move')
  @Page()
  move(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, id), naming, body, async ({ on, people }, { rolloutId }) => {
      await this.words.mustKnowWhom(actor, rolloutId, { on, people });
      await this.transition.move(actor, rolloutId, on);
    });
  }

  private at(actor: Actor, given: string): FormPage & { rolloutId: string } {
    const rolloutId = pathId(given);
    return {
      rolloutId,
      path: leadPath(rolloutId, 'closing'),
      draw: (form) => this.page(actor, rolloutId, form),
    };
  }

  private async page(actor: Actor, id: string, form: FormState, language?: Language): Promise<VNode> {
    const { people, ...seen } = await this.views.audience(actor, id);
    const it = await this.view.read(actor, id);
    const meant = dayField.safeParse(form.values['on']).data ?? null;
    const on = dayToRead(meant, it);
    const told = on && (await this.words.look(actor, id, on, language));
    const values = { ...(it.suggested && { on: it.suggested }), ...form.values };
    return ClosingPage({
      ...{ ...seen, it, people: toldBy(told, people), form: { ...form, values } },
      wouldSay: on && { on, told, meant: meant !== null || it.suggested !== null },
    });
  }
}

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { lineField } from '../kernel/http/fields.js';
import { submit } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { seenField } from '../kernel/http/seen.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { leadPath } from './lead-nav.js';
import { pathId } from './path-id.js';
import { contactField } from './settings.controller.js';
import { SettingsPage } from './settings.pages.js';
import { Settings } from './settings.service.js';

const naming = z.object({
  name: lineField(120),
  responsible: lineField(),
  contact: contactField,
  seen: seenField,
});

/** What a move does by itself, and what it is called. Each play has its own page. */
@Controller('rollouts/:rolloutId/settings')
@Who('lead')
export class SettingsPagesController {
  constructor(private readonly settings: Settings) {}

  @Get()
  @Page()
  show(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return this.draw(actor, pathId(id), emptyForm());
  }

  @Post('naming')
  @Page()
  rename(@By() actor: Actor, @Param('rolloutId') given: string, @Body() body: unknown): Promise<PageAnswer> {
    const id = pathId(given);
    const page = {
      path: leadPath(id, 'settings'),
      draw: (form: FormState) => this.draw(actor, id, form),
    };
    return submit(page, naming, body, ({ seen, ...named }) => this.settings.rename(actor, id, named, seen));
  }

  private async draw(actor: Actor, id: string, form: FormState): Promise<VNode> {
    return SettingsPage({ view: await this.settings.look(actor, id), form });
  }
}

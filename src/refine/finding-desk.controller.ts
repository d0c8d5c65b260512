import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { idField, lineField } from '../kernel/http/fields.js';
import { submit, type FormPage } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { leadPath } from '../rollout/lead-nav.js';
import { pathId } from '../rollout/path-id.js';
import { FindingPage, findingPath, FindingsPage } from './finding-desk.pages.js';
import { severities } from './finding.entity.js';
import { Findings } from './findings.service.js';

const text = z.string('Write something here.').trim().min(1, 'Write something here.').max(4000);
const severity = z.enum(severities, 'Choose how grave it is.');
const found = z
  .object({ words: text.optional(), severity, answerId: idField.optional() })
  .refine(({ words, answerId }) => words !== undefined || answerId !== undefined, {
    path: ['words'],
    message: 'Write something here.',
  });
const resolved = z.object({ done: text });
const answered = z.object({ question: lineField(300), answer: text });
const dismissed = z.object({ reason: text });
const graver = z.object({ severity });

interface One {
  rolloutId: string;
  id: string;
}

/** Findings on pages: noted, resolved, answered, dismissed. */
@Controller('rollouts/:rolloutId/findings')
@Who('lead')
export class FindingDeskController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly findings: Findings,
  ) {}

  @Get()
  @Page()
  list(
    @By() actor: Actor,
    @Param('rolloutId') id: string,
    @Query('answer') answerId?: string,
  ): Promise<PageAnswer> {
    return this.listPage(actor, pathId(id), emptyForm(answerId ? { answerId } : {}));
  }

  @Post()
  @Page()
  add(@By() actor: Actor, @Param('rolloutId') given: string, @Body() body: unknown): Promise<PageAnswer> {
    const id = pathId(given);
    const page: FormPage = {
      path: leadPath(id, 'findings'),
      draw: (form) => this.listPage(actor, id, form),
    };
    return submit(page, found, body, (finding) => this.findings.add(actor, id, finding));
  }

  @Get(':id')
  @Page()
  one(@By() actor: Actor, @Param() path: One): Promise<PageAnswer> {
    return this.page(actor, path, emptyForm());
  }

  @Post(':id/resolve')
  @Page()
  resolve(@By() actor: Actor, @Param() path: One, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, path), resolved, body, ({ done }, { rolloutId, id }) =>
      this.findings.resolve(actor, rolloutId, id, done),
    );
  }

  @Post(':id/answer')
  @Page()
  answer(@By() actor: Actor, @Param() path: One, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, path), answered, body, (by, { rolloutId, id }) =>
      this.findings.answer(actor, rolloutId, id, by),
    );
  }

  @Post(':id/dismiss')
  @Page()
  dismiss(@By() actor: Actor, @Param() path: One, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, path), dismissed, body, ({ reason }, { rolloutId, id }) =>
      this.findings.dismiss(actor, rolloutId, id, reason),
    );
  }

  @Post(':id/severity')
  @Page()
  weigh(@By() actor: Actor, @Param() path: One, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, path), graver, body, (change, { rolloutId, id }) =>
      this.findings.amend(actor, rolloutId, id, change),
    );
  }

  private at(actor: Actor, path: One): FormPage & One {
    const [rolloutId, id] = [pathId(path.rolloutId), pathId(path.id)];
    return {
      ...{ rolloutId, id, path: findingPath(rolloutId, id) },
      draw: (form) => this.page(actor, path, form),
    };
  }

  private async listPage(actor: Actor, id: string, form: FormState): Promise<VNode> {
    const rollout = await this.desk.read(actor, id, async (_tx, one) => one);
    return FindingsPage({ rollout, findings: await this.findings.list(actor, id), form });
  }

  private async page(actor: Actor, path: One, form: FormState): Promise<VNode> {
    const rolloutId = pathId(path.rolloutId);
    const rollout = await this.desk.read(actor, rolloutId, async (_tx, one) => one);
    const one = (await this.findings.list(actor, rolloutId)).find(({ id }) => id === path.id);
    if (!one) throw new Refusal('not-found', 'There is no such finding in this move.');
    return FindingPage({ rollout, one, form });
  }
}

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { submit, type FormPage } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { seenField } from '../kernel/http/seen.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { leadPath } from '../rollout/lead-nav.js';
import { pathId } from '../rollout/path-id.js';
import { howMany } from '../rollout/rollout.schemas.js';
import { CharterDeskPage, ObjectionPage } from './charter-desk.pages.js';
import { CharterOpening } from './charter-opening.service.js';
import { Charter, type CharterView } from './charter.service.js';

const text = z.string('Write something here.').trim().min(1, 'Write something here.');
const pressed = z.object({ seen: seenField });
const inNumbers = pressed.extend(howMany.shape);
const draft = pressed.extend({ body: text.max(100_000), whatChanged: text.max(1000).optional() });
const said = pressed.extend({ answer: text.max(4000) });

interface OneObjection {
  rolloutId: string;
  id: string;
}

/** The charter on pages. */
@Controller('rollouts/:rolloutId/charter')
@Who('lead')
export class CharterDeskController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly charter: Charter,
    private readonly opening: CharterOpening,
  ) {}

  @Get()
  @Page()
  async show(@By() actor: Actor, @Param('rolloutId') given: string): Promise<PageAnswer> {
    return this.page(actor, pathId(given), emptyForm());
  }

  @Post()
  @Page()
  draft(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, id), draft, body, ({ seen, ...given }, { rolloutId }) =>
      this.charter.draft(actor, rolloutId, given, seen),
    );
  }

  @Post('open')
  @Page()
  open(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, id), inNumbers, body, (given, { rolloutId }) =>
      this.opening.open(actor, rolloutId, given),
    );
  }

  @Post('adopt')
  @Page()
  adopt(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, id), pressed, body, ({ seen }, { rolloutId }) =>
      this.charter.adopt(actor, rolloutId, seen),
    );
  }

  @Get('objections/:id')
  @Page()
  async objection(@By() actor: Actor, @Param() path: OneObjection): Promise<PageAnswer> {
    return this.objectionPage(actor, path);
  }

  @Post('objections/:id')
  @Page()
  async answer(@By() actor: Actor, @Param() path: OneObjection, @Body() body: unknown): Promise<PageAnswer> {
    const [rolloutId, id] = [pathId(path.rolloutId), pathId(path.id)];
    const page: FormPage = {
      path: leadPath(rolloutId, 'charter'),
      draw: (form) => this.objectionPage(actor, path, form),
    };
    return submit(page, said, body, ({ answer, seen }) =>
      this.charter.answer(actor, rolloutId, id, answer, seen),
    );
  }

  private at(actor: Actor, given: string): FormPage & { rolloutId: string } {
    const rolloutId = pathId(given);
    return {
      rolloutId,
      path: leadPath(rolloutId, 'charter'),
      draw: (form) => this.page(actor, rolloutId, form),
    };
  }

  private async page(actor: Actor, id: string, form: FormState): Promise<VNode> {
    const seen = await this.desk.read(actor, id, async (_tx, rollout, today) => ({ rollout, today }));
    const versions = await this.charter.versions(actor, id);
    const values = { ...(versions[0] && begunFrom(versions[0])), ...form.values };
    const told = versions[0] && !versions[0].openedAt ? await this.opening.look(actor, id) : null;
    return CharterDeskPage({ ...seen, versions, told, form: { ...form, values } });
  }

  private async objectionPage(actor: Actor, path: OneObjection, form?: FormState): Promise<VNode> {
    const id = pathId(path.rolloutId);
    const rollout = await this.desk.read(actor, id, async (_tx, found) => found);
    const versions = await this.charter.versions(actor, id);
    const one = versions.flatMap(({ objections }) => objections).find((found) => found.id === path.id);
    if (!one) throw new Refusal('not-found', 'There is no such objection in this move.');
    return ObjectionPage({ rollout, one, form: form ?? emptyForm({ answer: one.answer ?? '' }) });
  }
}

/** A draft is written on; a new version begins from the words of the last. */
const begunFrom = ({ body, whatChanged, openedAt }: CharterView): Record<string, unknown> => ({
  body,
  whatChanged: openedAt ? '' : (whatChanged ?? ''),
});

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { dayField, lineField } from '../kernel/http/fields.js';
import { submit, tried, type FormPage } from '../kernel/http/form.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { seenField } from '../kernel/http/seen.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { leadPath } from '../rollout/lead-nav.js';
import { pathId } from '../rollout/path-id.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { GuideDeskPage, guidePath, GuidesPage, NewGuidePage } from './guide-desk.pages.js';
import { audiences, guideKinds } from './guide.rules.js';
import { Guides } from './guides.service.js';

const pressed = z.object({ seen: seenField });
const text = z.object({
  title: lineField(120),
  body: z.string('Write something here.').trim().min(1, 'Write something here.').max(100_000),
  checkOn: dayField.optional(),
});
const edited = text.extend(pressed.shape);
const newGuide = text.extend({
  kind: z.enum(guideKinds, 'Choose what it is.'),
  audience: z.enum(audiences, 'Choose who may read it.'),
});

interface OneGuide {
  rolloutId: string;
  id: string;
}

/** Guides on pages: taken up, written, published. */
@Controller('rollouts/:rolloutId/guides')
@Who('lead')
export class GuideDeskController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly guides: Guides,
  ) {}

  @Get()
  @Page()
  async list(@By() actor: Actor, @Param('rolloutId') given: string): Promise<PageAnswer> {
    const rollout = await this.rollout(actor, given);
    return GuidesPage({ rollout, guides: await this.guides.list(actor, rollout.id) });
  }

  @Post()
  @Page()
  async add(
    @By() actor: Actor,
    @Param('rolloutId') given: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const rollout = await this.rollout(actor, given);
    let id = '';
    const form = await tried(newGuide, body, async (guide) => {
      ({ id } = await this.guides.add(actor, rollout.id, guide));
    });
    return form ? again(NewGuidePage({ rollout, form })) : seeOther(guidePath(rollout.id, id));
  }

  @Post('starting-texts')
  @Page()
  async takeUp(@By() actor: Actor, @Param('rolloutId') given: string): Promise<PageAnswer> {
    const { id } = await this.rollout(actor, given);
    await this.guides.takeUp(actor, id);
    return seeOther(leadPath(id, 'guides'));
  }

  @Get('new')
  @Page()
  async blank(@By() actor: Actor, @Param('rolloutId') given: string): Promise<PageAnswer> {
    return NewGuidePage({ rollout: await this.rollout(actor, given), form: emptyForm() });
  }

  @Get(':id')
  @Page()
  one(@By() actor: Actor, @Param() path: OneGuide): Promise<PageAnswer> {
    return this.page(actor, path);
  }

  @Post(':id')
  @Page()
  async write(@By() actor: Actor, @Param() path: OneGuide, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, path), edited, body, ({ seen, ...given }, { rolloutId, id }) =>
      this.guides.write(actor, rolloutId, id, given, seen),
    );
  }

  @Post(':id/publish')
  @Page()
  async publish(@By() actor: Actor, @Param() path: OneGuide, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, path), pressed, body, ({ seen }, { rolloutId, id }) =>
      this.guides.publish(actor, rolloutId, id, seen),
    );
  }

  private at(actor: Actor, path: OneGuide): FormPage & OneGuide {
    const [rolloutId, id] = [pathId(path.rolloutId), pathId(path.id)];
    return {
      ...{ rolloutId, id, path: guidePath(rolloutId, id) },
      draw: (form) => this.page(actor, path, form),
    };
  }

  private rollout(actor: Actor, given: string): Promise<Rollout> {
    return this.desk.read(actor, pathId(given), async (_tx, rollout) => rollout);
  }

  private async page(actor: Actor, path: OneGuide, form?: FormState): Promise<VNode> {
    const rollout = await this.rollout(actor, path.rolloutId);
    const guide = (await this.guides.list(actor, rollout.id)).find(({ id }) => id === path.id);
    if (!guide) throw new Refusal('not-found', 'There is no such guide in this move.');
    const { title, body, checkOn } = guide;
    const values = { title, body, checkOn: checkOn ?? '', ...form?.values };
    return GuideDeskPage({ rollout, guide, form: { reasons: form?.reasons ?? [], values } });
  }
}

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { seenField } from '../kernel/http/seen.js';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { idField } from '../kernel/http/fields.js';
import { press, submit, type FormPage } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { leadPath } from '../rollout/lead-nav.js';
import { pathId } from '../rollout/path-id.js';
import { Advocates } from './advocates.service.js';
import { HelperPage, helperPath, HelpersPage } from './helpers.pages.js';
import { helperViews } from './helpers.queries.js';
import { helpees, withoutHelper } from './people.queries.js';

const takes = z.object({
  seen: seenField,
  places: z.coerce
    .number('Write a number from 0 to 50.')
    .int('Write a whole number.')
    .min(0, 'Write 0 or more.')
    .max(50, 'Write 50 or less.'),
});
const handing = z.object({
  people: z.union([idField.transform((id) => [id]), z.array(idField)], 'Tick at least one person.'),
  to: z
    .union([z.literal('leads'), idField], 'Choose somebody.')
    .transform((to) => (to === 'leads' ? null : to)),
});

interface OneHelper {
  rolloutId: string;
  id: string;
}

/** Who helps whom, on pages. */
@Controller('rollouts/:rolloutId/helpers')
@Who('lead')
export class HelpersPagesController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly advocates: Advocates,
  ) {}

  @Get()
  @Page()
  list(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return this.desk.read(actor, pathId(id), async (tx, rollout, today) =>
      HelpersPage({
        rollout,
        helpers: await helperViews(tx, rollout.id, today),
        alone: await withoutHelper(tx, rollout.id),
      }),
    );
  }

  @Get(':id')
  @Page()
  one(@By() actor: Actor, @Param() path: OneHelper): Promise<PageAnswer> {
    return this.page(actor, path, emptyForm());
  }

  @Post(':id/places')
  @Page()
  places(@By() actor: Actor, @Param() path: OneHelper, @Body() body: unknown): Promise<PageAnswer> {
    const { rolloutId, id } = idsOf(path);
    return submit(this.formPage(actor, path), takes, body, ({ places, seen }) =>
      this.advocates.places(actor, rolloutId, id, places, seen),
    );
  }

  @Post(':id/people')
  @Page()
  handOver(@By() actor: Actor, @Param() path: OneHelper, @Body() body: unknown): Promise<PageAnswer> {
    const { rolloutId, id } = idsOf(path);
    return submit(this.formPage(actor, path), handing, body, (given) =>
      this.advocates.handOver(actor, rolloutId, { from: id, ...given }),
    );
  }

  @Post(':id/stop')
  @Page()
  stop(@By() actor: Actor, @Param() path: OneHelper): Promise<PageAnswer> {
    const { rolloutId, id } = idsOf(path);
    const page = { ...this.formPage(actor, path), path: leadPath(rolloutId, 'helpers') };
    return press(page, () => this.advocates.agreed(actor, rolloutId, id, false));
  }

  private formPage(actor: Actor, path: OneHelper): FormPage {
    const { rolloutId, id } = idsOf(path);
    return { path: helperPath(rolloutId, id), draw: (form) => this.page(actor, path, form) };
  }

  private page(actor: Actor, path: OneHelper, form: FormState): Promise<VNode> {
    const { rolloutId, id } = idsOf(path);
    return this.desk.read(actor, rolloutId, async (tx, rollout, today) => {
      const all = await helperViews(tx, rollout.id, today);
      const helper = all.find(({ participationId }) => participationId === id);
      if (!helper) throw new Refusal('not-found', 'This person does not help others, or not any more.');
      const others = all.filter((one) => one !== helper);
      return HelperPage({ rollout, helper, others, people: await helpees(tx, id), form });
    });
  }
}

const idsOf = ({ rolloutId, id }: OneHelper): OneHelper => ({ rolloutId: pathId(rolloutId), id: pathId(id) });

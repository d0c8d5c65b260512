import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Baseline } from '../adoption/baseline.service.js';
import { idField } from '../kernel/http/fields.js';
import { press, submit, type FormPage } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { pathId } from '../rollout/path-id.js';
import { reasonBody } from '../rollout/rollout.schemas.js';
import { Advocates } from './advocates.service.js';
import { helperNames } from './helpers.queries.js';
import { ParticipantPage } from './participant.pages.js';
import { participantOf, type OneParticipant } from './participant.queries.js';
import { participantPath } from './participants.pages.js';
import { WavesDesk } from './waves.desk.js';

const whom = z.object({
  helper: z
    .union([z.literal('leads'), idField], 'Choose somebody.')
    .transform((helper) => (helper === 'leads' ? null : helper)),
});
const correction = reasonBody.extend({ change: z.enum(['in', 'out'], 'Say what is right.') });

interface OnePerson {
  rolloutId: string;
  id: string;
}

/** Somebody in this move, on a page of their own. */
@Controller('rollouts/:rolloutId/people/:id')
@Who('lead')
export class ParticipantPagesController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly waves: WavesDesk,
    private readonly advocates: Advocates,
    private readonly baseline: Baseline,
  ) {}

  @Get()
  @Page()
  show(@By() actor: Actor, @Param() path: OnePerson): Promise<PageAnswer> {
    return this.page(actor, path, emptyForm());
  }

  @Post('again')
  @Page()
  again(@By() actor: Actor, @Param() path: OnePerson): Promise<PageAnswer> {
    const { rolloutId, id } = idsOf(path);
    return press(this.formPage(actor, path), () => this.waves.resend(actor, rolloutId, id));
  }

  @Post('helper')
  @Page()
  helper(@By() actor: Actor, @Param() path: OnePerson, @Body() body: unknown): Promise<PageAnswer> {
    const { rolloutId, id } = idsOf(path);
    return submit(this.formPage(actor, path), whom, body, ({ helper }) =>
      this.advocates.assign(actor, rolloutId, id, helper),
    );
  }

  @Post('agreed')
  @Page()
  agreed(@By() actor: Actor, @Param() path: OnePerson): Promise<PageAnswer> {
    const { rolloutId, id } = idsOf(path);
    return press(this.formPage(actor, path), () => this.advocates.agreed(actor, rolloutId, id, true));
  }

  @Post('baseline')
  @Page()
  correct(@By() actor: Actor, @Param() path: OnePerson, @Body() body: unknown): Promise<PageAnswer> {
    const { rolloutId } = idsOf(path);
    return submit(this.formPage(actor, path), correction, body, async ({ change, reason }) => {
      const { memberId } = await this.person(actor, path);
      await this.desk.act(actor, rolloutId, { what: `baseline.${change}`, reason }, async (desk) => {
        const { participationId } = await this.baseline.correct(desk, actor, { memberId, change, reason });
        return { subject: participationId, answer: undefined };
      });
    });
  }

  private formPage(actor: Actor, path: OnePerson): FormPage {
    const { rolloutId, id } = idsOf(path);
    return { path: participantPath(rolloutId, id), draw: (form) => this.page(actor, path, form) };
  }

  private async page(actor: Actor, path: OnePerson, form: FormState): Promise<VNode> {
    const one = await this.person(actor, path);
    const waves = await this.waves.list(actor, idsOf(path).rolloutId);
    return this.desk.read(actor, idsOf(path).rolloutId, async (tx, rollout) =>
      ParticipantPage({
        ...{ rollout, one, form },
        helpers: await helperNames(tx, rollout.id),
        ahead: waves.filter(({ said, id }) => !said && id !== undefined),
      }),
    );
  }

  private person(actor: Actor, path: OnePerson): Promise<OneParticipant> {
    const { rolloutId, id } = idsOf(path);
    return this.desk.read(actor, rolloutId, async (tx) => {
      const one = await participantOf(tx, rolloutId, id);
      if (!one) throw new Refusal('not-found', 'This person does not take part in this move.');
      return one;
    });
  }
}

const idsOf = ({ rolloutId, id }: OnePerson): OnePerson => ({ rolloutId: pathId(rolloutId), id: pathId(id) });

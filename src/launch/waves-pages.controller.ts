import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Friction } from '../adoption/friction.service.js';
import { idField } from '../kernel/http/fields.js';
import { formOf, refusedForm, submit } from '../kernel/http/form.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { leadPath } from '../rollout/lead-nav.js';
import { pathId } from '../rollout/path-id.js';
import { reasonBody } from '../rollout/rollout.schemas.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { filtersOf, participants } from './participants.queries.js';
import { helperNames } from './helpers.queries.js';
import { asStood, movesForm, typedWaves, wavesForm } from './waves.form.js';
import { WaveChangePage, wavePath, WavesPage, type WaveNames } from './waves.pages.js';
import { WavePage, WavePlanPage } from './waves-plan.pages.js';
import { WavesDesk } from './waves.desk.js';
import { onAgenda, type WaveChange, type WaveView } from './waves.views.js';

interface OnePath {
  rolloutId: string;
  number: string;
}

/** Waves on pages. Whatever changes who is invited when is shown in numbers before it is done. */
@Controller('rollouts/:rolloutId/waves')
@Who('lead')
export class WavesPagesController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly waves: WavesDesk,
    private readonly friction: Friction,
  ) {}

  @Get()
  @Page()
  show(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return this.page(actor, pathId(id), emptyForm());
  }

  @Post('let-go')
  @Page()
  letGo(@By() actor: Actor, @Param('rolloutId') given: string, @Body() body: unknown): Promise<PageAnswer> {
    const id = pathId(given);
    const page = {
      path: leadPath(id, 'waves'),
      draw: (form: FormState) => this.page(actor, id, form),
    };
    return submit(page, reasonBody, body, ({ reason }) =>
      this.desk.act(actor, id, { what: 'friction.let-go', reason }, async ({ tx, now }) => {
        await this.friction.letGo(tx, actor, id, reason, now);
        return { subject: id, answer: undefined };
      }),
    );
  }

  @Get('plan')
  @Page()
  form(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return this.planPage(actor, pathId(id), null);
  }

  /** The first time it shows what would change; with "yes" it is done. */
  @Post('plan')
  @Page()
  async plan(
    @By() actor: Actor,
    @Param('rolloutId') given: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const id = pathId(given);
    const sent = formOf(wavesForm, body);
    if (!sent.ok) return again(await this.planPage(actor, id, sent.form));
    const { waves, sure, stood } = sent.input;
    try {
      mustStand(stood, await this.waves.list(actor, id));
      if (sure) {
        await this.waves.plan(actor, id, waves);
        return seeOther(leadPath(id, 'waves'));
      }
      const change = await this.waves.planned(actor, id, waves);
      return await this.change(actor, id, change, {
        action: `${leadPath(id, 'waves')}/plan`,
        back: leadPath(id, 'waves'),
        fields: Object.entries(sent.form.values).map(([name, value]) => [name, String(value)]),
      });
    } catch (error) {
      return again(await this.planPage(actor, id, refusedForm(error, sent.form)));
    }
  }

  @Get(':number')
  @Page()
  one(@By() actor: Actor, @Param() path: OnePath, @Query('after') after?: string): Promise<PageAnswer> {
    return this.onePage(actor, path, emptyForm(), idField.safeParse(after).data);
  }

  @Post(':number/move')
  @Page()
  async move(@By() actor: Actor, @Param() path: OnePath, @Body() body: unknown): Promise<PageAnswer> {
    const id = pathId(path.rolloutId);
    const here = wavePath(id, numberOf(path));
    const sent = formOf(movesForm, body);
    if (!sent.ok) return again(await this.onePage(actor, path, sent.form));
    const { people, wave, sure } = sent.input;
    try {
      if (sure) {
        await this.waves.move(actor, id, people, wave);
        return seeOther(wavePath(id, wave));
      }
      const change = await this.waves.moved(actor, id, people, wave);
      return await this.change(actor, id, change, {
        ...{ action: `${here}/move`, back: here },
        fields: [['wave', String(wave)], ...people.map((one): [string, string] => ['people', one])],
      });
    } catch (error) {
      return again(await this.onePage(actor, path, refusedForm(error, sent.form)));
    }
  }

  private async page(actor: Actor, id: string, form: FormState): Promise<VNode> {
    const waves = await this.waves.outlook(actor, id);
    return this.desk.read(actor, id, async (tx, rollout) =>
      WavesPage({
        ...{ rollout, waves, form },
        names: await namesOf(tx, rollout),
        agenda: await onAgenda(tx, id),
        friction: (await this.friction.active(tx, id))?.why ?? null,
      }),
    );
  }

  private async planPage(actor: Actor, id: string, form: FormState | null): Promise<VNode> {
    const waves = await this.waves.list(actor, id);
    const shown = form ?? emptyForm(typedWaves(waves.filter(({ said }) => !said)));
    return this.desk.read(actor, id, async (tx, rollout) =>
      WavePlanPage({ rollout, waves, names: await namesOf(tx, rollout), form: shown }),
    );
  }

  private async onePage(actor: Actor, path: OnePath, form: FormState, after?: string): Promise<VNode> {
    const [id, number] = [pathId(path.rolloutId), numberOf(path)];
    const waves = await this.waves.list(actor, id);
    const wave = waves.find((one) => one.number === number);
    if (!wave) throw new Refusal('not-found', 'There is no such wave.');
    return this.desk.read(actor, id, async (tx, rollout) =>
      WavePage({
        ...{ rollout, wave, form },
        others: waves.filter((one) => !one.said && one.number !== number),
        names: await namesOf(tx, rollout),
        found: await participants(tx, id, { wave: number, after }),
      }),
    );
  }

  private change(
    actor: Actor,
    id: string,
    change: WaveChange,
    ask: { action: string; back: string; fields: [string, string][] },
  ): Promise<VNode> {
    return this.desk.read(actor, id, async (tx, rollout) =>
      WaveChangePage({ rollout, change, names: await namesOf(tx, rollout), ...ask }),
    );
  }
}

/** Nothing that another lead planned meanwhile is overwritten unseen. */
function mustStand(stood: string, waves: WaveView[]): void {
  if (stood === asStood(waves)) return;
  throw new Refusal(
    'conflict',
    'Somebody changed the waves since you opened this page. Look at them first; what you chose is kept below.',
  );
}

const numberOf = ({ number }: OnePath): number => z.coerce.number().int().catch(0).parse(number);

async function namesOf(tx: EntityManager, rollout: Rollout): Promise<WaveNames> {
  const { places } = await filtersOf(tx, rollout.id);
  return {
    places: new Map(places.map(({ id, name }) => [id, name])),
    helpers: await helperNames(tx, rollout.id),
  };
}

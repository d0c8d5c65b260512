import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { DataSource } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { doors } from '../community/community.entity.js';
import { CommunityService, PlaceService } from '../community/community.service.js';
import { idField, lineField } from '../kernel/http/fields.js';
import { tried } from '../kernel/http/form.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { parse } from '../kernel/http/parse.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { leadPath } from '../rollout/lead-nav.js';
import { againstFirstDay } from '../rollout/first-day.rules.js';
import { againstDay, planSchema } from '../rollout/plan.js';
import { StartService } from '../rollout/start.service.js';
import { BeginPage, DoorsPage, NewMovePage } from './begin.pages.js';
import { atTheDoors } from './begin.rules.js';
import { Beginnings } from './begin.service.js';
import { SetupDonePage } from './setup.pages.js';

const some = (none: string) => z.preprocess((value) => [value ?? []].flat(), z.array(idField).min(1, none));
const newMove = (today: Temporal.PlainDate) =>
  z.object({
    name: z.string('Write what you call it.').pipe(lineField(120)),
    from: some('Name at least one old place.'),
    to: some('Name at least one new place.'),
    startsOn: z.string('Name the first day.').superRefine((text, context) => {
      const message = againstDay(text) ?? againstFirstDay(text, today);
      if (message) context.addIssue({ code: 'custom', message });
    }),
    timeZone: planSchema.shape.timeZone,
    preset: z.enum(['usual', 'small'], 'Choose how many you are.'),
  });

const doorForm = z.object({ door: z.enum(doors, 'Choose one of the four.') });

/** The first steps of a community, on pages. */
@Controller('begin')
@Who('lead')
export class BeginController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly communities: CommunityService,
    private readonly places: PlaceService,
    private readonly starting: StartService,
    private readonly beginnings: Beginnings,
  ) {}

  @Get()
  @Page()
  async show(@By() actor: Actor, @Query('doors') all?: string): Promise<PageAnswer> {
    const it = await this.beginnings.of(actor);
    return atTheDoors(it) || all === 'all' ? DoorsPage({ it }) : BeginPage({ it });
  }

  /** Where set-up ends. */
  @Get('set-up')
  @Page()
  async setUp(@By() { communityId }: Actor): Promise<PageAnswer> {
    return SetupDonePage(await this.communities.get(this.dataSource.manager, communityId));
  }

  @Post('door')
  @Page()
  async choose(@By() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    await this.beginnings.choose(actor, parse(doorForm, body ?? {}).door);
    return seeOther('/begin');
  }

  @Get('move')
  @Page()
  async ask(@By() actor: Actor): Promise<PageAnswer> {
    const { timeZone } = await this.communities.get(this.dataSource.manager, actor.communityId);
    return this.page(actor, emptyForm({ timeZone }));
  }

  @Post('move')
  @Page()
  async plan(@By() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    let id = '';
    const today = await this.communities.today(this.dataSource.manager, actor.communityId);
    const { door } = await this.communities.get(this.dataSource.manager, actor.communityId);
    const form = await tried(newMove(today), body, async (given) => {
      ({ id } = await this.starting.create(actor, { ...given, begunElsewhere: door === 'begun' }));
    });
    if (form) return again(await this.page(actor, form));
    // By the link people come tonight; who has begun already looks at the numbers first.
    return seeOther(door === 'group' ? `/rollouts/${id}/tonight` : leadPath(id, 'plan'));
  }

  private async page({ communityId }: Actor, form: FormState): Promise<VNode> {
    const { door } = await this.communities.get(this.dataSource.manager, communityId);
    return NewMovePage({ places: await this.places.list(this.dataSource.manager, communityId), door, form });
  }
}

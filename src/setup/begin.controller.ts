import { Body, Controller, Get, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { DataSource } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { CommunityService, PlaceService } from '../community/community.service.js';
import { Clock } from '../kernel/clock.js';
import { idField, lineField } from '../kernel/http/fields.js';
import { tried } from '../kernel/http/form.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { unheard } from '../retention/first-contact.queries.js';
import { leadPath } from '../rollout/lead-nav.js';
import { againstFirstDay } from '../rollout/first-day.rules.js';
import { againstDay, planSchema } from '../rollout/plan.js';
import { StartService } from '../rollout/start.service.js';
import { BeginPage, NewMovePage, type Begun } from './begin.pages.js';

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

/** The first steps of a community, on pages. */
@Controller('begin')
@Who('lead')
export class BeginController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly communities: CommunityService,
    private readonly places: PlaceService,
    private readonly starting: StartService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Page()
  async show(@By() { communityId }: Actor): Promise<PageAnswer> {
    const moves = await this.dataSource.query<Begun['moves']>(
      `select id, name, state from rollout where community_id = $1 order by state = 'draft' desc, name`,
      [communityId],
    );
    const [counts] = await this.dataSource.query<[Omit<Begun, 'moves' | 'unheard'>]>(
      `select (select count(*)::int from place where community_id = $1) as places,
              (select count(*)::int from member
                where community_id = $1 and gone is null and erased_at is null) as people,
              (select count(*)::int from account
                where community_id = $1 and left_at is null and role in ('lead', 'admin')) as leads`,
      [communityId],
    );
    // A long look at a long list, and said only while there is no move whose overview would say it.
    const silent = moves.length === 0 ? await this.unheard(communityId) : 0;
    return BeginPage({ it: { ...counts, unheard: silent, moves } });
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
    const form = await tried(newMove(today), body, async (given) => {
      ({ id } = await this.starting.create(actor, given));
    });
    return form ? again(await this.page(actor, form)) : seeOther(leadPath(id, 'plan'));
  }

  private async page({ communityId }: Actor, form: FormState): Promise<VNode> {
    return NewMovePage({ places: await this.places.list(this.dataSource.manager, communityId), form });
  }

  private async unheard(communityId: string): Promise<number> {
    const [{ people }] = await this.dataSource.query<[{ people: number }]>(
      `select count(*)::int as people from member m where m.community_id = $1 and ${unheard('$2')}`,
      [communityId, this.clock.now().toZonedDateTimeISO('UTC').toPlainDate().toString()],
    );
    return people;
  }
}

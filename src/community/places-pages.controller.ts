import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { idField, lineField } from '../kernel/http/fields.js';
import { press, submit, type FormPage } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { seenField } from '../kernel/http/seen.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { CommunityService, PlaceService, type NewPlace } from './community.service.js';
import { PlacesDesk } from './places.desk.js';
import { PlacePage, PlacesPage } from './places.pages.js';

const place = z.object({
  name: lineField(),
  platform: lineField(60),
  caretaker: lineField().optional(),
  address: lineField(500).optional(),
  headCount: z.coerce
    .number('Write a number.')
    .int('Write a whole number.')
    .min(0)
    .max(100_000_000)
    .optional(),
});

const edited = place.extend({ seen: seenField });

@Controller('places')
@Who('lead')
export class PlacesPagesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly places: PlaceService,
    private readonly communities: CommunityService,
    private readonly desk: PlacesDesk,
  ) {}

  @Get()
  @Page()
  show(@By() actor: Actor): Promise<PageAnswer> {
    return this.page(actor, emptyForm());
  }

  @Post()
  @Page()
  add(@By() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    const page: FormPage = { path: '/places', draw: (form) => this.page(actor, form) };
    return submit(page, place, body, async ({ headCount, ...given }) =>
      this.desk.add(actor, { ...given, ...(await this.counted(actor, headCount)) }),
    );
  }

  @Get(':id')
  @Page()
  async one(@By() actor: Actor, @Param('id') id: string): Promise<PageAnswer> {
    return this.onePage(actor, placeId(id), null);
  }

  @Post(':id')
  @Page()
  edit(@By() actor: Actor, @Param('id') given: string, @Body() body: unknown): Promise<PageAnswer> {
    const id = placeId(given);
    const page: FormPage = { path: '/places', draw: (form) => this.onePage(actor, id, form) };
    return submit(page, edited, body, async ({ headCount, caretaker, address, seen, ...rest }) => {
      const emptied = { caretaker: caretaker ?? null, address: address ?? null };
      const change = { ...rest, ...emptied, ...(await this.counted(actor, headCount)) };
      return this.desk.edit(actor, id, change, seen);
    });
  }

  @Post(':id/remove')
  @Page()
  remove(@By() actor: Actor, @Param('id') given: string): Promise<PageAnswer> {
    const id = placeId(given);
    const page: FormPage = {
      path: '/places',
      draw: async ({ reasons }) => this.onePage(actor, id, { ...(await this.typed(actor, id)), reasons }),
    };
    return press(page, () => this.desk.remove(actor, id));
  }

  /** Today's count; nothing where none was typed. */
  private async counted(
    { communityId }: Actor,
    people: number | undefined,
  ): Promise<Pick<NewPlace, 'headCount'>> {
    if (people === undefined) return {};
    return { headCount: { people, on: await this.communities.today(this.dataSource.manager, communityId) } };
  }

  private async page({ communityId }: Actor, form: FormState): Promise<VNode> {
    return PlacesPage({ places: await this.places.list(this.dataSource.manager, communityId), form });
  }

  private async onePage(actor: Actor, id: string, form: FormState | null): Promise<VNode> {
    const kept = await this.places.get(this.dataSource.manager, actor.communityId, id);
    return PlacePage({ place: kept, form: form ?? (await this.typed(actor, id)) });
  }

  private async typed({ communityId }: Actor, id: string): Promise<FormState> {
    const { name, platform, caretaker, address } = await this.places.get(
      this.dataSource.manager,
      communityId,
      id,
    );
    return emptyForm({ name, platform, caretaker: caretaker ?? '', address: address ?? '' });
  }
}

function placeId(text: string): string {
  const id = idField.safeParse(text);
  if (!id.success) throw new Refusal('not-found', 'There is no such place here.');
  return id.data;
}

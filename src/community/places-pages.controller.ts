import { Body, Controller, Get, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { lineField } from '../kernel/http/fields.js';
import { submit, type FormPage } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { ActRecord } from './act-record.js';
import { PlaceService } from './community.service.js';
import { PlacesPage } from './places.pages.js';

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

@Controller('places')
@Who('lead')
export class PlacesPagesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly places: PlaceService,
    private readonly acts: ActRecord,
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
    return submit(page, place, body, ({ headCount, ...given }) =>
      this.dataSource.transaction(async (tx) => {
        const on = await this.acts.begin(tx, actor);
        const counted = headCount === undefined ? {} : { headCount: { people: headCount, on } };
        const { id } = await this.places.add(tx, actor.communityId, { ...given, ...counted });
        await this.acts.note(tx, actor, 'place.added', id);
      }),
    );
  }

  private async page({ communityId }: Actor, form: FormState): Promise<VNode> {
    return PlacesPage({ places: await this.places.list(this.dataSource.manager, communityId), form });
  }
}

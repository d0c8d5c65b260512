import { Body, Controller, Get, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { lineField } from '../kernel/http/fields.js';
import { tried } from '../kernel/http/form.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { emptyForm } from '../kernel/ui/forms.js';
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
  async show(@By() { communityId }: Actor): Promise<PageAnswer> {
    return PlacesPage({
      places: await this.places.list(this.dataSource.manager, communityId),
      form: emptyForm(),
    });
  }

  @Post()
  @Page()
  async add(@By() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    const form = await tried(place, body, ({ headCount, ...given }) =>
      this.dataSource.transaction(async (tx) => {
        const on = await this.acts.begin(tx, actor);
        const counted = headCount === undefined ? {} : { headCount: { people: headCount, on } };
        const { id } = await this.places.add(tx, actor.communityId, { ...given, ...counted });
        await this.acts.note(tx, actor, 'place.added', id);
      }),
    );
    if (!form) return seeOther('/places');
    return again(
      PlacesPage({ places: await this.places.list(this.dataSource.manager, actor.communityId), form }),
    );
  }
}

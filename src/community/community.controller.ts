import { Controller, Delete, Get, Patch, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, IfMatch, Input } from '../kernel/http/api.js';
import { asTag, etagField, type Seen } from '../kernel/http/seen.js';
import { dayAnswer, dayField, idField, lineField } from '../kernel/http/fields.js';
import { PlaceService } from './community.service.js';
import { placeSeen, PlacesDesk } from './places.desk.js';

const visibility = z.enum(['everybody', 'writers', 'nobody']);
const headCount = z.strictObject({ people: z.int().min(0).max(100_000_000), on: dayField });
const NewPlace = z.strictObject({
  name: lineField(),
  platform: lineField(60),
  caretaker: lineField().optional(),
  address: lineField(500).optional(),
  headCount: headCount.optional(),
  visibility: visibility.optional(),
});
const PlaceAnswer = z.object({
  id: z.uuid(),
  name: z.string(),
  platform: z.string(),
  caretaker: z.string().nullable(),
  address: z.string().nullable(),
  headCount: z.int().nullable(),
  headCountOn: dayAnswer.nullable(),
  visibility,
});

const Listed = PlaceAnswer.extend({ etag: etagField });

const Change = z.strictObject({
  name: lineField().optional(),
  platform: lineField(60).optional(),
  caretaker: lineField().nullable().optional(),
  address: lineField(500).nullable().optional(),
  headCount: headCount.nullable().optional(),
  visibility: visibility.optional(),
});
const one = z.object({ placeId: idField });

@Controller('api/v1/places')
@Who('lead')
export class PlacesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly places: PlaceService,
    private readonly desk: PlacesDesk,
  ) {}

  @Post()
  @Api({ summary: 'Add a place', refuses: ['conflict'], body: NewPlace, answer: PlaceAnswer, status: 201 })
  add(@By() actor: Actor, @Input('body') place: z.infer<typeof NewPlace>): Promise<unknown> {
    return this.desk.add(actor, place);
  }

  @Get()
  @Who('viewer')
  @Api({ summary: 'List the places', answer: z.object({ places: z.array(Listed) }) })
  async list(@By() actor: Actor): Promise<unknown> {
    const places = await this.places.list(this.dataSource.manager, actor.communityId);
    return { places: places.map((place) => Object.assign(place, { etag: asTag(placeSeen(place)) })) };
  }

  @Patch(':placeId')
  @Api({
    summary: 'Change a place, or hand over its keys',
    refuses: ['conflict', 'changed'],
    overwrites: true,
    shows: placeSeen,
    params: one,
    body: Change,
    answer: PlaceAnswer,
  })
  edit(
    @By() actor: Actor,
    @Input('params') { placeId }: z.infer<typeof one>,
    @Input('body') change: z.infer<typeof Change>,
    @IfMatch() seen?: Seen,
  ): Promise<unknown> {
    return this.desk.edit(actor, placeId, change, seen);
  }

  @Delete(':placeId')
  @Api({
    summary: 'Remove a place that nothing uses',
    refuses: ['conflict'],
    params: one,
    answer: z.void(),
    status: 204,
  })
  remove(@By() actor: Actor, @Input('params') { placeId }: z.infer<typeof one>): Promise<void> {
    return this.desk.remove(actor, placeId);
  }
}

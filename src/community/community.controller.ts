import { Controller, Get, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Audit } from '../access/audit.js';
import { Who } from '../access/who.js';
import { Clock } from '../kernel/clock.js';
import { Api, Input } from '../kernel/http/api.js';
import { dayAnswer, dayField, lineField } from '../kernel/http/fields.js';
import { PlaceService } from './community.service.js';

const visibility = z.enum(['everybody', 'writers', 'nobody']);
const NewPlace = z.strictObject({
  name: lineField(),
  platform: lineField(60),
  caretaker: lineField().optional(),
  address: lineField(500).optional(),
  headCount: z.strictObject({ people: z.int().min(0).max(100_000_000), on: dayField }).optional(),
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

@Controller('api/v1/places')
export class PlacesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly places: PlaceService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Who('lead')
  @Api({ summary: 'Add a place', body: NewPlace, answer: PlaceAnswer, status: 201 })
  add(@By() actor: Actor, @Input('body') place: z.infer<typeof NewPlace>): Promise<unknown> {
    return this.dataSource.transaction(async (tx) => {
      const added = await this.places.add(tx, actor.communityId, place);
      const { communityId, accountId } = actor;
      await this.audit.note(tx, {
        communityId,
        actor: accountId,
        what: 'place.added',
        subject: added.id,
        at: this.clock.now(),
      });
      return added;
    });
  }

  @Get()
  @Who('viewer')
  @Api({ summary: 'List the places', answer: z.object({ places: z.array(PlaceAnswer) }) })
  async list(@By() actor: Actor): Promise<unknown> {
    return { places: await this.places.list(this.dataSource.manager, actor.communityId) };
  }
}

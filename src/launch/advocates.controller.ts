import { Controller, Delete, Get, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, IfMatch, Input } from '../kernel/http/api.js';
import { asTag, etagField, type Seen } from '../kernel/http/seen.js';
import { idField } from '../kernel/http/fields.js';
import { Advocates, placesSeen, type AdvocateView } from './advocates.service.js';
import type { Alone } from './people.queries.js';

const rollout = z.object({ rolloutId: idField });
const one = rollout.extend({ id: idField });
const places = z.object({ places: z.number().int().min(0).max(50) });
const pairing = z.object({ participationId: idField, advocateId: idField.nullable() });
const handing = z.object({
  people: z.array(idField).min(1, 'Name at least one person.').max(1000).describe('Participations'),
  to: idField.nullable().describe('Null: the leads help them'),
});
const alone = z.array(z.object({ participationId: z.string(), name: z.string() }));
const answer = z.array(
  z.object({
    ...{ participationId: z.string(), name: z.string(), places: z.number(), free: z.number() },
    etag: etagField,
  }),
);

const marked = (views: AdvocateView[]): z.infer<typeof answer> =>
  views.map((view) => ({ ...view, etag: asTag(placesSeen(view.places)) }));

@Controller('api/v1/rollouts/:rolloutId/advocates')
@Who('lead')
export class AdvocatesController {
  constructor(private readonly advocates: Advocates) {}

  @Get()
  @Api({ summary: 'List advocates with their free places', params: rollout, answer })
  list(@By() actor: Actor, @Input('params') { rolloutId }: z.infer<typeof rollout>): Promise<unknown> {
    return this.advocates.list(actor, rolloutId).then(marked);
  }

  @Get('needed')
  @Api({ summary: 'List people on the way whom nobody helps', params: rollout, answer: alone })
  needed(@By() actor: Actor, @Input('params') { rolloutId }: z.infer<typeof rollout>): Promise<Alone[]> {
    return this.advocates.alone(actor, rolloutId);
  }

  @Put(':id')
  @Api({
    ...{ summary: 'Say how many people an advocate takes', params: one, body: places, answer },
    ...{ refuses: ['changed'], overwrites: true },
  })
  places(
    @By() actor: Actor,
    @Input('params') { rolloutId, id }: z.infer<typeof one>,
    @Input('body') given: z.infer<typeof places>,
    @IfMatch() seen?: Seen,
  ): Promise<unknown> {
    return this.advocates.places(actor, rolloutId, id, given.places, seen).then(marked);
  }

  @Post(':id')
  @Api({ summary: 'Note that somebody agreed to help others', refuses: ['conflict'], params: one, answer })
  agreed(@By() actor: Actor, @Input('params') { rolloutId, id }: z.infer<typeof one>): Promise<unknown> {
    return this.advocates.agreed(actor, rolloutId, id, true).then(marked);
  }

  @Delete(':id')
  @Api({
    summary: 'Note that somebody stops helping; others take over',
    refuses: ['conflict'],
    params: one,
    answer,
  })
  stopped(@By() actor: Actor, @Input('params') { rolloutId, id }: z.infer<typeof one>): Promise<unknown> {
    return this.advocates.agreed(actor, rolloutId, id, false).then(marked);
  }

  @Post(':id/people')
  @Api({
    summary: 'Hand people of an advocate to another, or to the leads',
    refuses: ['conflict'],
    ...{ params: one, body: handing, answer: z.void(), status: 204 },
  })
  handOver(
    @By() actor: Actor,
    @Input('params') { rolloutId, id }: z.infer<typeof one>,
    @Input('body') given: z.infer<typeof handing>,
  ): Promise<void> {
    return this.advocates.handOver(actor, rolloutId, { from: id, ...given });
  }

  @Post('pairings')
  @Api({
    summary: 'Give somebody an advocate',
    params: rollout,
    body: pairing,
    answer: z.void(),
    status: 204,
  })
  assign(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof rollout>,
    @Input('body') { participationId, advocateId }: z.infer<typeof pairing>,
  ): Promise<void> {
    return this.advocates.assign(actor, rolloutId, participationId, advocateId);
  }
}

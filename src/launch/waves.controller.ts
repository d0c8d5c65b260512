import { Controller, Get, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { dayAnswer, idField } from '../kernel/http/fields.js';
import { waveKinds } from './wave.rules.js';
import { WavesDesk } from './waves.desk.js';
import type { WaveChange, WaveView } from './waves.views.js';

const rollout = z.object({ rolloutId: idField });
const wave = z.object({
  kind: z.enum(waveKinds),
  placeId: idField.optional(),
  advocateId: idField.optional(),
  leans: z.boolean().default(false),
});
const wishes = z.object({ waves: z.array(wave).min(1, 'Name at least one wave.').max(52) });
const again = z.object({ participationId: idField });
const answer = z.array(
  z.object({
    number: z.number(),
    kind: z.enum(waveKinds),
    placeId: z.string().nullable(),
    advocateId: z.string().nullable(),
    leans: z.boolean(),
    on: dayAnswer,
    said: z.boolean(),
    holds: z.array(z.string()),
    people: z.number(),
  }),
);

const moves = z.object({
  people: z.array(idField).min(1, 'Choose at least one person.').max(1000).describe('Participations'),
  wave: z.number().int().min(1),
});
const change = z.object({
  ...{ before: answer, after: answer },
  moving: z.number().describe('People who would come into another wave than now'),
});

@Controller('api/v1/rollouts/:rolloutId/waves')
@Who('lead')
export class WavesController {
  constructor(private readonly waves: WavesDesk) {}

  @Get()
  @Api({ summary: 'List waves with their days and what holds them', params: rollout, answer })
  list(@By() actor: Actor, @Input('params') { rolloutId }: z.infer<typeof rollout>): Promise<WaveView[]> {
    return this.waves.list(actor, rolloutId);
  }

  @Put()
  @Api({ summary: 'Plan the waves that have not gone out', params: rollout, body: wishes, answer })
  plan(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof rollout>,
    @Input('body') given: z.infer<typeof wishes>,
  ): Promise<WaveView[]> {
    return this.waves.plan(actor, rolloutId, given.waves);
  }

  @Post('preview')
  @Api({ summary: 'See what other waves would change', params: rollout, body: wishes, answer: change })
  planned(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof rollout>,
    @Input('body') given: z.infer<typeof wishes>,
  ): Promise<WaveChange> {
    return this.waves.planned(actor, rolloutId, given.waves);
  }

  @Post('moves')
  @Api({
    summary: 'Put people into another wave',
    refuses: ['conflict'],
    params: rollout,
    body: moves,
    answer,
  })
  move(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof rollout>,
    @Input('body') { people, wave: to }: z.infer<typeof moves>,
  ): Promise<WaveView[]> {
    return this.waves.move(actor, rolloutId, people, to);
  }

  @Post('moves/preview')
  @Api({
    summary: 'See what moving people would change',
    refuses: ['conflict'],
    params: rollout,
    body: moves,
    answer: change,
  })
  moved(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof rollout>,
    @Input('body') { people, wave: to }: z.infer<typeof moves>,
  ): Promise<WaveChange> {
    return this.waves.moved(actor, rolloutId, people, to);
  }

  @Post('resend')
  @Api({ summary: 'Resend an invitation', params: rollout, body: again, answer: z.void(), status: 204 })
  resend(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof rollout>,
    @Input('body') { participationId }: z.infer<typeof again>,
  ): Promise<void> {
    return this.waves.resend(actor, rolloutId, participationId);
  }
}

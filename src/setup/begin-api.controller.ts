import { Controller, Get, Put } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { doors } from '../community/community.entity.js';
import { Api, Input } from '../kernel/http/api.js';
import { nextOf, stepsOf } from './begin.rules.js';
import { Beginnings } from './begin.service.js';

const choice = z.object({ door: z.enum(doors) });
const step = z.enum(['care', 'places', 'people', 'lead', 'plan', 'tonight', 'start']);
const begun = z.object({
  door: z.enum(doors).nullable().describe('Null until one was chosen'),
  next: step.nullable().describe('Null when everything is begun'),
  steps: z.object({ key: step, done: z.boolean() }).array(),
});

/** How far the beginning is, for programs. */
@Controller('api/v1/begin')
@Who('lead')
export class BeginApiController {
  constructor(private readonly beginnings: Beginnings) {}

  @Get()
  @Api({ summary: 'Read how far your community has begun', answer: begun })
  async read(@By() actor: Actor): Promise<z.input<typeof begun>> {
    const it = await this.beginnings.of(actor);
    return { door: it.door, next: nextOf(it), steps: stepsOf(it) };
  }

  @Put()
  @Api({ summary: 'Choose the door by which you begin', body: choice, answer: begun })
  async choose(@By() actor: Actor, @Input('body') { door }: z.output<typeof choice>): Promise<unknown> {
    await this.beginnings.choose(actor, door);
    return this.read(actor);
  }
}

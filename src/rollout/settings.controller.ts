import { Controller, Get, Patch } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, IfMatch, Input } from '../kernel/http/api.js';
import type { Seen } from '../kernel/http/seen.js';
import { lineField } from '../kernel/http/fields.js';
import { reachOf } from '../notices/reach.rules.js';
import * as s from './rollout.schemas.js';
import { namingSeen, Settings, type Naming } from './settings.service.js';

/** Members read it in every first message, and not everybody who gets it has e-mail. */
export const contactField = lineField(200).refine(
  (contact) => reachOf(contact).elsewhere !== '',
  'Name one way that is not e-mail too: a phone number, a door, a meeting.',
);

const naming = z.strictObject({ name: lineField(120), responsible: lineField(), contact: contactField });
const renaming = naming.partial();

@Controller('api/v1/rollouts/:rolloutId/naming')
@Who('lead')
export class SettingsController {
  constructor(private readonly settings: Settings) {}

  @Get()
  @Api({
    summary: 'Read what a rollout is called, and who is responsible',
    params: s.rolloutParams,
    answer: naming,
    shows: namingSeen,
  })
  async read(@By() actor: Actor, @Input('params') { rolloutId }: s.RolloutParams): Promise<Naming> {
    return (await this.settings.look(actor, rolloutId)).naming;
  }

  @Patch()
  @Api({
    summary: 'Name a rollout, or who is responsible in its community',
    refuses: ['changed'],
    params: s.rolloutParams,
    body: renaming,
    answer: naming,
    shows: namingSeen,
    overwrites: true,
  })
  rename(
    @By() actor: Actor,
    @Input('params') { rolloutId }: s.RolloutParams,
    @Input('body') { name, responsible, contact }: z.output<typeof renaming>,
    @IfMatch() seen?: Seen,
  ): Promise<Naming> {
    const given = {
      ...(name !== undefined && { name }),
      ...(responsible !== undefined && { responsible }),
      ...(contact !== undefined && { contact }),
    };
    return this.settings.rename(actor, rolloutId, given, seen);
  }
}

import { Controller, Post } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { idField } from '../kernel/http/fields.js';
import { Bounces } from './bounces.js';
import { LedgerDesk } from './ledger.desk.js';

const OneRow = z.strictObject({ rolloutId: idField, deliveryId: idField });

/** Messages that came back, of which somebody knows better. */
@Controller('api/v1/rollouts/:rolloutId/deliveries/:deliveryId')
@Who('lead')
export class ArrivalsController {
  constructor(
    private readonly desk: LedgerDesk,
    private readonly bounces: Bounces,
  ) {}

  @Post('arrived')
  @Api({
    summary:
      'Say that a message which came back arrived after all: it is accepted again, and the address is good',
    refuses: ['conflict'],
    params: OneRow,
    answer: z.object({}),
    status: 204,
  })
  async arrived(
    @By() actor: Actor,
    @Input('params') { rolloutId, deliveryId }: z.infer<typeof OneRow>,
  ): Promise<void> {
    const rollout = { communityId: actor.communityId, rolloutId };
    await this.desk.act(actor, 'notice.arrived', deliveryId, (tx, now) =>
      this.bounces.arrived(tx, rollout, deliveryId, now),
    );
  }
}

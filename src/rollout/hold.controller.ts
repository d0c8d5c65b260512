import { Controller, Delete, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Audit } from '../access/audit.js';
import { Who } from '../access/who.js';
import { Clock } from '../kernel/clock.js';
import { Api } from '../kernel/http/api.js';
import { momentAnswer } from '../kernel/http/fields.js';
import { HeartbeatService } from './heartbeat.service.js';

const held = z.object({
  beatAt: momentAnswer.nullable(),
  heldSince: momentAnswer.nullable(),
  reason: z.string().nullable(),
});

/** After a restore, or a long stop, nothing is said until somebody has looked. */
@Controller('api/v1/hold')
@Who('lead')
export class HoldController {
  constructor(
    private readonly heartbeat: HeartbeatService,
    private readonly dataSource: DataSource,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Api({ summary: 'Ask whether everything is held, since when, and why', answer: held })
  read(): Promise<unknown> {
    return this.heartbeat.read();
  }

  @Delete()
  @Api({ summary: 'Let Changeover speak again', answer: held })
  async release(@By() actor: Actor): Promise<unknown> {
    const { communityId, accountId } = actor;
    const deed = { communityId, actor: accountId, what: 'hold.released', subject: communityId };
    await this.dataSource.transaction(async (tx) => {
      await this.heartbeat.release(tx);
      await this.audit.note(tx, { ...deed, at: this.clock.now() });
    });
    return this.heartbeat.read();
  }
}

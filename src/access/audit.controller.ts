import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../kernel/clock.js';
import { Api, Input } from '../kernel/http/api.js';
import { momentAnswer } from '../kernel/http/fields.js';
import { By, type Actor } from './actor.js';
import { anchorTyped } from './anchor.rules.js';
import { AuditRecord } from './audit-record.js';
import { Audit } from './audit.js';
import { Who } from './who.js';

const Part = z.strictObject({
  after: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('The number of the last entry of the part before'),
  limit: z.coerce.number().int().min(1).max(1000).default(100).describe('How many at most'),
  mark: z.string().max(100).optional().describe('A mark that was kept, to compare with'),
});
const Entry = z.object({
  number: z.int(),
  actor: z.string(),
  what: z.string(),
  subject: z.string(),
  at: momentAnswer,
  reason: z.string().nullable(),
});

@Controller('api/v1/audit')
export class AuditController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: Audit,
    private readonly record: AuditRecord,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Who('lead')
  @Api({
    summary: 'Read the record of acts, oldest first',
    query: Part,
    answer: z.object({
      entries: z.array(Entry),
      holds: z.boolean(),
      end: z.enum(['kept', 'cut', 'forged', 'unwatched']).describe('Whether the newest acts are all there'),
      mark: z.string().nullable().describe('Keep it outside: it shows later whether acts were taken away'),
      compared: z.enum(['holds', 'not ours', 'elsewhere', 'shorter', 'other']).nullable(),
    }),
  })
  async read(@By() { communityId }: Actor, @Input('query') part: z.infer<typeof Part>): Promise<unknown> {
    const tx = this.dataSource.manager;
    const entries = await this.audit.read(tx, communityId, part.after, part.limit);
    const shown = entries.map(({ number }) => number);
    const { brokenAt, end } = await this.record.look(tx, communityId, this.clock.now(), shown);
    const holds = brokenAt === undefined && end.is === 'kept';
    const kept = part.mark === undefined ? undefined : anchorTyped(part.mark);
    const compared =
      part.mark === undefined
        ? null
        : kept
          ? (await this.record.judge(tx, communityId, kept)).is
          : 'not ours';
    return {
      entries,
      holds,
      end: end.is,
      mark: (await this.record.anchor(tx, communityId)) ?? null,
      compared,
    };
  }
}

import { Controller, Get } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Api, Input } from '../kernel/http/api.js';
import { momentAnswer } from '../kernel/http/fields.js';
import { By, type Actor } from './actor.js';
import { Audit } from './audit.js';
import { Who } from './who.js';

const Part = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
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
  ) {}

  @Get()
  @Who('lead')
  @Api({
    summary: 'Read the record of acts, oldest first',
    query: Part,
    answer: z.object({ entries: z.array(Entry), holds: z.boolean() }),
  })
  async read(@By() { communityId }: Actor, @Input('query') part: z.infer<typeof Part>): Promise<unknown> {
    const tx = this.dataSource.manager;
    const entries = await this.audit.read(tx, communityId, part.after, part.limit);
    return { entries, holds: (await this.audit.brokenAt(tx, communityId)) === undefined };
  }
}

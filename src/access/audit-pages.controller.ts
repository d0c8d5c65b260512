import { Controller, Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../kernel/clock.js';
import { Vault } from '../kernel/crypto/vault.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { By, type Actor } from './actor.js';
import { anchorTyped } from './anchor.rules.js';
import { AuditRecord } from './audit-record.js';
import { AuditPage } from './audit.pages.js';
import { actorsOf, actsOf, PART } from './audit.queries.js';
import { auditGroups, type AuditGroup } from './audit.words.js';
import { zoneOf } from './community-day.js';
import { Who } from './who.js';

/** What cannot be read is as if it had not been asked: this is a page to look at. */
const asked = z.object({
  about: z
    .string()
    .optional()
    .catch(undefined)
    .transform((about) => (about && Object.hasOwn(auditGroups, about) ? (about as AuditGroup) : undefined)),
  who: z
    .union([z.uuid(), z.enum(['self', 'changeover'])])
    .optional()
    .catch(undefined),
  mark: z.string().trim().min(1).max(100).optional().catch(undefined),
  before: z.coerce.number().int().min(1).max(2_000_000_000).optional().catch(undefined),
});

/** The record of the community, for those who lead it. */
@Controller('audit')
@Who('lead')
export class AuditPagesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: Vault,
    private readonly record: AuditRecord,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Page()
  async show(@By() { communityId }: Actor, @Query() query: unknown): Promise<PageAnswer> {
    const tx = this.dataSource.manager;
    const { about, who, before, mark } = asked.parse(query);
    const ring = await this.vault.ring(tx, communityId);
    const found = await actsOf(tx, ring, communityId, { group: about, actor: who, before });
    const timeZone = await zoneOf(tx, communityId);
    const acts = found.slice(0, PART);
    const shown = acts.map(({ number }) => number);
    const kept = mark === undefined ? undefined : anchorTyped(mark);
    return AuditPage({
      ...{ acts, more: found.length > PART, timeZone, about, who, before },
      actors: await actorsOf(tx, communityId),
      verdict: await this.record.look(tx, communityId, this.clock.now(), shown),
      mark: await this.record.anchor(tx, communityId),
      ...(mark !== undefined && {
        compared: {
          typed: mark,
          number: kept?.number ?? 0,
          verdict: kept ? await this.record.judge(tx, communityId, kept) : { is: 'not ours' },
        },
      }),
    });
  }
}

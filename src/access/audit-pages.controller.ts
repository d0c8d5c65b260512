import { Controller, Get, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Vault } from '../kernel/crypto/vault.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { By, type Actor } from './actor.js';
import { followChain } from './audit-chain.js';
import { AuditPage } from './audit.pages.js';
import { actorsOf, actsOf, PART } from './audit.queries.js';
import { auditGroups, type AuditGroup } from './audit.words.js';
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
  before: z.coerce.number().int().min(1).max(2_000_000_000).optional().catch(undefined),
});

/** The record of the community, for those who lead it. */
@Controller('audit')
@Who('lead')
export class AuditPagesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly vault: Vault,
  ) {}

  @Get()
  @Page()
  async show(@By() { communityId }: Actor, @Query() query: unknown): Promise<PageAnswer> {
    const tx = this.dataSource.manager;
    const { about, who, before } = asked.parse(query);
    const ring = await this.vault.ring(tx, communityId);
    const acts = await actsOf(tx, ring, communityId, { group: about, actor: who, before });
    const [{ time_zone: timeZone }] = await tx.query<[{ time_zone: string }]>(
      'select time_zone from community where id = $1',
      [communityId],
    );
    return AuditPage({
      ...{ acts: acts.slice(0, PART), more: acts.length > PART, timeZone, about, who, before },
      actors: await actorsOf(tx, communityId),
      verdict: await followChain(tx, communityId),
    });
  }
}

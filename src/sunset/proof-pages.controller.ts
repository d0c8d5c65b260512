import { Controller, Get, Header, Param, Query, type StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { idField } from '../kernel/http/fields.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { parse } from '../kernel/http/parse.js';
import { pathId } from '../rollout/path-id.js';
import { kinds } from './missing.rules.js';
import { missingFile, provenFile } from './proof.csv.js';
import { MissingPage, ProvenPage } from './proof-names.pages.js';
import { ProofPage } from './proof.pages.js';
import { Proof } from './proof.service.js';

/** What stands in an address and means nothing is left out: a link may have been cut. */
const looking = z.object({
  from: z.coerce.number().int().min(0).max(1_000_000).catch(0),
  after: idField.optional().catch(undefined),
  only: z.enum(['all', 'proven', 'not']).catch('all'),
  kind: z.enum(kinds).catch('open'),
});

interface OneMessage {
  rolloutId: string;
  notice: string;
}

/** The proof on pages, and as files: names are for leads alone. */
@Controller('rollouts/:rolloutId/proof')
@Who('lead')
export class ProofPagesController {
  constructor(private readonly proof: Proof) {}

  @Get()
  @Page()
  async show(
    @By() actor: Actor,
    @Param('rolloutId') id: string,
    @Query() query: unknown,
  ): Promise<PageAnswer> {
    const { from } = parse(looking, query);
    return ProofPage({ view: await this.proof.overview(actor, pathId(id), from), from });
  }

  @Get('messages/:notice')
  @Page()
  async people(@By() actor: Actor, @Param() path: OneMessage, @Query() query: unknown): Promise<PageAnswer> {
    const { only, after } = parse(looking, query);
    const said = await this.proof.said(actor, pathId(path.rolloutId), { key: path.notice });
    const proven = only === 'all' ? undefined : only === 'proven';
    return ProvenPage({ said, only, rows: await this.proof.people(said.id, { after, proven }) });
  }

  @Get('messages/:notice/people.csv')
  @Header('cache-control', 'no-store')
  async peopleFile(@By() actor: Actor, @Param() path: OneMessage): Promise<StreamableFile> {
    const { id, rollout } = await this.proof.said(actor, pathId(path.rolloutId), { key: path.notice });
    return provenFile(this.proof.everybody(id), rollout.plan.timeZone);
  }

  @Get('missing')
  @Page()
  async missing(
    @By() actor: Actor,
    @Param('rolloutId') id: string,
    @Query() query: unknown,
  ): Promise<PageAnswer> {
    const { kind, after } = parse(looking, query);
    return MissingPage({ ...(await this.proof.missing(actor, pathId(id), { kind, after })), kind });
  }

  @Get('missing.csv')
  @Header('cache-control', 'no-store')
  async missingFile(@By() actor: Actor, @Param('rolloutId') id: string): Promise<StreamableFile> {
    const rolloutId = pathId(id);
    await this.proof.missing(actor, rolloutId);
    return missingFile(this.proof.allMissing(actor, rolloutId));
  }
}

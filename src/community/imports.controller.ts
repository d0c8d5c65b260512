import { Controller, Delete, Get, Header, Post, Put, Req, StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { ActRecord } from './act-record.js';
import { fileSent } from './csv-file.js';
import { Api, Input } from '../kernel/http/api.js';
import {
  Decisions,
  MappingInput,
  mappingOf,
  ReportAnswer,
  RowsAnswer,
  RowsQuery,
  StartQuery,
} from './import.input.js';
import { ImportReports } from './import.report.js';
import { ImportService } from './import.service.js';
import { Which } from './member.input.js';

type Id = z.infer<typeof Which>;

@Controller('api/v1/imports')
@Who('lead')
export class ImportsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly imports: ImportService,
    private readonly reports: ImportReports,
    private readonly acts: ActRecord,
  ) {}

  @Post()
  @Api({
    summary: 'Send a file for a dry run',
    refuses: ['not-found'],
    query: StartQuery,
    body: 'text/csv',
    answer: ReportAnswer,
    status: 201,
  })
  async start(
    @By() actor: Actor,
    @Input('query') query: z.infer<typeof StartQuery>,
    @Req() request: FastifyRequest,
  ): Promise<unknown> {
    const said = query.mapping && mappingOf(query.mapping);
    return this.report(
      actor,
      await this.imports.start(actor.communityId, query.place ?? null, fileSent(request.body), said),
    );
  }

  @Get()
  @Api({
    summary: 'List the imports, the newest first',
    answer: z.object({ imports: z.array(ReportAnswer) }),
  })
  async list(@By() actor: Actor): Promise<unknown> {
    const files = await this.imports.list(this.dataSource.manager, actor.communityId);
    return { imports: files.map((file) => this.reports.report(file)) };
  }

  @Get(':id')
  @Api({ summary: 'See how far an import is and what it would do', params: Which, answer: ReportAnswer })
  one(@By() actor: Actor, @Input('params') { id }: Id): Promise<unknown> {
    return this.report(actor, id);
  }

  @Get(':id/rows')
  @Api({
    summary: 'Page through rows that are not simply new people',
    params: Which,
    query: RowsQuery,
    answer: RowsAnswer,
  })
  async rows(
    @By() actor: Actor,
    @Input('params') { id }: Id,
    @Input('query') page: z.infer<typeof RowsQuery>,
  ): Promise<unknown> {
    const file = await this.imports.get(this.dataSource.manager, actor.communityId, id);
    const rows = await this.reports.rows(file, page);
    return { rows, next: rows.length === page.limit ? rows.at(-1)!.row : null };
  }

  @Get(':id/bad-rows.csv')
  @Header('content-disposition', 'attachment; filename="rows-to-correct.csv"')
  @Api({ summary: 'Download the bad rows, to correct and send again', params: Which, answer: 'text/csv' })
  async badRows(@By() actor: Actor, @Input('params') { id }: Id): Promise<StreamableFile> {
    const file = await this.imports.get(this.dataSource.manager, actor.communityId, id);
    return new StreamableFile(Readable.from(this.reports.badRows(file), { objectMode: false }), {
      type: 'text/csv; charset=utf-8',
    });
  }

  @Post(':id/mapping')
  @Api({
    summary: 'Say what the columns hold; then send the file again',
    refuses: ['conflict'],
    params: Which,
    body: MappingInput,
    answer: ReportAnswer,
  })
  async map(
    @By() actor: Actor,
    @Input('params') { id }: Id,
    @Input('body') mapping: z.infer<typeof MappingInput>,
  ): Promise<unknown> {
    await this.imports.map(actor.communityId, id, mappingOf(mapping));
    return this.report(actor, id);
  }

  @Put(':id/file')
  @Api({
    summary: 'Send the file again, after its columns were named',
    refuses: ['conflict'],
    params: Which,
    body: 'text/csv',
    answer: ReportAnswer,
  })
  async resend(
    @By() actor: Actor,
    @Input('params') { id }: Id,
    @Req() request: FastifyRequest,
  ): Promise<unknown> {
    await this.imports.resend(actor.communityId, id, fileSent(request.body));
    return this.report(actor, id);
  }

  @Post(':id/decisions')
  @Api({
    summary: 'Decide about likely duplicates and phone-book names',
    refuses: ['conflict'],
    params: Which,
    body: Decisions,
    answer: ReportAnswer,
  })
  async decide(
    @By() actor: Actor,
    @Input('params') { id }: Id,
    @Input('body') body: z.infer<typeof Decisions>,
  ): Promise<unknown> {
    await this.imports.decide(actor.communityId, id, body.decisions);
    return this.report(actor, id);
  }

  @Post(':id/confirm')
  @Api({ summary: 'Do what the dry run showed', refuses: ['conflict'], params: Which, answer: ReportAnswer })
  async confirm(@By() actor: Actor, @Input('params') { id }: Id): Promise<unknown> {
    await this.imports.confirm(actor.communityId, id, (tx) =>
      this.acts.note(tx, actor, 'import.confirmed', id),
    );
    return this.report(actor, id);
  }

  @Delete(':id')
  @Api({ summary: 'Forget an import and its rows', params: Which, answer: z.object({}), status: 204 })
  async drop(@By() actor: Actor, @Input('params') { id }: Id): Promise<void> {
    await this.imports.drop(actor.communityId, id);
  }

  private async report(actor: Actor, id: string): Promise<unknown> {
    return this.reports.report(await this.imports.get(this.dataSource.manager, actor.communityId, id));
  }
}

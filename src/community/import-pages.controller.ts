import {
  Body,
  Controller,
  Get,
  Header,
  Param,
  Post,
  Query,
  Sse,
  StreamableFile,
  type MessageEvent,
} from '@nestjs/common';
import { Readable } from 'node:stream';
import type { VNode } from 'preact';
import type { Observable } from 'rxjs';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { idField } from '../kernel/http/fields.js';
import { press, submit, type FormPage } from '../kernel/http/form.js';
import type { SentFile } from '../kernel/http/multipart.js';
import { Live, printOf } from '../kernel/http/live.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { ActRecord } from './act-record.js';
import type { Decision } from './import.entity.js';
import { ImportPage } from './import.pages.js';
import { ImportReports } from './import.report.js';
import { ImportService } from './import.service.js';
import { FIELDS } from './mapping.rules.js';

const columns = z
  .object({
    file: z.custom<SentFile>(
      (given) => typeof given === 'object' && given !== null,
      'Choose the file once more.',
    ),
  })
  .catchall(z.unknown());
const is = z.enum(['add', 'same', 'leave-out']);
const decisions = z.record(z.string().regex(/^row-\d+$/), is);

/** An import on pages: looking, deciding, confirming. */
@Controller('roster/files/:id')
@Who('lead')
export class ImportPagesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly imports: ImportService,
    private readonly reports: ImportReports,
    private readonly acts: ActRecord,
    private readonly streams: Live,
  ) {}

  @Get()
  @Page()
  show(@By() actor: Actor, @Param('id') id: string): Promise<PageAnswer> {
    return this.page(actor, id, emptyForm());
  }

  /** While the file is read: says when there is more to see. */
  @Sse('live')
  async live(
    @By() actor: Actor,
    @Param('id') id: string,
    @Query('seen') seen = '',
  ): Promise<Observable<MessageEvent>> {
    const print = async (): Promise<string> =>
      printOf(
        this.reports.report(await this.imports.get(this.dataSource.manager, actor.communityId, importId(id))),
      );
    await print();
    return this.streams.old(seen, print);
  }

  @Get('bad-rows.csv')
  @Header('content-disposition', 'attachment; filename="rows-to-correct.csv"')
  async badRows(@By() actor: Actor, @Param('id') id: string): Promise<StreamableFile> {
    const file = await this.imports.get(this.dataSource.manager, actor.communityId, importId(id));
    return new StreamableFile(Readable.from(this.reports.badRows(file), { objectMode: false }), {
      type: 'text/csv; charset=utf-8',
    });
  }

  @Post('columns')
  @Page()
  columns(@By() actor: Actor, @Param('id') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, id), columns, body, async ({ file, ...typed }) => {
      const named = FIELDS.flatMap((field) =>
        typeof typed[field] === 'string' ? [[field, typed[field]]] : [],
      );
      await this.imports.map(actor.communityId, importId(id), { columns: Object.fromEntries(named) });
      await this.imports.resend(actor.communityId, importId(id), file.bytes);
    });
  }

  @Post('decisions')
  @Page()
  decide(@By() actor: Actor, @Param('id') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, id), decisions, body, (made) =>
      this.imports.decide(
        actor.communityId,
        importId(id),
        Object.entries(made).map(([row, decision]: [string, Decision]) => ({
          row: Number(row.slice(4)),
          is: decision,
        })),
      ),
    );
  }

  @Post('confirm')
  @Page()
  confirm(@By() actor: Actor, @Param('id') id: string): Promise<PageAnswer> {
    return press(this.at(actor, id), () =>
      this.imports.confirm(actor.communityId, importId(id), (tx) =>
        this.acts.note(tx, actor, 'import.confirmed', importId(id)),
      ),
    );
  }

  private at(actor: Actor, id: string): FormPage {
    return { path: `/roster/files/${importId(id)}`, draw: (form) => this.page(actor, id, form) };
  }

  private async page(actor: Actor, id: string, form: FormState): Promise<VNode> {
    const file = await this.imports.get(this.dataSource.manager, actor.communityId, importId(id));
    const rows = (verdict: 'likely-duplicate' | 'phone-book' | 'bad', limit: number) =>
      this.reports.rows(file, { verdict, after: -1, limit });
    const waits = file.state === 'ready';
    return ImportPage({
      report: this.reports.report(file),
      open: waits ? [...(await rows('likely-duplicate', 100)), ...(await rows('phone-book', 100))] : [],
      bad: waits || file.state === 'confirmed' ? await rows('bad', 50) : [],
      form,
    });
  }
}

function importId(text: string): string {
  const id = idField.safeParse(text);
  if (!id.success) throw new Refusal('not-found', 'There is no such file here.');
  return id.data;
}

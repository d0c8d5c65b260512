import { Controller, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { fileSent, openCsv } from '../community/csv-file.js';
import { Api, Input } from '../kernel/http/api.js';
import { idField } from '../kernel/http/fields.js';
import { Refusal, type Reason } from '../kernel/refusal.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { columnsOf, rowOf } from './activity-file.rules.js';
import * as s from './adoption.schemas.js';
import { Sightings, type ReportRow } from './sightings.service.js';

/** A day of a very large place; more comes in several files. */
const most = 200_000;

const query = z.object({
  placeId: idField.optional().describe('Where they were active; the only new place without it'),
  complete: z.enum(['true', 'false']).default('false').describe('As in the report by JSON'),
});

/** The same report as a file. */
@Controller('api/v1/rollouts/:rolloutId/activity/file')
@Who('lead')
export class ActivityFileController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly sightings: Sightings,
  ) {}

  @Post()
  @Api({
    summary: 'Report who was active in a place, as a CSV file with the columns member or handle, day, side',
    ...{ params: s.params, query, body: 'text/csv', answer: s.daysKept },
  })
  async send(
    @By() actor: Actor,
    @Input('params') { rolloutId }: s.Params,
    @Input('query') { placeId, complete }: z.output<typeof query>,
    @Req() request: FastifyRequest,
  ): Promise<{ days: number }> {
    const rows = await readActivity(fileSent(request.body));
    if (placeId === undefined && rows.some(({ handle }) => handle !== undefined))
      throw new Refusal('invalid', { field: 'placeId', message: 'Name the place whose handles these are.' });
    const report = { rows, placeId, complete: complete === 'true' };
    return this.desk.act(
      actor,
      rolloutId,
      { what: 'activity.reported', replans: 'with the new day' },
      async (desk) => ({
        subject: rolloutId,
        answer: await this.sightings.report(desk, actor.accountId, report),
      }),
    );
  }
}

/** The lines of a report as a CSV file. Refuses with every line that is wrong. */
export async function readActivity(bytes: AsyncIterable<Uint8Array>): Promise<ReportRow[]> {
  const file = await openCsv(bytes);
  const columns = columnsOf(file.layout.header);
  if (Array.isArray(columns)) throw new Refusal('invalid', columns);
  const rows: ReportRow[] = [];
  const wrong: Reason[] = [];
  for await (const records of file.records)
    for (const { cells, number } of records) {
      if (cells.every((cell) => cell.trim() === '')) continue;
      const row = rowOf(columns, cells, number);
      if (Array.isArray(row)) wrong.push(...row);
      else rows.push(row);
      if (rows.length > most)
        throw new Refusal('invalid', `Send at most ${most.toLocaleString('en')} lines at a time.`);
    }
  if (rows.length === 0 && wrong.length === 0) throw new Refusal('invalid', 'There is no line in this file.');
  // A thousand reasons say as much as a million, and can still be read.
  if (wrong.length > 0) throw new Refusal('invalid', wrong.slice(0, 1000));
  return rows;
}

import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { idField } from '../kernel/http/fields.js';
import { formOf, refusedForm } from '../kernel/http/form.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import type { SentFile } from '../kernel/http/multipart.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { PlaceService } from './community.service.js';
import { ImportService } from './import.service.js';
import { Names, RosterQuery, RosterSearch } from './member.input.js';
import type { Pasted } from './pasted-names.service.js';
import { RosterDesk } from './roster.desk.js';
import { RosterPage } from './roster.pages.js';

const whichPlace = z
  .union([z.literal('none'), idField], 'Choose where they are.')
  .optional()
  .transform((place) => (place === 'none' ? undefined : place));
const pasted = z.object({ names: Names.shape.names.min(1, 'Write at least one name.'), place: whichPlace });
const file = z.object({
  filePlace: whichPlace,
  file: z.custom<SentFile>((given) => typeof given === 'object' && given !== null, 'Choose a file.'),
});
const shown = z.object({ after: RosterQuery.shape.after, said: z.literal('deleted').optional() }).catch({});
const find = z.object({ wanted: RosterSearch.shape.email, after: RosterQuery.shape.after });

/** The roster on pages. */
@Controller('roster')
@Who('lead')
export class RosterPagesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly desk: RosterDesk,
    private readonly places: PlaceService,
    private readonly imports: ImportService,
  ) {}

  @Get()
  @Page()
  show(@By() actor: Actor, @Query() given: unknown): Promise<PageAnswer> {
    const { after, said } = shown.parse(given);
    return this.page(
      actor,
      emptyForm(),
      { after },
      said && 'They are deleted. What we held about them is gone.',
    );
  }

  /** A name or an address is posted: an URL stays in histories and in the logs of proxies. */
  @Post('find')
  @Page()
  async find(@By() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    const sent = formOf(find, body);
    if (!sent.ok) return again(await this.page(actor, sent.form));
    try {
      return await this.page(actor, emptyForm(), sent.input);
    } catch (error) {
      const { values, reasons } = refusedForm(error, sent.form);
      const beside = reasons.map(({ message }) => ({ field: 'wanted', message }));
      return again(await this.page(actor, { values, reasons: beside }));
    }
  }

  @Post('names')
  @Page()
  async names(@By() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    const sent = formOf(pasted, body);
    if (!sent.ok) return again(await this.page(actor, sent.form));
    try {
      const { names, place } = sent.input;
      const came = await this.dataSource.transaction((tx) =>
        this.desk.paste(tx, actor, place ?? null, names),
      );
      return await this.page(actor, emptyForm(), {}, words(came));
    } catch (error) {
      return again(await this.page(actor, refusedForm(error, sent.form)));
    }
  }

  @Post('files')
  @Page()
  async file(@By() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    const sent = formOf(file, body);
    if (!sent.ok) return again(await this.page(actor, sent.form));
    try {
      const { filePlace, file: given } = sent.input;
      const id = await this.imports.start(actor.communityId, filePlace ?? null, given.bytes);
      return seeOther(`/roster/files/${id}`);
    } catch (error) {
      return again(await this.page(actor, refusedForm(error, sent.form)));
    }
  }

  private async page(
    actor: Actor,
    form: FormState,
    { wanted, after }: z.infer<typeof find> = {},
    came?: string,
  ): Promise<VNode> {
    const tx = this.dataSource.manager;
    const [row] = await tx.query<[{ people: number }]>(
      `select count(*)::int as people from member where community_id = $1 and gone is null and erased_at is null`,
      [actor.communityId],
    );
    const sought = wanted && (wanted.includes('@') ? { email: wanted } : { name: wanted });
    return RosterPage({
      ...{ people: row.people, form, came, wanted },
      places: await this.places.list(tx, actor.communityId),
      page: await this.desk.list(tx, actor, { ...sought, after, limit: 50 }),
    });
  }
}

function words({ created, skipped, likelyDuplicates }: Pasted): string {
  const came = created.length === 1 ? '1 person was added.' : `${created.length} people were added.`;
  return [
    came,
    skipped.length > 0 &&
      `${skipped.length} left out: ${skipped.map(({ name, why }) => `${name} (${why})`).join(', ')}.`,
    likelyDuplicates.length > 0 &&
      `Somebody elsewhere has the same name as ${likelyDuplicates.map(({ name }) => name).join(', ')}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { idField } from '../kernel/http/fields.js';
import { submit, type FormPage } from '../kernel/http/form.js';
import type { SentFile } from '../kernel/http/multipart.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { LeadDesk, type AtDesk } from '../rollout/lead-desk.js';
import { leadPath } from '../rollout/lead-nav.js';
import { pathId } from '../rollout/path-id.js';
import { readActivity } from './activity-file.controller.js';
import { headCounts } from './adoption.queries.js';
import { SeenPage, type SeenProps } from './seen.pages.js';
import { Sightings } from './sightings.service.js';

const some = z.preprocess((value) => [value ?? []].flat(), z.array(idField));
const yes = z.enum(['yes', 'no'], 'Choose one of the two.').transform((answer) => answer === 'yes');
const place = z.string('Choose a place.').pipe(idField);
const rollCall = z.object({ present: some, spoke: some, complete: yes });
const headCount = z.object({
  countedPlace: place,
  people: z.coerce.number('Write a number.').int('Write a whole number.').min(0),
});
const report = z.object({
  placeId: place,
  completeFile: yes,
  file: z.custom<SentFile>((given) => typeof given === 'object' && given !== null, 'Choose a file.'),
});

/** As many names as a page can be read. */
const MOST = 300;

/** Telling what is seen of the places, on a page. */
@Controller('rollouts/:rolloutId/seen')
@Who('lead')
export class SeenPagesController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly sightings: Sightings,
  ) {}

  @Get()
  @Page()
  show(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return this.page(actor, pathId(id), emptyForm());
  }

  @Post('roll-call')
  @Page()
  rollCall(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.act(actor, id, body, rollCall, 'roll-call.held', (desk, call) =>
      this.sightings.rollCall(desk, actor.accountId, { ...call, day: desk.today }),
    );
  }

  @Post('head-count')
  @Page()
  count(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.act(
      actor,
      id,
      body,
      headCount,
      'head-count.taken',
      (desk, { countedPlace: placeId, people }) =>
        this.sightings.headCount(desk, actor.accountId, { placeId, people, day: desk.today, readers: null }),
    );
  }

  @Post('file')
  @Page()
  file(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.act(
      actor,
      id,
      body,
      report,
      'activity.reported',
      async (desk, { placeId, completeFile, file }) => {
        const rows = await readActivity(file.bytes);
        await this.sightings.report(desk, actor.accountId, { rows, placeId, complete: completeFile });
      },
    );
  }

  private act<T>(
    actor: Actor,
    given: string,
    body: unknown,
    schema: z.ZodType<T>,
    what: string,
    work: (desk: AtDesk, input: T) => Promise<unknown>,
  ): Promise<PageAnswer> {
    const id = pathId(given);
    const page: FormPage = { path: leadPath(id, 'seen'), draw: (form) => this.page(actor, id, form) };
    return submit(page, schema, body, async (input) => {
      try {
        await this.desk.act(actor, id, { what, replans: 'with the new day' }, async (desk) => {
          await work(desk, input);
          return { subject: id, answer: undefined };
        });
      } catch (error) {
        throw shortened(error);
      }
    });
  }

  private page(actor: Actor, id: string, form: FormState): Promise<VNode> {
    return this.desk.read(actor, id, async (tx, rollout) => {
      const people = await tx.query<(SeenProps['people'][number] & { all: number })[]>(
        `select m.id as "memberId", m.display_name as name, p.arrived_on is not null as arrived,
                count(*) over ()::int as all
           from participation p join member m on m.id = p.member_id and m.gone is null and m.erased_at is null
          where p.rollout_id = $1 and p.outcome is distinct from 'declined' and p.outcome is distinct from 'will leave'
          order by m.display_name, m.id limit ${MOST}`,
        [id],
      );
      const places = await tx.query<SeenProps['places']>(
        `select p.id, p.name from rollout_place rp join place p on p.id = rp.place_id
          where rp.rollout_id = $1 order by rp.side, p.name, p.id`,
        [id],
      );
      const more = (people[0]?.all ?? 0) - people.length;
      return SeenPage({ rollout, people, more, places, counts: await headCounts(tx, id), form });
    });
  }
}

/** A page has room for the first reasons; the file tells each by its line. */
function shortened(error: unknown): unknown {
  if (!(error instanceof Refusal) || error.reasons.length <= 20) return error;
  const more = { message: `${error.reasons.length - 20} more lines like these.` };
  return new Refusal(error.kind, [...error.reasons.slice(0, 20), more]);
}

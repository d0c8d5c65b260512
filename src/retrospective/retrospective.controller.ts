import { Controller, Get, Header, HttpCode, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Clock } from '../kernel/clock.js';
import { Api, IfMatch, Input } from '../kernel/http/api.js';
import { dayAnswer, dayField, idField, lineField, momentAnswer, momentField } from '../kernel/http/fields.js';
import { partOf, type Seen } from '../kernel/http/seen.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { msg } from '../kernel/language/message.js';
import { english, type Say } from '../kernel/language/say.js';
import { Refusal } from '../kernel/refusal.js';
import { calendarFile } from '../launch/calendar-file.js';
import { OwnDesk } from '../rollout/own-desk.js';
import { Scenes } from '../rollout/scene.js';
import { lookBack } from './look-back.js';
import { LookingBackPage } from './retrospective.pages.js';
import { keptOf, lookBackSeen, Retrospectives, type Kept } from './retrospective.service.js';
import { placeSaid } from './meeting-place.js';

const names = lookBackSeen({ decisions: [] });
const namesOf = (part: keyof typeof names): string[] => Object.keys(names[part]);
const lookBackShown = (kept: Kept): Seen => {
  const { meeting, report } = lookBackSeen(kept);
  return { ...meeting, ...report };
};

const inRollout = z.object({ rolloutId: idField });
type InRollout = z.infer<typeof inRollout>;
const appointment = z.object({ at: momentField, where: lineField(200) });
const written = z.object({ words: z.string().trim().min(1, 'Write something here.').max(20_000) });
const decision = z.object({
  text: z.string().trim().min(1, 'Write what was decided.').max(1000),
  owner: lineField(80),
  dueOn: dayField.optional(),
});
const publishing = z.object({ nextCheckIn: dayField });
const answer = z.object({
  meetingAt: momentAnswer.nullable().default(null),
  meetingWhere: z.string().nullable().default(null),
  draftedOn: dayAnswer.nullable().default(null),
  record: lookBack.nullable().default(null),
  words: z.string().nullable().default(null),
  nextCheckIn: dayAnswer.nullable().default(null),
  publishedOn: dayAnswer.nullable().default(null),
  decisions: z.array(
    z.object({ number: z.number(), text: z.string(), owner: z.string(), dueOn: dayAnswer.nullable() }),
  ),
});

@Controller('api/v1/rollouts/:rolloutId/retrospective')
@Who('lead')
export class RetrospectiveController {
  constructor(
    private readonly retrospectives: Retrospectives,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Api({ summary: 'Read the look back', params: inRollout, answer, shows: lookBackShown })
  read(@By() actor: Actor, @Input('params') { rolloutId }: InRollout): Promise<Kept> {
    return this.retrospectives.read(actor, rolloutId);
  }

  @Put('meeting')
  @Api({
    summary: 'Set when and where the meeting is',
    refuses: ['changed'],
    overwrites: true,
    shows: lookBackShown,
    params: inRollout,
    body: appointment,
    answer,
  })
  async meeting(
    @By() actor: Actor,
    @Input('params') { rolloutId }: InRollout,
    @Input('body') { at, where }: z.infer<typeof appointment>,
    @IfMatch() seen?: Seen,
  ): Promise<Kept> {
    await this.retrospectives.setMeeting(actor, rolloutId, at, where, partOf(seen, namesOf('meeting')));
    return this.retrospectives.read(actor, rolloutId);
  }

  @Get('meeting.ics')
  @Header('content-type', 'text/calendar; charset=utf-8')
  @Api({ summary: 'Read the meeting as a calendar file', params: inRollout, answer: 'text/calendar' })
  async file(@By() actor: Actor, @Input('params') { rolloutId }: InRollout): Promise<string> {
    return meetingFile(english, rolloutId, await this.retrospectives.read(actor, rolloutId), this.clock);
  }

  @Put('words')
  @Api({
    summary: 'Write what the leads add to the report',
    refuses: ['changed'],
    overwrites: true,
    shows: lookBackShown,
    params: inRollout,
    body: written,
    answer,
  })
  async write(
    @By() actor: Actor,
    @Input('params') { rolloutId }: InRollout,
    @Input('body') { words }: z.infer<typeof written>,
    @IfMatch() seen?: Seen,
  ): Promise<Kept> {
    await this.retrospectives.write(actor, rolloutId, words, partOf(seen, namesOf('words')));
    return this.retrospectives.read(actor, rolloutId);
  }

  @Post('decisions')
  @Api({ summary: 'Add what was decided, and who sees to it', params: inRollout, body: decision, answer })
  async decide(
    @By() actor: Actor,
    @Input('params') { rolloutId }: InRollout,
    @Input('body') given: z.infer<typeof decision>,
  ): Promise<Kept> {
    await this.retrospectives.decide(actor, rolloutId, given);
    return this.retrospectives.read(actor, rolloutId);
  }

  @Post('publish')
  @Api({
    summary: 'Publish the report to the members',
    refuses: ['conflict', 'changed'],
    overwrites: true,
    shows: lookBackShown,
    params: inRollout,
    body: publishing,
    answer,
  })
  async publish(
    @By() actor: Actor,
    @Input('params') { rolloutId }: InRollout,
    @Input('body') { nextCheckIn }: z.infer<typeof publishing>,
    @IfMatch() seen?: Seen,
  ): Promise<Kept> {
    await this.retrospectives.publish(actor, rolloutId, {
      ...{ nextCheckIn, seen: partOf(seen, namesOf('report')) },
    });
    return this.retrospectives.read(actor, rolloutId);
  }
}

@Controller('m/:token')
export class LookingBackController {
  constructor(
    private readonly desk: OwnDesk,
    private readonly scenes: Scenes,
    private readonly clock: Clock,
  ) {}

  @Get('looking-back')
  @Page()
  page(@Param('token') token: string): Promise<PageAnswer> {
    return this.desk.visit(token, async ({ tx, rollout, path, say }) => {
      const kept = await keptOf(tx, rollout.id);
      if (!kept.publishedOn || !kept.record)
        throw new Refusal('not-found', msg('Nothing is published here yet. Look again after we have met.'));
      const scene = await this.scenes.of(tx, rollout, say);
      return LookingBackPage({ path, kept, record: kept.record, scene });
    });
  }

  @Get('looking-back.ics')
  @HttpCode(200)
  @Header('content-type', 'text/calendar; charset=utf-8')
  file(@Param('token') token: string): Promise<string> {
    return this.desk.visit(token, async ({ tx, rollout, say }) =>
      meetingFile(say, rollout.id, await keptOf(tx, rollout.id), this.clock),
    );
  }
}

function meetingFile(say: Say, rolloutId: string, { meetingAt, meetingWhere }: Kept, clock: Clock): string {
  if (!meetingAt) throw new Refusal('not-found', msg('No meeting is named yet.'));
  const meeting = {
    id: `looking-back-${rolloutId}`,
    startsAt: meetingAt,
    minutes: 90,
    room: placeSaid(say, meetingWhere ?? null),
  };
  return calendarFile(meeting, say('Looking back together'), clock.now());
}

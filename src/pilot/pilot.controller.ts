import { Controller, Delete, Get, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, IfMatch, Input } from '../kernel/http/api.js';
import { dayAnswer, idField, lineField, momentAnswer } from '../kernel/http/fields.js';
import { partOf, type Seen } from '../kernel/http/seen.js';
import { comforts } from '../rollout/words.js';
import { CircleService } from './circle.service.js';
import type { CircleView } from './circle.view.js';
import { aimsSeen, chosenSeen, tasksSeen } from './tasks.form.js';
import { TasksService, type TaskProgress } from './tasks.service.js';

/** Of the circle, what either of two acts overwrites. */
const circleShown = ({ objectives, seats }: Pick<CircleView, 'objectives' | 'seats'>): Seen => ({
  ...aimsSeen(objectives),
  ...chosenSeen(seats),
});
const tasksShown = ({ tasks }: TaskProgress): Seen => tasksSeen(tasks);

const params = z.object({ rolloutId: idField });
const memberParams = params.extend({ participationId: idField });
type Params = z.output<typeof params>;

const comfort = z.enum(comforts);
const circle = z.object({
  confirmedAt: momentAnswer.nullable(),
  objectives: z.array(z.string()),
  seats: z.array(
    z.object({
      participationId: z.uuid(),
      name: z.string(),
      state: z.enum(['draft', 'asked', 'accepted', 'declined']),
      askedOn: dayAnswer.nullable(),
      silent: z.boolean(),
      comfort: comfort.nullable(),
      mark: comfort.nullable(),
      wouldHelp: z.boolean().nullable(),
    }),
  ),
  mix: z.object({ met: z.boolean(), missing: z.array(z.string()) }),
  toReplace: z.number().int(),
});
const suggestion = z.object({ participationId: z.uuid(), name: z.string(), why: z.array(z.string()) });
const progress = z.object({
  circle: z.number().int(),
  tasks: z.array(z.object({ key: z.string(), words: z.string(), done: z.number().int() })),
});

const suggestQuery = z.object({
  size: z.coerce.number().int().min(1).max(10).default(8).describe('Of how many people'),
  seed: z.string().max(100).optional().describe('Another word, another suggestion; the same word, the same'),
});
const chosen = z.object({
  members: z.array(z.object({ participationId: idField, mark: comfort.optional() })).max(50),
});
const one = z.object({ participationId: idField });
const aims = z.object({ objectives: z.array(lineField(200)).max(10) });
const taskList = z.object({
  tasks: z
    .array(
      z.object({
        key: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'Use small letters, digits and hyphens, 31 at most.'),
        words: lineField(80),
      }),
    )
    .min(1, 'Name at least one thing to try.')
    .max(6, 'Name at most six things to try.')
    .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, 'Each key stands once.'),
});

@Controller('api/v1/rollouts/:rolloutId/pilot')
@Who('lead')
export class PilotController {
  constructor(
    private readonly circles: CircleService,
    private readonly tasks: TasksService,
  ) {}

  @Get('circle')
  @Api({
    summary: 'Read the circle: who is asked, who said yes, what the mix lacks',
    params,
    answer: circle,
    shows: circleShown,
  })
  look(@By() actor: Actor, @Input('params') { rolloutId }: Params) {
    return this.circles.look(actor, rolloutId);
  }

  @Get('circle/suggestion')
  @Api({
    summary: 'Suggest people for the circle, each with why; also in the stead of who said no',
    params,
    query: suggestQuery,
    answer: z.array(suggestion),
  })
  async suggest(
    @By() actor: Actor,
    @Input('params') { rolloutId }: Params,
    @Input('query') { size, seed }: z.output<typeof suggestQuery>,
  ) {
    const suggested = await this.circles.suggest(actor, rolloutId, size, seed);
    return suggested.map(({ candidate: { participationId, name }, why }) => ({ participationId, name, why }));
  }

  @Put('circle')
  @Api({
    summary: 'Choose the draft of the circle',
    refuses: ['conflict', 'changed'],
    shows: circleShown,
    overwrites: true,
    params,
    body: chosen,
    answer: circle,
  })
  choose(
    @By() actor: Actor,
    @Input('params') { rolloutId }: Params,
    @Input('body') { members }: z.output<typeof chosen>,
    @IfMatch() seen?: Seen,
  ) {
    return this.circles.choose(actor, rolloutId, members, partOf(seen, ['Who is chosen']));
  }

  @Post('circle/confirm')
  @Api({
    summary: 'Confirm the circle: its people are asked, marks of comfort are deleted',
    refuses: ['conflict'],
    params,
    answer: circle,
  })
  confirm(@By() actor: Actor, @Input('params') { rolloutId }: Params) {
    return this.circles.confirm(actor, rolloutId);
  }

  @Post('circle/members')
  @Api({
    summary: 'Ask one more person',
    refuses: ['conflict', 'too-early'],
    params,
    body: one,
    answer: circle,
    status: 201,
  })
  add(
    @By() actor: Actor,
    @Input('params') { rolloutId }: Params,
    @Input('body') { participationId }: z.output<typeof one>,
  ) {
    return this.circles.add(actor, rolloutId, participationId);
  }

  @Delete('circle/members/:participationId')
  @Api({ summary: 'Take somebody out of the circle', params: memberParams, answer: circle })
  remove(@By() actor: Actor, @Input('params') { rolloutId, participationId }: z.output<typeof memberParams>) {
    return this.circles.remove(actor, rolloutId, participationId);
  }

  @Put('objectives')
  @Api({
    ...{ summary: 'Say what the pilot is to find out', params, body: aims, answer: circle },
    ...{ refuses: ['changed'], shows: circleShown, overwrites: true },
  })
  aim(
    @By() actor: Actor,
    @Input('params') { rolloutId }: Params,
    @Input('body') { objectives }: z.output<typeof aims>,
    @IfMatch() seen?: Seen,
  ) {
    return this.circles.aim(actor, rolloutId, objectives, partOf(seen, ['What you want to find out']));
  }

  @Get('tasks')
  @Api({
    summary: 'Read the key tasks and how many of the circle have done each',
    params,
    answer: progress,
    shows: tasksShown,
  })
  progress(@By() actor: Actor, @Input('params') { rolloutId }: Params) {
    return this.tasks.look(actor, rolloutId);
  }

  @Put('tasks')
  @Api({
    summary: 'Put other key tasks in place of the usual ones',
    params,
    body: taskList,
    answer: progress,
    ...{ refuses: ['changed'], shows: tasksShown, overwrites: true },
  })
  replace(
    @By() actor: Actor,
    @Input('params') { rolloutId }: Params,
    @Input('body') { tasks: list }: z.output<typeof taskList>,
    @IfMatch() seen?: Seen,
  ) {
    return this.tasks.replace(actor, rolloutId, list, seen);
  }
}

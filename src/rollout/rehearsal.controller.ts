import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { dayAnswer, momentAnswer } from '../kernel/http/fields.js';
import { AgendaService } from './agenda.service.js';
import { LeadDesk } from './lead-desk.js';
import { PlaySettings } from './play-settings.service.js';
import { rehearse, type Heads } from './rehearsal.rules.js';
import { rolloutParams, type RolloutParams } from './rollout.schemas.js';

const rehearsed = z.object({
  heads: z.object({ everybody: z.number(), withEmail: z.number(), leads: z.number() }),
  entries: z
    .object({
      key: z.string(),
      play: z.string(),
      day: dayAnswer,
      at: momentAnswer,
      what: z.string(),
      to: z.string(),
      people: z.number(),
      posts: z.enum(['old', 'new', 'both']).nullable(),
    })
    .array(),
  silentMember: z.object({ key: z.string(), day: dayAnswer }).array(),
  tooMuch: dayAnswer.array(),
});

/** Nothing leaves the machine, nothing is written: the real agenda on facts that assume that all goes to plan. */
@Controller('api/v1/rollouts/:rolloutId/rehearsal')
@Who('lead')
export class RehearsalController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly agenda: AgendaService,
    private readonly settings: PlaySettings,
  ) {}

  @Get()
  @Api({ summary: 'Rehearse the whole rollout', params: rolloutParams, answer: rehearsed })
  play(@By() actor: Actor, @Input('params') { rolloutId }: RolloutParams): Promise<unknown> {
    return this.desk.read(actor, rolloutId, async (tx, rollout) => {
      const [heads] = await tx.query<Heads[]>(
        `select count(*)::int "everybody",
                count(*) filter (where exists (
                  select from member_channel c where c.member_id = m.id and c.kind = 'email' and c.state = 'good'
                ))::int "withEmail",
                (select count(*)::int from account a
                 where a.community_id = $1 and a.left_at is null and a.role in ('lead', 'admin')) "leads"
         from member m where m.community_id = $1 and m.gone is null and m.erased_at is null`,
        [actor.communityId],
      );
      const facts = await this.agenda.factsOf(tx, rollout);
      const book = await this.settings.bookOf(tx, rollout.id);
      return { heads, ...rehearse(rollout.plan, facts, book, heads!) };
    });
  }
}

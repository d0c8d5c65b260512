import { Controller, Get, Patch, Post } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { idField, lineField, momentAnswer } from '../kernel/http/fields.js';
import { severities } from './finding.entity.js';
import { Findings, type FindingView } from './findings.service.js';

const text = z.string().trim().min(1, 'Write something here.').max(4000);
const rollout = z.object({ rolloutId: idField });
const one = rollout.extend({ id: idField });
const newFinding = z.object({
  severity: z.enum(severities),
  words: text.optional(),
  answerId: idField.optional(),
  owner: idField.optional(),
});
const amended = z.object({ severity: z.enum(severities).optional(), owner: idField.optional() });
const resolved = z.object({ done: text });
const answered = z.union([
  z.object({ faqEntryId: idField }),
  z.object({ question: lineField(300), answer: text }),
]);
const dismissed = z.object({ reason: text });
const answer = z.object({
  id: z.string(),
  words: z.string(),
  severity: z.enum(severities),
  state: z.enum(['open', 'resolved']),
  owner: z.string().nullable(),
  reported: z.boolean(),
  foundAt: momentAnswer,
  resolvedAt: momentAnswer.nullable(),
  resolution: z.string().nullable(),
  faqEntryId: z.string().nullable(),
  dismissal: z.string().nullable(),
});

@Controller('api/v1/rollouts/:rolloutId/findings')
@Who('lead')
export class FindingsController {
  constructor(private readonly findings: Findings) {}

  @Get()
  @Api({ summary: 'List findings', params: rollout, answer: z.array(answer) })
  list(@By() actor: Actor, @Input('params') { rolloutId }: z.infer<typeof rollout>): Promise<FindingView[]> {
    return this.findings.list(actor, rolloutId);
  }

  @Post()
  @Api({
    summary: 'Add a finding',
    refuses: ['conflict'],
    params: rollout,
    body: newFinding,
    answer,
    status: 201,
  })
  add(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof rollout>,
    @Input('body') given: z.infer<typeof newFinding>,
  ): Promise<FindingView> {
    return this.findings.add(actor, rolloutId, given);
  }

  @Patch(':id')
  @Api({ summary: 'Amend a finding', params: one, body: amended, answer })
  amend(
    @By() actor: Actor,
    @Input('params') { rolloutId, id }: z.infer<typeof one>,
    @Input('body') change: z.infer<typeof amended>,
  ): Promise<FindingView> {
    return this.findings.amend(actor, rolloutId, id, change);
  }

  @Post(':id/resolve')
  @Api({ summary: 'Resolve a finding', refuses: ['conflict'], params: one, body: resolved, answer })
  resolve(
    @By() actor: Actor,
    @Input('params') { rolloutId, id }: z.infer<typeof one>,
    @Input('body') { done }: z.infer<typeof resolved>,
  ): Promise<FindingView> {
    return this.findings.resolve(actor, rolloutId, id, done);
  }

  @Post(':id/answer')
  @Api({ summary: 'Answer a finding in the FAQ', params: one, body: answered, answer })
  answer(
    @By() actor: Actor,
    @Input('params') { rolloutId, id }: z.infer<typeof one>,
    @Input('body') by: z.infer<typeof answered>,
  ): Promise<FindingView> {
    return this.findings.answer(actor, rolloutId, id, by);
  }

  @Post(':id/dismiss')
  @Api({ summary: 'Dismiss a finding with a reason', params: one, body: dismissed, answer })
  dismiss(
    @By() actor: Actor,
    @Input('params') { rolloutId, id }: z.infer<typeof one>,
    @Input('body') { reason }: z.infer<typeof dismissed>,
  ): Promise<FindingView> {
    return this.findings.dismiss(actor, rolloutId, id, reason);
  }
}

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { submit } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { playPath } from './lead-nav.js';
import { OccurrenceViews } from './occurrence-view.service.js';
import { pathId } from './path-id.js';
import { PlayApprovals } from './play-approvals.service.js';
import { PlayPage } from './play.pages.js';
import { playKeys, type PlayKey } from './playbook.js';
import { wordingBody } from './rollout.schemas.js';

/** What the page showed, as it sent it along. */
const seen = z.object({
  seen: z
    .string()
    .transform((text, at) => {
      try {
        return JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown;
      } catch {
        at.addIssue('Look at it again, then approve it.');
        return z.NEVER;
      }
    })
    .pipe(wordingBody),
});

/** One play as its leads changed it. A change made after the start is looked at here, and approved. */
@Controller('rollouts/:rolloutId/plays/:play')
@Who('lead')
export class PlayPagesController {
  constructor(
    private readonly approvals: PlayApprovals,
    private readonly views: OccurrenceViews,
  ) {}

  @Get()
  @Page()
  show(@By() actor: Actor, @Param() path: Path): Promise<PageAnswer> {
    return this.draw(actor, found(path), emptyForm());
  }

  @Post('approve')
  @Page()
  approve(@By() actor: Actor, @Param() path: Path, @Body() body: unknown): Promise<PageAnswer> {
    const { rolloutId, play } = found(path);
    const page = {
      path: playPath(rolloutId, play),
      draw: (form: FormState) => this.draw(actor, { rolloutId, play }, { ...form, values: {} }),
    };
    return submit(page, seen, body, (given) => this.approvals.approve(actor, rolloutId, play, given.seen));
  }

  private async draw(
    actor: Actor,
    { rolloutId, play }: { rolloutId: string; play: PlayKey },
    form: FormState,
  ): Promise<VNode> {
    const view = await this.approvals.look(actor, rolloutId, play);
    const next = view.next === null ? null : await this.views.of(actor, rolloutId, view.next);
    return PlayPage({ view, next, form });
  }
}

interface Path {
  rolloutId: string;
  play: string;
}

function found({ rolloutId, play }: Path): { rolloutId: string; play: PlayKey } {
  const known = playKeys.find((key) => key === play);
  if (!known) throw new Refusal('not-found', 'There is no such play.');
  return { rolloutId: pathId(rolloutId), play: known };
}

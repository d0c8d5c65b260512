import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { formOf, refusedForm, submit, type FormPage } from '../kernel/http/form.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { mustBeAsSeen, type Seen } from '../kernel/http/seen.js';
import { spoken } from '../kernel/language/language.rules.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { playPath } from './lead-nav.js';
import { OccurrenceViews } from './occurrence-view.service.js';
import { pathId } from './path-id.js';
import { besideField, changed, playSeen, switchForm, wordsForm } from './play.form.js';
import { PlayApprovals } from './play-approvals.service.js';
import type { PlaySetting } from './play-settings.service.js';
import { PlayTest } from './play-test.service.js';
import { PlayWording, type Read } from './play-wording.service.js';
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

/** One play: switched, moved, put in other words. A change made after the start is looked at here, and approved. */
@Controller('rollouts/:rolloutId/plays/:play')
@Who('lead')
export class PlayPagesController {
  constructor(
    private readonly approvals: PlayApprovals,
    private readonly views: OccurrenceViews,
    private readonly wording: PlayWording,
    private readonly test: PlayTest,
  ) {}

  @Get()
  @Page()
  async show(
    @By() actor: Actor,
    @Param() path: Path,
    @Query('language') given?: string,
  ): Promise<PageAnswer> {
    const one = found(path);
    const language = spoken(given);
    const read = await this.wording.look(actor, one.rolloutId, one.play, { language });
    return this.draw(actor, one, emptyForm(), read);
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

  @Post('switch')
  @Page()
  switch(@By() actor: Actor, @Param() path: Path, @Body() body: unknown): Promise<PageAnswer> {
    const page = this.formPage(actor, found(path));
    return submit(page, switchForm, body, ({ off, seen: shown }) =>
      this.change(actor, found(path), shown, { off: off === 'yes' }),
    );
  }

  /** Looked at as it arrives, as often as one likes; then kept. */
  @Post('words')
  @Page()
  async words(@By() actor: Actor, @Param() path: Path, @Body() body: unknown): Promise<PageAnswer> {
    const sent = formOf(wordsForm, body);
    const one = found(path);
    if (!sent.ok) return again(await this.draw(actor, one, sent.form));
    const { act, wording, language, seen: shown } = sent.input;
    try {
      if (act === 'keep') {
        await this.change(actor, one, shown, wording);
        return seeOther(playPath(one.rolloutId, one.play));
      }
      const wanted = { words: wording.reworded, language };
      const read = await (act === 'test'
        ? this.test.send(actor, one.rolloutId, one.play, wanted)
        : this.wording.look(actor, one.rolloutId, one.play, wanted));
      return await this.draw(actor, one, sent.form, read);
    } catch (error) {
      const { values, reasons } = refusedForm(error, sent.form);
      return again(await this.draw(actor, one, { values, reasons: reasons.map(besideField) }));
    }
  }

  private async change(actor: Actor, one: One, shown: Seen, change: Partial<PlaySetting>): Promise<void> {
    const { setting } = await this.approvals.look(actor, one.rolloutId, one.play);
    await this.approvals.change(actor, one.rolloutId, one.play, changed(setting, change), (kept) =>
      mustBeAsSeen(shown, playSeen(kept)),
    );
  }

  private formPage(actor: Actor, one: One): FormPage {
    return { path: playPath(one.rolloutId, one.play), draw: (form) => this.draw(actor, one, form) };
  }

  private async draw(
    actor: Actor,
    { rolloutId, play }: One,
    form: FormState,
    looked?: Read | null,
  ): Promise<VNode> {
    const view = await this.approvals.look(actor, rolloutId, play);
    const next = view.next === null ? null : await this.views.of(actor, rolloutId, view.next);
    const read = looked === undefined ? await this.wording.look(actor, rolloutId, play) : looked;
    const ours = await this.wording.ours(actor, rolloutId, play);
    return PlayPage({ view, next, read, ours, form });
  }
}

interface Path {
  rolloutId: string;
  play: string;
}

interface One {
  rolloutId: string;
  play: PlayKey;
}

function found({ rolloutId, play }: Path): One {
  const known = playKeys.find((key) => key === play);
  if (!known) throw new Refusal('not-found', 'There is no such play.');
  return { rolloutId: pathId(rolloutId), play: known };
}

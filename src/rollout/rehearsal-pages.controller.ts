import { Controller, Get, Param, Query } from '@nestjs/common';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { spoken } from '../kernel/language/language.rules.js';
import { pathId } from './path-id.js';
import { RehearsalMailboxPage, RehearsalPage } from './rehearsal.pages.js';
import { Rehearsal } from './rehearsal.service.js';

/** The rehearsal as a calendar, and as one imaginary member's mailbox. Looking changes nothing. */
@Controller('rollouts/:rolloutId/rehearsal')
@Who('lead')
export class RehearsalPagesController {
  constructor(private readonly rehearsal: Rehearsal) {}

  @Get()
  @Page()
  async calendar(
    @By() actor: Actor,
    @Param('rolloutId') id: string,
    @Query('open') open?: string,
    @Query('language') language?: string,
  ): Promise<PageAnswer> {
    const played = await this.rehearsal.play(actor, pathId(id), spoken(language));
    return RehearsalPage({ played, open: open === 'all' });
  }

  @Get('mailbox')
  @Page()
  async mailbox(
    @By() actor: Actor,
    @Param('rolloutId') id: string,
    @Query('language') language?: string,
  ): Promise<PageAnswer> {
    return RehearsalMailboxPage({ played: await this.rehearsal.play(actor, pathId(id), spoken(language)) });
  }
}

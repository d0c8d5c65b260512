import { Controller, Delete, Get, Header, Post, Put, StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { AloneRule } from './alone.service.js';
import { RosterOut } from './roster-out.service.js';
import * as s from './yes.schemas.js';
import { YesService } from './yes.service.js';
import { YesViews } from './yes.view.js';

const none = z.object({});

/** What takes two leads. */
@Controller('api/v1/yes')
@Who('lead')
export class YesController {
  constructor(
    private readonly yes: YesService,
    private readonly views: YesViews,
    private readonly alone: AloneRule,
    private readonly roster: RosterOut,
  ) {}

  @Get()
  @Api({
    summary: 'List what asks for a second lead’s yes, and whether the rule is off',
    answer: s.yesListAnswer,
  })
  list(@By() actor: Actor): Promise<unknown> {
    return this.views.all(actor);
  }

  @Post('roster')
  @Api({
    summary: 'Ask to take the list of people out, as a file',
    refuses: ['conflict', 'too-early'],
    body: s.asking,
    answer: s.askedAnswer,
  })
  askRoster(@By() actor: Actor, @Input('body') asking: s.Asking): Promise<unknown> {
    const { communityId } = actor;
    return this.yes.ask(actor, { kind: 'roster', rolloutId: null, subject: communityId }, asking);
  }

  @Put('alone')
  @Api({
    summary: 'Switch the rule of two leads off, as the only one',
    refuses: ['conflict'],
    body: s.switchingOff,
    answer: none,
  })
  async switchOff(
    @By() actor: Actor,
    @Input('body') { words }: z.output<typeof s.switchingOff>,
  ): Promise<unknown> {
    await this.alone.switchOff(actor, words);
    return {};
  }

  @Delete('alone')
  @Api({ summary: 'Switch the rule of two leads on again', refuses: ['conflict'], answer: none })
  async switchOn(@By() actor: Actor): Promise<unknown> {
    await this.alone.switchOn(actor);
    return {};
  }

  @Get(':id')
  @Api({
    summary: 'Read what exactly is asked, and what has changed since',
    refuses: ['conflict', 'too-early'],
    params: s.ofYes,
    answer: s.yesAnswer,
  })
  one(@By() actor: Actor, @Input('params') { id }: s.OfYes): Promise<unknown> {
    return this.views.one(actor, id);
  }

  @Post(':id/yes')
  @Api({
    summary: 'Say yes to what you looked at; it is done now',
    refuses: ['conflict', 'too-early'],
    params: s.ofYes,
    body: s.saidYes,
    answer: none,
  })
  async say(
    @By() actor: Actor,
    @Input('params') { id }: s.OfYes,
    @Input('body') { seen, word }: z.output<typeof s.saidYes>,
  ): Promise<unknown> {
    await this.yes.yes(actor, id, { seen, ...(word && { word }) });
    return {};
  }

  @Post(':id/no')
  @Api({
    summary: 'Say no, with a word to who asked',
    refuses: ['conflict'],
    params: s.ofYes,
    body: s.saidNo,
    answer: none,
  })
  async refuse(
    @By() actor: Actor,
    @Input('params') { id }: s.OfYes,
    @Input('body') { word }: z.output<typeof s.saidNo>,
  ): Promise<unknown> {
    await this.yes.no(actor, id, word);
    return {};
  }

  @Post(':id/withdraw')
  @Api({ summary: 'Take back what you asked', refuses: ['conflict'], params: s.ofYes, answer: none })
  async withdraw(@By() actor: Actor, @Input('params') { id }: s.OfYes): Promise<unknown> {
    await this.yes.withdraw(actor, id);
    return {};
  }

  /** By POST: whatever only looks, a preview or a scanner, must not use it up. */
  @Post(':id/file')
  @Header('content-disposition', 'attachment; filename="people.csv"')
  @Header('cache-control', 'no-store')
  @Api({
    summary: 'Open the list that you asked for, once',
    refuses: ['too-early', 'gone'],
    params: s.ofYes,
    answer: 'text/csv',
  })
  async file(@By() actor: Actor, @Input('params') { id }: s.OfYes): Promise<StreamableFile> {
    return csvOf(await this.roster.open(actor, id));
  }
}

export const csvOf = (lines: AsyncGenerator<string>): StreamableFile =>
  new StreamableFile(Readable.from(lines, { objectMode: false }), { type: 'text/csv; charset=utf-8' });

import { Controller, Get, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, IfMatch, Input } from '../kernel/http/api.js';
import type { Seen } from '../kernel/http/seen.js';
import { Endings, thanksSeen } from './ending.service.js';
import { OpenNames, type Open } from './open-names.service.js';
import { OldPlaces } from './places.service.js';
import { askedAnswer } from '../leading/yes.schemas.js';
import * as schemas from './sunset.schemas.js';
import { TransitionView } from './transition-view.service.js';
import { TransitionService } from './transition.service.js';

const { inRollout, ofPerson, ofPlace, done } = schemas;
type InRollout = z.infer<typeof inRollout>;
type OfPerson = z.infer<typeof ofPerson>;
const ok = { ok: true as const };

@Controller('api/v1/rollouts/:rolloutId/transition')
@Who('lead')
export class TransitionController {
  constructor(
    private readonly transition: TransitionService,
    private readonly view: TransitionView,
  ) {}

  @Get()
  @Api({
    summary: 'Read the transition date, and the earliest permitted',
    params: inRollout,
    answer: schemas.transitionAnswer,
  })
  read(@By() actor: Actor, @Input('params') { rolloutId }: InRollout): Promise<schemas.TransitionAnswer> {
    return this.view.read(actor, rolloutId);
  }

  @Post()
  @Api({
    summary: 'Announce the transition date',
    refuses: ['conflict'],
    params: inRollout,
    body: schemas.onDay,
    answer: schemas.transitionAnswer,
  })
  async announce(
    @By() actor: Actor,
    @Input('params') { rolloutId }: InRollout,
    @Input('body') { on }: z.infer<typeof schemas.onDay>,
  ): Promise<schemas.TransitionAnswer> {
    await this.transition.announce(actor, rolloutId, on);
    return this.view.read(actor, rolloutId);
  }

  @Post('move')
  @Api({
    summary: 'Move the transition date',
    refuses: ['conflict'],
    params: inRollout,
    body: schemas.onDay,
    answer: schemas.transitionAnswer,
  })
  async move(
    @By() actor: Actor,
    @Input('params') { rolloutId }: InRollout,
    @Input('body') { on }: z.infer<typeof schemas.onDay>,
  ): Promise<schemas.TransitionAnswer> {
    await this.transition.move(actor, rolloutId, on);
    return this.view.read(actor, rolloutId);
  }
}

@Controller('api/v1/rollouts/:rolloutId/open-names')
@Who('lead')
export class OpenNamesController {
  constructor(private readonly names: OpenNames) {}

  @Get()
  @Api({ summary: 'List who is not proven told', params: inRollout, answer: z.array(schemas.openName) })
  list(@By() actor: Actor, @Input('params') { rolloutId }: InRollout): Promise<Open[]> {
    return this.names.list(actor, rolloutId);
  }

  @Post(':participationId/promise')
  @Api({
    summary: 'Promise that somebody tells them by a day',
    refuses: ['conflict'],
    params: ofPerson,
    body: schemas.promise,
    answer: done,
  })
  async promise(
    @By() actor: Actor,
    @Input('params') { rolloutId, participationId }: OfPerson,
    @Input('body') promised: z.infer<typeof schemas.promise>,
  ): Promise<typeof ok> {
    await this.names.promise(actor, rolloutId, participationId, promised);
    return ok;
  }

  @Post(':participationId/exception')
  @Api({
    summary: 'Ask a second lead for an exception',
    refuses: ['conflict', 'too-early'],
    params: ofPerson,
    body: schemas.because,
    answer: askedAnswer,
  })
  except(
    @By() actor: Actor,
    @Input('params') { rolloutId, participationId }: OfPerson,
    @Input('body') { reason }: z.infer<typeof schemas.because>,
  ): ReturnType<OpenNames['askException']> {
    return this.names.askException(actor, rolloutId, participationId, reason);
  }
}

@Controller('api/v1/rollouts/:rolloutId/places')
@Who('lead')
export class OldPlacesController {
  constructor(private readonly places: OldPlaces) {}

  @Get()
  @Api({
    summary: 'List the old places, each with its checklist',
    params: inRollout,
    answer: z.array(schemas.placeAnswer),
  })
  list(@By() actor: Actor, @Input('params') { rolloutId }: InRollout): ReturnType<OldPlaces['list']> {
    return this.places.list(actor, rolloutId);
  }

  @Post(':placeId/read-only')
  @Api({
    summary: 'Confirm that a place is read-only, and points to the new one',
    refuses: ['conflict'],
    params: ofPlace,
    body: schemas.seen,
    answer: done,
  })
  async confirm(
    @By() actor: Actor,
    @Input('params') { rolloutId, placeId }: z.infer<typeof ofPlace>,
    @Input('body') seen: z.infer<typeof schemas.seen>,
  ): Promise<typeof ok> {
    await this.places.confirm(actor, rolloutId, placeId, seen);
    return ok;
  }
}

@Controller('api/v1/rollouts/:rolloutId')
@Who('lead')
export class EndingController {
  constructor(private readonly endings: Endings) {}

  @Get('ending')
  @Api({
    summary: 'Read celebration, archive and shutdown',
    params: inRollout,
    answer: schemas.endingAnswer,
    shows: thanksSeen,
  })
  read(@By() actor: Actor, @Input('params') { rolloutId }: InRollout): ReturnType<Endings['read']> {
    return this.endings.read(actor, rolloutId);
  }

  @Put('celebration')
  @Api({
    summary: 'Write the words of thanks',
    refuses: ['conflict', 'changed'],
    overwrites: true,
    params: inRollout,
    body: schemas.thanks,
    answer: done,
  })
  async thank(
    @By() actor: Actor,
    @Input('params') { rolloutId }: InRollout,
    @Input('body') { words }: z.infer<typeof schemas.thanks>,
    @IfMatch() seen?: Seen,
  ): Promise<typeof ok> {
    await this.endings.writeCelebration(actor, rolloutId, words, seen);
    return ok;
  }

  @Post('shutdown/archive')
  @Api({
    summary: 'Confirm the export of the community’s own archive',
    params: inRollout,
    body: schemas.archive,
    answer: done,
  })
  async archive(
    @By() actor: Actor,
    @Input('params') { rolloutId }: InRollout,
    @Input('body') { note }: z.infer<typeof schemas.archive>,
  ): Promise<typeof ok> {
    await this.endings.confirmArchive(actor, rolloutId, note);
    return ok;
  }

  @Post('shutdown/ask')
  @Api({
    summary: 'Name the person who shuts the old place down',
    refuses: ['conflict'],
    params: inRollout,
    body: schemas.whom,
    answer: done,
  })
  async ask(
    @By() actor: Actor,
    @Input('params') { rolloutId }: InRollout,
    @Input('body') { accountId }: z.infer<typeof schemas.whom>,
  ): Promise<typeof ok> {
    await this.endings.ask(actor, rolloutId, accountId);
    return ok;
  }

  @Post('shutdown/yes')
  @Api({
    summary: 'Ask, as the named person, for the second lead’s yes',
    refuses: ['conflict', 'too-early'],
    params: inRollout,
    body: schemas.because,
    answer: askedAnswer,
  })
  askYes(
    @By() actor: Actor,
    @Input('params') { rolloutId }: InRollout,
    @Input('body') { reason }: z.infer<typeof schemas.because>,
  ): ReturnType<Endings['askYes']> {
    return this.endings.askYes(actor, rolloutId, reason);
  }

  @Post('shutdown/done')
  @Api({
    summary: 'Confirm, as the named person, that it is shut down',
    refuses: ['conflict'],
    params: inRollout,
    answer: done,
  })
  async done(@By() actor: Actor, @Input('params') { rolloutId }: InRollout): Promise<typeof ok> {
    await this.endings.done(actor, rolloutId);
    return ok;
  }
}

import { Controller, Get, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, IfMatch, Input } from '../kernel/http/api.js';
import { asTag, mustBeAsSeen, type Seen } from '../kernel/http/seen.js';
import { GateService } from './gate.service.js';
import { LeadDesk } from './lead-desk.js';
import { OccurrenceService } from './occurrence.service.js';
import { playbook, type PlayKey } from './playbook.js';
import { PlayApprovals } from './play-approvals.service.js';
import { playSeen } from './play.form.js';
import { PlayTest } from './play-test.service.js';
import { PlayWording } from './play-wording.service.js';
import { PlaySettings, waits } from './play-settings.service.js';
import * as s from './rollout.schemas.js';

@Controller('api/v1/rollouts/:rolloutId/phases')
@Who('lead')
export class PhaseController {
  constructor(private readonly gates: GateService) {}

  @Get()
  @Api({
    summary: 'Read the four phases and their gates',
    params: s.rolloutParams,
    answer: s.phaseAnswer.array(),
  })
  list(@By() actor: Actor, @Input('params') { rolloutId }: s.RolloutParams): Promise<unknown[]> {
    return this.gates.list(actor, rolloutId);
  }

  @Post(':phase/close')
  @Api({
    summary: 'Close a phase whose gate passes',
    refuses: ['conflict', 'too-early'],
    params: s.phaseParams,
    answer: s.criterion.array(),
  })
  close(@By() actor: Actor, @Input('params') { rolloutId, phase }: s.PhaseParams): Promise<unknown[]> {
    return this.gates.close(actor, rolloutId, phase);
  }
}

@Controller('api/v1/rollouts/:rolloutId/agenda')
@Who('lead')
export class AgendaController {
  constructor(private readonly occurrences: OccurrenceService) {}

  @Get()
  @Api({
    summary: 'Read the agenda: what was done, is held, was skipped, is planned',
    params: s.rolloutParams,
    answer: s.occurrenceAnswer.array(),
  })
  list(@By() actor: Actor, @Input('params') { rolloutId }: s.RolloutParams): Promise<unknown[]> {
    return this.occurrences.list(actor, rolloutId);
  }

  @Post(':key/hold')
  @Api({
    summary: 'Stop a planned occurrence',
    refuses: ['conflict'],
    params: s.occurrenceParams,
    body: s.reasonBody,
    answer: s.occurrenceAnswer,
  })
  hold(
    @By() actor: Actor,
    @Input('params') { rolloutId, key }: s.OccurrenceParams,
    @Input('body') { reason }: s.ReasonBody,
  ): Promise<unknown> {
    return this.occurrences.hold(actor, rolloutId, key, reason);
  }

  @Post(':key/skip')
  @Api({
    summary: 'Skip an occurrence for good',
    refuses: ['conflict'],
    params: s.occurrenceParams,
    body: s.reasonBody,
    answer: s.occurrenceAnswer,
  })
  skip(
    @By() actor: Actor,
    @Input('params') { rolloutId, key }: s.OccurrenceParams,
    @Input('body') { reason }: s.ReasonBody,
  ): Promise<unknown> {
    return this.occurrences.skip(actor, rolloutId, key, reason);
  }

  @Post(':key/resume')
  @Api({
    summary: 'Let go at its time what was stopped ahead of it',
    refuses: ['conflict'],
    params: s.occurrenceParams,
    answer: s.occurrenceAnswer,
  })
  resume(@By() actor: Actor, @Input('params') { rolloutId, key }: s.OccurrenceParams): Promise<unknown> {
    return this.occurrences.resume(actor, rolloutId, key);
  }

  @Post(':key/send')
  @Api({
    summary: 'Send what is held; to more than 50 people, with their number',
    refuses: ['conflict'],
    params: s.occurrenceParams,
    body: s.howMany,
    answer: s.occurrenceAnswer,
  })
  send(
    @By() actor: Actor,
    @Input('params') { rolloutId, key }: s.OccurrenceParams,
    @Input('body') { people }: s.HowMany,
  ): Promise<unknown> {
    return this.occurrences.send(actor, rolloutId, key, people);
  }
}

@Controller('api/v1/rollouts/:rolloutId/playbook')
@Who('lead')
export class PlaybookController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly settings: PlaySettings,
    private readonly approvals: PlayApprovals,
    private readonly wording: PlayWording,
    private readonly test: PlayTest,
  ) {}

  @Get()
  @Api({
    summary: 'Read the playbook with the changes made for this rollout',
    params: s.rolloutParams,
    answer: s.playAnswer.array(),
  })
  list(@By() actor: Actor, @Input('params') { rolloutId }: s.RolloutParams): Promise<unknown[]> {
    return this.desk.read(actor, rolloutId, async (tx) => {
      const settings = await this.settings.of(tx, rolloutId);
      return playbook.map((row) => {
        const setting = settings.get(row.play);
        return {
          ...{ ...row, setting: setting ?? null, waits: waits(row, setting) },
          etag: asTag(playSeen(setting)),
        };
      });
    });
  }

  @Put(':play')
  @Api({
    summary:
      'Switch a play off, move it, or put your own words in; after the start a lead approves the change',
    refuses: ['conflict', 'changed'],
    overwrites: true,
    shows: playSeen,
    params: s.playParams,
    body: s.playSetting,
    answer: s.playSetting,
  })
  set(
    @By() actor: Actor,
    @Input('params') { rolloutId, play }: s.PlayParams,
    @Input('body') setting: s.PlaySettingInput,
    @IfMatch() seen?: Seen,
  ): Promise<s.PlaySettingInput> {
    return this.approvals.change(actor, rolloutId, play as PlayKey, setting, (kept) => {
      if (seen) mustBeAsSeen(seen, playSeen(kept));
    });
  }

  @Post(':play/preview')
  @Api({
    summary: 'See a play as it arrives, in other words if you like',
    params: s.playParams,
    body: s.playWords,
    answer: s.playRead,
  })
  async look(
    @By() actor: Actor,
    @Input('params') { rolloutId, play }: s.PlayParams,
    @Input('body') { reworded, language }: s.PlayWords,
  ): Promise<unknown> {
    const read = await this.wording.look(actor, rolloutId, play as PlayKey, { words: reworded, language });
    if (!read) return { message: null, people: 0, posts: [] };
    return { message: read.message, people: read.said.people, posts: read.said.posts };
  }

  @Post(':play/test')
  @Api({
    summary: 'Send a play as it arrives to your own address, and to nobody else; in other words if you like',
    refuses: ['conflict', 'too-early', 'too-many'],
    params: s.playParams,
    body: s.playWords,
    answer: z.object({}),
    status: 204,
  })
  async sendToMe(
    @By() actor: Actor,
    @Input('params') { rolloutId, play }: s.PlayParams,
    @Input('body') { reworded, language }: s.PlayWords,
  ): Promise<void> {
    await this.test.send(actor, rolloutId, play as PlayKey, { words: reworded, language });
  }

  @Post(':play/approve')
  @Api({
    summary: 'Approve a play that was changed after the start, as you looked at it',
    refuses: ['conflict'],
    params: s.playParams,
    body: s.wordingBody,
    answer: s.wordingBody,
  })
  async approve(
    @By() actor: Actor,
    @Input('params') { rolloutId, play }: s.PlayParams,
    @Input('body') seen: s.WordingInput,
  ): Promise<s.WordingInput> {
    await this.approvals.approve(actor, rolloutId, play as PlayKey, seen);
    return seen;
  }
}

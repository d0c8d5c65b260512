import { Controller, Post } from '@nestjs/common';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { LeadDesk, type AtDesk } from '../rollout/lead-desk.js';
import * as s from './adoption.schemas.js';
import { Sightings } from './sightings.service.js';

/** What leads and programs tell us of the places: who was there, who is in the list, how many there are. */
@Controller('api/v1/rollouts/:rolloutId')
@Who('lead')
export class SightingsController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly sightings: Sightings,
  ) {}

  @Post('activity')
  @Api({
    summary: 'Report who was active in a place, by day',
    ...{ params: s.params, body: s.report, answer: s.daysKept },
  })
  activity(
    @By() actor: Actor,
    @Input('params') { rolloutId }: s.Params,
    @Input('body') report: s.ReportBody,
  ): Promise<{ days: number }> {
    return this.act(actor, rolloutId, 'activity.reported', (desk) =>
      this.sightings.report(desk, actor.accountId, report),
    );
  }

  @Post('roll-call')
  @Api({
    summary: 'Say who of the roster is in the new place',
    refuses: ['too-early'],
    ...{ params: s.params, body: s.rollCall, answer: s.peopleSeen },
  })
  rollCall(
    @By() actor: Actor,
    @Input('params') { rolloutId }: s.Params,
    @Input('body') call: s.RollCallBody,
  ): Promise<{ people: number }> {
    return this.act(actor, rolloutId, 'roll-call.held', (desk) =>
      this.sightings.rollCall(desk, actor.accountId, { ...call, day: call.day ?? desk.today }),
    );
  }

  @Post('head-count')
  @Api({
    summary: 'Say how many are in a place',
    ...{ params: s.params, body: s.headCount, status: 204, answer: s.nothing },
  })
  async headCount(
    @By() actor: Actor,
    @Input('params') { rolloutId }: s.Params,
    @Input('body') count: s.HeadCountBody,
  ): Promise<void> {
    await this.act(actor, rolloutId, 'head-count.taken', (desk) =>
      this.sightings.headCount(desk, actor.accountId, { ...count, day: count.day ?? desk.today }),
    );
  }

  private act<T>(
    actor: Actor,
    rolloutId: string,
    what: string,
    work: (desk: AtDesk) => Promise<T>,
  ): Promise<T> {
    return this.desk.act(actor, rolloutId, { what, replans: 'with the new day' }, async (desk) => ({
      subject: rolloutId,
      answer: await work(desk),
    }));
  }
}

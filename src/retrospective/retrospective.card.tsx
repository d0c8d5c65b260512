import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { spokenMoment } from '../rollout/calendar.words.js';
import { OwnPageCard, type OwnPageVisit } from '../rollout/sockets.js';
import { Retrospective } from './retrospective.entity.js';

@Injectable()
export class RetrospectiveCard {
  /** The meeting while it is ahead; what came of it afterwards. */
  @OwnPageCard(48)
  async lookingBack({ tx, rollout, path, now }: OwnPageVisit): Promise<VNode | null> {
    const kept = await tx.findOneBy(Retrospective, { rolloutId: rollout.id });
    if (!kept) return null;
    const { meetingAt, meetingWhere, publishedOn } = kept;
    const ahead = meetingAt && meetingAt.epochMilliseconds > now.epochMilliseconds ? meetingAt : null;
    if (!publishedOn && !ahead) return null;
    return (
      <section>
        <h2>Looking back</h2>
        {publishedOn ? (
          <p>
            <a href={`${path}/looking-back`}>What was learned and decided</a>
          </p>
        ) : (
          <p>
            We meet to look back: {spokenMoment(ahead!, rollout.plan.timeZone)}, {meetingWhere}.{' '}
            <a href={`${path}/looking-back.ics`}>File for your calendar</a>
          </p>
        )}
      </section>
    );
  }
}

import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { link } from '../kernel/ui/tags.js';
import { OwnPageCard, type OwnPageVisit } from '../rollout/sockets.js';
import { placeSaid } from './meeting-place.js';
import { Retrospective } from './retrospective.entity.js';

@Injectable()
export class RetrospectiveCard {
  /** The meeting while it is ahead; what came of it afterwards. */
  @OwnPageCard(48)
  async lookingBack({ tx, rollout, path, now, say }: OwnPageVisit): Promise<VNode | null> {
    const kept = await tx.findOneBy(Retrospective, { rolloutId: rollout.id });
    if (!kept) return null;
    const { meetingAt, meetingWhere, publishedOn } = kept;
    const ahead = meetingAt && meetingAt.epochMilliseconds > now.epochMilliseconds ? meetingAt : null;
    if (!publishedOn && !ahead) return null;
    return (
      <section>
        <h2>{say('Looking back')}</h2>
        {publishedOn ? (
          <p>
            <a href={`${path}/looking-back`}>{say('What was learned and decided')}</a>
          </p>
        ) : (
          <p>
            {say.rich('We meet to look back: {when}, {where}. <a>File for your calendar</a>', {
              when: say.moment(ahead!, rollout.plan.timeZone),
              where: placeSaid(say, meetingWhere),
              a: link(`${path}/looking-back.ics`),
            })}
          </p>
        )}
      </section>
    );
  }
}

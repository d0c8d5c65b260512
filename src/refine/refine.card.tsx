import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { localDay } from '../kernel/local-day.js';
import { link } from '../kernel/ui/tags.js';
import { OwnPageCard, type OwnPageVisit } from '../rollout/sockets.js';
import { CharterPages } from './charter-pages.service.js';
import { guidesOf } from './guides.service.js';

@Injectable()
export class RefineCard {
  constructor(private readonly charter: CharterPages) {}

  /** What there is to read; nothing while nothing is published. */
  @OwnPageCard(50)
  async reading({ tx, rollout, participation, path, now, say }: OwnPageVisit): Promise<VNode | null> {
    const guides = await guidesOf(tx, { rolloutId: rollout.id }, true);
    const by = { rolloutId: rollout.id, communityId: rollout.communityId, participationId: participation.id };
    const { inForce, draft, canObject } = await this.charter.forMember(
      tx,
      by,
      localDay(now, rollout.plan.timeZone),
    );
    if (guides.length === 0 && !inForce && !draft) return null;
    return (
      <section>
        <h2>{say('To read')}</h2>
        <ul>
          {guides.map((guide) => (
            <li key={guide.id}>
              <a href={`${path}/g/${guide.slug}`}>{guide.title}</a>
            </li>
          ))}
          {(inForce || draft) && (
            <li>
              {canObject && draft?.windowEndsOn
                ? say.rich('<a>Our rules, and what is stored about you</a> (objections until {day})', {
                    day: say.day(draft.windowEndsOn),
                    a: link(`${path}/charter`),
                  })
                : say.rich('<a>Our rules, and what is stored about you</a>', { a: link(`${path}/charter`) })}
            </li>
          )}
        </ul>
      </section>
    );
  }
}

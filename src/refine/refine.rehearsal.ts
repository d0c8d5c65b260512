import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { localDay } from '../kernel/local-day.js';
import { Rehearses, type Rehearsing } from '../rollout/sockets.js';
import { CharterVersion } from './charter.entity.js';
import { Guide, GuideVersion } from './guide.entity.js';

/** In a rehearsal there are a quick start and a charter: each draft is opened on its day. */
@Injectable()
export class RefineRehearsal {
  @Rehearses()
  async drafts({ tx, rollout, facts, now, renamed }: Rehearsing): Promise<void> {
    for (const [i, draft] of facts['refine.charter'].drafts.entries()) {
      if (renamed.has(draft.id) || Temporal.Instant.compare(draft.openedAt, now) > 0) continue;
      const version = await tx.save(
        tx.create(CharterVersion, {
          ...{ rolloutId: rollout.id, number: i + 1, body: 'The charter.' },
          ...{ openedAt: draft.openedAt, windowEndsOn: draft.windowEndsOn },
        }),
      );
      renamed.set(draft.id, version.id);
    }
  }

  @Rehearses()
  async quickStart({ tx, rollout, now }: Rehearsing): Promise<void> {
    if (await tx.existsBy(Guide, { rolloutId: rollout.id })) return;
    const guide = await tx.save(
      tx.create(Guide, {
        rolloutId: rollout.id,
        slug: 'quick-start',
        kind: 'quick start',
        audience: 'members',
      }),
    );
    await tx.insert(GuideVersion, {
      ...{ guideId: guide.id, number: 1, title: 'Quick start', body: 'On one page.', writtenAt: now },
      publishedOn: localDay(now, rollout.plan.timeZone),
    });
  }
}

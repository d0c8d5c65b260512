import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Letters } from '../notices/letter.js';
import { Notices } from '../notices/notices.service.js';
import type { Audience } from '../notices/saying.js';
import { StoredVersions } from '../privacy/stored-versions.service.js';
import { momentAt } from '../rollout/calendar.rules.js';
import { inLeadsWords } from '../rollout/rewording.rules.js';
import { Play, type Occasion } from '../rollout/sockets.js';
import { CharterVersion } from './charter.entity.js';
import { Findings } from './findings.service.js';
import { charterChanged, charterReview, findingResolved, storedChanged } from './refine.mails.js';

@Injectable()
export class RefinePlays {
  constructor(
    private readonly notices: Notices,
    private readonly findings: Findings,
    private readonly stored: StoredVersions,
  ) {}

  /** The step is the finding. */
  @Play('finding.resolved')
  async resolved(occasion: Occasion): Promise<void> {
    const found = await this.findings.resolution(occasion.tx, occasion.rollout.communityId, occasion.step);
    if (!found?.reportedBy) return;
    const reporter = {
      sql: `select p.member_id from participation p join member m on m.id = p.member_id
             where p.id = $1 and m.gone is null and m.erased_at is null`,
      params: [found.reportedBy],
    };
    await this.say(occasion, findingResolved(found.done), reporter);
  }

  /** The step is the version of the charter. The circle hears of it whether or not it was told of anything else. */
  @Play('refine.charter-review')
  async review(occasion: Occasion): Promise<void> {
    const version = await this.version(occasion.tx, occasion.step);
    if (!version?.windowEndsOn || version.adoptedOn) return;
    const told = {
      sql: `select p.member_id from participation p join member m on m.id = p.member_id
             where p.rollout_id = $1 and m.gone is null and m.erased_at is null
               and p.outcome is distinct from 'will leave' and p.outcome is distinct from 'declined'
               and (p.pilot or exists (
                     select 1 from delivery d
                      where d.member_id = p.member_id and d.rollout_id = $1 and d.state <> 'suppressed'))`,
      params: [occasion.rollout.id],
    };
    const { windowEndsOn } = version;
    // Read after the last day, it would invite to something that is over.
    const usefulUntil = momentAt(windowEndsOn.add({ days: 1 }), '00:00', occasion.rollout.plan.timeZone);
    await this.say(occasion, charterReview(version.number, windowEndsOn), told, usefulUntil);
  }

  /** The step is a version of the charter, or of what is stored. Nobody is left out: it is about everybody's data. */
  @Play('charter.changed')
  async changed(occasion: Occasion): Promise<void> {
    const { tx, rollout, step } = occasion;
    const letters = step.startsWith('stored-')
      ? storedChanged(await this.stored.newIn(tx, rollout.id, Number(step.slice('stored-'.length))))
      : await this.newRules(tx, step);
    if (!letters) return;
    const everybody = {
      sql: `select p.member_id from participation p join member m on m.id = p.member_id
             where p.rollout_id = $1 and m.gone is null and m.erased_at is null`,
      params: [rollout.id],
    };
    await this.say(occasion, letters, everybody);
  }

  private async newRules(tx: EntityManager, id: string): Promise<Letters | null> {
    const version = await this.version(tx, id);
    return version?.adoptedOn ? charterChanged(version.whatChanged, version.adoptedOn) : null;
  }

  private version(tx: EntityManager, id: string): Promise<CharterVersion | null> {
    return tx.findOneBy(CharterVersion, { id });
  }

  private async say(
    { tx, rollout, row, key, now, reworded }: Occasion,
    letters: Letters,
    to: Audience,
    usefulUntil?: Temporal.Instant,
  ): Promise<void> {
    const { id, communityId, plan } = rollout;
    await this.notices.say(tx, {
      rollout: { id, communityId, timeZone: plan.timeZone },
      ...{ key, play: row.play, purpose: row.purpose ?? 'community', byHand: row.byHand, to, now },
      letters: inLeadsWords(letters, reworded),
      ...(usefulUntil && { usefulUntil }),
    });
  }
}

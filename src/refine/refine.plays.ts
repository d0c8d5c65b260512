import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { StoredVersions } from '../privacy/stored-versions.service.js';
import { momentAt } from '../rollout/calendar.rules.js';
import { Scenes, type Scene } from '../rollout/scene.js';
import { Play, type Occasion } from '../rollout/sockets.js';
import { Voice, type Said } from '../rollout/voice.js';
import { CharterVersion } from './charter.entity.js';
import { Findings } from './findings.service.js';
import {
  charterChanged,
  charterChangedPost,
  charterReview,
  charterReviewPost,
  findingResolved,
  storedChanged,
  storedChangedPost,
} from './refine.mails.js';

type Words = Pick<Said, 'letters' | 'post'>;

@Injectable()
export class RefinePlays {
  constructor(
    private readonly voice: Voice,
    private readonly scenes: Scenes,
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
    await this.voice.say(occasion, { letters: findingResolved(found.done), to: reporter });
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
    await this.voice.say(occasion, {
      letters: charterReview(version.number, windowEndsOn),
      post: charterReviewPost(await this.scenes.of(occasion.tx, occasion.rollout), windowEndsOn),
      ...{ to: told, usefulUntil },
    });
  }

  /** The step is a version of the charter, or of what is stored. Nobody is left out: it is about everybody's data. */
  @Play('charter.changed')
  async changed(occasion: Occasion): Promise<void> {
    const { tx, rollout, step } = occasion;
    const scene = await this.scenes.of(tx, rollout);
    const said = step.startsWith('stored-')
      ? await this.newlyStored(occasion, scene)
      : await this.newRules(tx, step, scene);
    if (!said) return;
    const everybody = {
      sql: `select p.member_id from participation p join member m on m.id = p.member_id
             where p.rollout_id = $1 and m.gone is null and m.erased_at is null`,
      params: [rollout.id],
    };
    await this.voice.say(occasion, { ...said, to: everybody });
  }

  private async newlyStored({ tx, rollout, step }: Occasion, scene: Scene): Promise<Words> {
    const kinds = await this.stored.newIn(tx, rollout.id, Number(step.slice('stored-'.length)));
    return { letters: storedChanged(kinds), post: storedChangedPost(scene) };
  }

  private async newRules(tx: EntityManager, id: string, scene: Scene): Promise<Words | null> {
    const version = await this.version(tx, id);
    if (!version?.adoptedOn) return null;
    const { whatChanged, adoptedOn } = version;
    return {
      letters: charterChanged(whatChanged, adoptedOn),
      post: charterChangedPost(scene, whatChanged, adoptedOn),
    };
  }

  private version(tx: EntityManager, id: string): Promise<CharterVersion | null> {
    return tx.findOneBy(CharterVersion, { id });
  }
}

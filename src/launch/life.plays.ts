import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Notices } from '../notices/notices.service.js';
import { StillWanted, type Wish } from '../notices/sockets.js';
import { inLeadsWords } from '../rollout/rewording.rules.js';
import { Scenes } from '../rollout/scene.js';
import { Play, type Occasion } from '../rollout/sockets.js';
import { pulseQuestions } from '../surveys/questions.js';
import { Rounds, surveyPath } from '../surveys/rounds.service.js';
import { arrived } from './invitation.queries.js';
import { officeHourNear, pulse, seedingDue } from './launch.mails.js';
import { OfficeHour } from './office-hour.entity.js';
import { comingTo } from './office-hour.queries.js';
import { hourOf } from './office-hour.rules.js';
import { SeedingItem } from './seeding-item.entity.js';

/** Days in which a pulse can be answered: over before the next is asked. */
const pulseDays = 10;

/** The plays that fill the new place with life: help hours, things to post, how is it going. */
@Injectable()
export class LifePlays {
  constructor(
    private readonly notices: Notices,
    private readonly scenes: Scenes,
    private readonly rounds: Rounds,
    private readonly clock: Clock,
  ) {}

  /** The step is the office hour and how long before: `<id>/24h`. Where it was moved meanwhile, nothing is said. */
  @Play('launch.office-hour')
  async officeHour({ tx, rollout, row, key, step, now, reworded }: Occasion): Promise<void> {
    const [subject, before] = step.split('/') as [string, '24h' | '1h'];
    const hour = await tx.findOneBy(OfficeHour, hourOf(subject));
    if (!hour || hour.cancelledAt) return;
    const { timeZone } = rollout.plan;
    await this.notices.say(tx, {
      rollout: { id: rollout.id, communityId: rollout.communityId, timeZone },
      ...{ key, play: row.play, purpose: 'help', byHand: row.byHand, now },
      letters: inLeadsWords(officeHourNear(hour, timeZone, before), reworded),
      to: await comingTo(tx, hour),
      usefulUntil: hour.startsAt,
      jitterMinutes: before === '1h' ? 0 : 30,
    });
  }

  /** The step is the item. */
  @Play('launch.seeding')
  async seeding({ tx, rollout, row, key, step, now }: Occasion): Promise<void> {
    const item = await tx.findOneBy(SeedingItem, { id: step });
    if (!item || item.postedAt) return;
    const { id, communityId, plan } = rollout;
    await this.notices.tellLeads(tx, {
      rollout: { id, communityId, timeZone: plan.timeZone },
      ...{ communityId, key, play: row.play, now, letters: seedingDue(item), accountIds: [item.owner] },
    });
  }

  /** The step is the round. */
  @Play('launch.pulse')
  async pulse({ tx, rollout, row, key, step, now, reworded }: Occasion): Promise<void> {
    const people = await arrived(tx, rollout.id);
    if (people.length === 0) return;
    const scene = await this.scenes.of(tx, rollout);
    const { timeZone } = rollout.plan;
    const closesAt = now.add({ hours: 24 * pulseDays });
    const round = await this.rounds.open(tx, rollout, {
      survey: 'pulse',
      number: Number(step),
      form: pulseQuestions({ old: scene.oldPlace, new: scene.newPlace }),
      invited: people.map((person) => person.id),
      ...{ closesAt, now },
    });
    await this.notices.say(tx, {
      rollout: { id: rollout.id, communityId: rollout.communityId, timeZone },
      ...{ key, play: row.play, purpose: 'survey', byHand: row.byHand, now, usefulUntil: closesAt },
      letters: inLeadsWords(
        pulse(scene, { path: surveyPath(round.id), until: closesAt, timeZone }),
        reworded,
      ),
      to: people.map((person) => person.memberId),
    });
  }

  /** Never to who has answered meanwhile. */
  @StillWanted('launch.pulse')
  async pulseWanted(tx: EntityManager, { rolloutId, key, memberIds }: Wish): Promise<Set<string>> {
    const round = await this.rounds.find(tx, rolloutId, 'pulse', Number(key.split('/')[1]));
    return round ? this.rounds.stillOwing(tx, round, memberIds, this.clock.now()) : new Set();
  }
}

import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { KeyTasks } from '../adoption/key-tasks.service.js';
import { Clock } from '../kernel/clock.js';
import type { Letters } from '../notices/letter.js';
import { Notices } from '../notices/notices.service.js';
import { StillWanted, type Wish } from '../notices/sockets.js';
import { momentAt } from '../rollout/calendar.rules.js';
import { Play, type Occasion } from '../rollout/sockets.js';
import { Scenes } from '../rollout/scene.js';
import { pilotQuestions } from '../surveys/questions.js';
import type { Round } from '../surveys/round.entity.js';
import { isOpen, Rounds, surveyPath } from '../surveys/rounds.service.js';
import { seated } from './circle.queries.js';
import { weekly, weeklyReminder, type WeeklyRound } from './pilot.mails.js';
import { inLeadsWords } from '../rollout/rewording.rules.js';

/** The circle's weekly round. Steps: '2' opens the second, '2/reminder', '2/closes'. */
@Injectable()
export class WeeklyPlays {
  constructor(
    private readonly rounds: Rounds,
    private readonly tasks: KeyTasks,
    private readonly notices: Notices,
    private readonly scenes: Scenes,
    private readonly clock: Clock,
  ) {}

  @Play('pilot.survey')
  async week(occasion: Occasion): Promise<void> {
    const { tx, rollout, now } = occasion;
    const { number, part } = stepOf(occasion.step);
    if (part === 'closes') return this.rounds.close(tx, rollout.id, 'pilot', number, now);
    if (part === 'reminder') return this.remind(occasion, number);
    return this.open(occasion, number);
  }

  /** To who still owes an answer at the very moment of sending. */
  @StillWanted('pilot.survey')
  async owing(tx: EntityManager, { rolloutId, key, memberIds }: Wish): Promise<Set<string>> {
    const { number } = stepOf(key.slice('pilot.survey/'.length));
    const round = await this.rounds.find(tx, rolloutId, 'pilot', number);
    return round ? this.rounds.stillOwing(tx, round, memberIds, this.clock.now()) : new Set();
  }

  private async open(occasion: Occasion, number: number): Promise<void> {
    const { tx, rollout, day, now } = occasion;
    const circle = await seated(tx, rollout.id, 'accepted');
    if (circle.length === 0) return;
    const scene = await this.scenes.of(tx, rollout);
    const planned = await this.rounds.plannedClose(tx, rollout.id, `pilot.survey/${number}/closes`);
    const closesAt = planned ?? momentAt(day.add({ days: 6 }), occasion.row.hour, rollout.plan.timeZone);
    // Sent by a lead after it was held for too long: there is no week left to ask about.
    if (Temporal.Instant.compare(closesAt, now) <= 0) return;
    const round = await this.rounds.open(tx, rollout, {
      ...{ survey: 'pilot', number, now },
      form: pilotQuestions(await this.tasks.list(tx, rollout.id), {
        old: scene.oldPlace,
        new: scene.newPlace,
      }),
      invited: circle.map(({ participationId }) => participationId),
      closesAt,
    });
    await this.say(occasion, round, weekly(scene, this.wordsOf(occasion, round)));
  }

  private async remind(occasion: Occasion, number: number): Promise<void> {
    const round = await this.rounds.find(occasion.tx, occasion.rollout.id, 'pilot', number);
    if (!round || !isOpen(round, occasion.now)) return;
    await this.say(occasion, round, weeklyReminder(this.wordsOf(occasion, round)));
  }

  private wordsOf({ rollout }: Occasion, round: Round): WeeklyRound {
    return { path: surveyPath(round.id), until: round.closesAt, timeZone: rollout.plan.timeZone };
  }

  private async say(occasion: Occasion, round: Round, letters: Letters): Promise<void> {
    const { tx, rollout, row, key, now, reworded } = occasion;
    const to = await this.rounds.owing(tx, round.id);
    if (to.length === 0) return;
    await this.notices.say(tx, {
      rollout: { id: rollout.id, communityId: rollout.communityId, timeZone: rollout.plan.timeZone },
      ...{ key, play: row.play, purpose: row.purpose ?? 'survey', byHand: row.byHand, now, to },
      letters: inLeadsWords(letters, reworded),
      usefulUntil: round.closesAt,
    });
  }
}

function stepOf(step: string): { number: number; part: string } {
  const [number, part = ''] = step.split('/');
  return { number: Number(number), part };
}

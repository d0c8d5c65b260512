import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { StillWanted, type Wish } from '../notices/sockets.js';
import { Clock } from '../kernel/clock.js';
import { Scenes } from '../rollout/scene.js';
import { Play, type Occasion } from '../rollout/sockets.js';
import { Voice } from '../rollout/voice.js';
import { COME_ALONG, retrospectiveQuestions } from '../surveys/questions.js';
import { Rounds, surveyPath } from '../surveys/rounds.service.js';
import {
  askToLookBack,
  comeToMeeting,
  lookBackPost,
  meetingForLeads,
  remindToLookBack,
  reportReady,
  type Asking,
} from './retrospective.mails.js';
import { Retrospectives } from './retrospective.service.js';

const only = 1;

/** Three months after T: asking everybody, meeting, and the report that fills itself. */
@Injectable()
export class RetrospectivePlays {
  constructor(
    private readonly voice: Voice,
    private readonly scenes: Scenes,
    private readonly rounds: Rounds,
    private readonly retrospectives: Retrospectives,
    private readonly clock: Clock,
  ) {}

  @Play('retrospective.survey')
  async survey(occasion: Occasion): Promise<void> {
    const { tx, rollout, step, now } = occasion;
    if (step === 'closes') return this.rounds.close(tx, rollout.id, 'retrospective', only, now);
    return step === 'reminder' ? this.remind(occasion) : this.ask(occasion);
  }

  /** Never to who has answered; the reminder only to who has arrived. */
  @StillWanted('retrospective.survey')
  async surveyWanted(tx: EntityManager, { rolloutId, memberIds }: Wish): Promise<Set<string>> {
    const round = await this.rounds.find(tx, rolloutId, 'retrospective', only);
    return round ? this.rounds.stillOwing(tx, round, memberIds, this.clock.now()) : new Set();
  }

  /** Every step is the same notice: who asked to come since the last one is added. */
  @Play('retrospective.meeting')
  async meeting(given: Occasion): Promise<void> {
    const occasion = { ...given, key: given.row.play };
    const { tx, rollout, now } = occasion;
    const { at, where } = await this.retrospectives.meetingOn(tx, rollout, now);
    const meeting = { at, timeZone: rollout.plan.timeZone, where };
    const asked = await this.rounds.whoSaid(tx, rollout.id, 'retrospective', COME_ALONG, 'yes');
    await this.voice.say(occasion, {
      letters: comeToMeeting(meeting),
      usefulUntil: at,
      to: {
        sql: 'select member_id from participation where rollout_id = $1 and (advocate or id = any ($2))',
        params: [rollout.id, asked],
      },
    });
    await this.voice.tellLeads(
      { ...occasion, key: `${occasion.key}/leads` },
      meetingForLeads(meeting, rollout.id),
    );
  }

  @Play('retrospective.report')
  async report(occasion: Occasion): Promise<void> {
    const { tx, rollout, day } = occasion;
    await this.retrospectives.draft(tx, rollout, day);
    await this.voice.tellLeads(occasion, reportReady(rollout.id));
  }

  private async ask(occasion: Occasion): Promise<void> {
    const { tx, rollout, now } = occasion;
    const people = await tx.query<{ id: string; member_id: string }[]>(
      `select p.id, p.member_id from participation p join member m on m.id = p.member_id
        where p.rollout_id = $1 and m.gone is null and m.erased_at is null
          and coalesce(p.outcome, '') not in ('declined', 'will leave')
        order by m.display_name, p.id`,
      [rollout.id],
    );
    if (people.length === 0) return;
    const scene = await this.scenes.of(tx, rollout);
    const planned = await this.rounds.plannedClose(tx, rollout.id, 'retrospective.survey/closes');
    const round = await this.rounds.open(tx, rollout, {
      survey: 'retrospective',
      number: only,
      form: retrospectiveQuestions({ old: scene.oldPlace, new: scene.newPlace }),
      invited: people.map((person) => person.id),
      closesAt: planned ?? now.add({ hours: 7 * 24 }),
      now,
    });
    const asked = asking(round, rollout.plan.timeZone);
    await this.voice.say(occasion, {
      letters: askToLookBack(scene, asked),
      post: lookBackPost(scene, asked),
      usefulUntil: round.closesAt,
      to: people.map((person) => person.member_id),
    });
  }

  private async remind(occasion: Occasion): Promise<void> {
    const { tx, rollout } = occasion;
    const round = await this.rounds.find(tx, rollout.id, 'retrospective', only);
    if (!round) return;
    const scene = await this.scenes.of(tx, rollout);
    await this.voice.say(occasion, {
      letters: remindToLookBack(scene, asking(round, rollout.plan.timeZone)),
      usefulUntil: round.closesAt,
      to: {
        sql: `select p.member_id from participation p where p.rollout_id = $1 and p.arrived_on is not null
                and p.member_id = any ($2)`,
        params: [rollout.id, await this.rounds.owing(tx, round.id)],
      },
    });
  }
}

const asking = (round: Awaited<ReturnType<Rounds['open']>>, timeZone: string): Asking => ({
  ...{ path: surveyPath(round.id), until: round.closesAt, timeZone },
});

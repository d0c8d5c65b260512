import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { spokenMoment } from '../rollout/calendar.words.js';
import { OwnPageCard, type OwnPageVisit } from '../rollout/sockets.js';
import { askedNow } from './asked.queries.js';
import { isOpen, surveyPath } from './rounds.service.js';
import type { SurveyName } from './survey.entity.js';

const titles: Record<SurveyName, string> = {
  pilot: 'How was your week in the new place?',
  pulse: 'How is it going in the new place?',
  retrospective: 'Looking back: what works, what does not?',
};

/** The surveys that wait for this person, on their own page. */
@Injectable()
export class SurveyCard {
  @OwnPageCard(12)
  async card(visit: OwnPageVisit): Promise<VNode | null> {
    const { tx, participation, now } = visit;
    const open = (await askedNow(tx, participation.id)).filter(({ round }) => isOpen(round, now));
    if (open.length === 0) return null;
    return (
      <>
        {open.map(({ round, survey, answered }) => (
          <Waiting
            key={round.id}
            title={titles[survey.name]}
            answered={answered}
            until={spokenMoment(round.closesAt, visit.rollout.plan.timeZone)}
            href={visit.path + surveyPath(round.id)}
          />
        ))}
      </>
    );
  }
}

function Waiting(props: { title: string; answered: boolean; until: string; href: string }): VNode {
  return (
    <section>
      <h2>{props.title}</h2>
      {props.answered ? (
        <p>
          Your answers are saved, thank you. You can <a href={props.href}>go on or change them</a> until{' '}
          {props.until}.
        </p>
      ) : (
        <>
          <p>It takes less than two minutes. You can answer until {props.until}, or leave it.</p>
          <p>
            <a class="button" href={props.href}>
              Answer
            </a>
          </p>
        </>
      )}
    </section>
  );
}

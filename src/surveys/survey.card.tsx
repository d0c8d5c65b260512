import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { msg, type Msg } from '../kernel/language/message.js';
import type { Say } from '../kernel/language/say.js';
import { link } from '../kernel/ui/tags.js';
import { OwnPageCard, type OwnPageVisit } from '../rollout/sockets.js';
import { askedNow } from './asked.queries.js';
import { isOpen, surveyPath } from './rounds.service.js';
import type { SurveyName } from './survey.entity.js';

const titles: Record<SurveyName, Msg> = {
  pilot: msg('How was your week in the new place?'),
  pulse: msg('How is it going in the new place?'),
  retrospective: msg('Looking back: what works, what does not?'),
};

/** The surveys that wait for this person, on their own page. */
@Injectable()
export class SurveyCard {
  @OwnPageCard(12)
  async card(visit: OwnPageVisit): Promise<VNode | null> {
    const { tx, participation, now, say } = visit;
    const open = (await askedNow(tx, participation.id)).filter(({ round }) => isOpen(round, now));
    if (open.length === 0) return null;
    return (
      <>
        {open.map(({ round, survey, answered }) => (
          <SurveyWaiting
            key={round.id}
            say={say}
            title={say(titles[survey.name])}
            answered={answered}
            until={say.moment(round.closesAt, visit.rollout.plan.timeZone)}
            href={visit.path + surveyPath(round.id)}
          />
        ))}
      </>
    );
  }
}

export function SurveyWaiting(props: {
  say: Say;
  title: string;
  answered: boolean;
  until: string;
  href: string;
}): VNode {
  const { say, until, href } = props;
  return (
    <section>
      <h2>{props.title}</h2>
      {props.answered ? (
        <p>
          {say('Your answers are saved, thank you.')}{' '}
          {say.rich('You can <a>go on or change them</a> until {until}.', { until, a: link(href) })}
        </p>
      ) : (
        <>
          <p>
            {say('It takes less than two minutes.')}{' '}
            {say('You can answer until {until}, or leave it.', { until })}
          </p>
          <p>
            <a class="button" href={href}>
              {say('Answer')}
            </a>
          </p>
        </>
      )}
    </section>
  );
}

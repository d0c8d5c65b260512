import { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import { Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { localDay } from '../rollout/calendar.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { leadPath, pagesOf, work } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { RoundResult } from './results.queries.js';
import type { SurveyName } from './survey.entity.js';
import { surveyTitles } from './survey.words.js';

export interface AnswersProps {
  rollout: Rollout;
  surveys: { name: SurveyName; rounds: RoundResult[] }[];
}

/** What people answered, newest round first; from each text a problem can be noted, and its author is told of it. */
export function AnswersPage({ rollout, surveys }: AnswersProps): VNode {
  const asked = surveys.filter(({ rounds }) => rounds.length > 0);
  const newest = asked.flatMap(({ rounds }) => rounds).filter(({ closed }) => !closed);
  return (
    <Shell title="What people answered" within={rollout.name} nav={pagesOf(rollout.id, 'answers')}>
      <h1>What people answered</h1>
      <p class="answer">
        {asked.length === 0
          ? 'Nobody was asked yet.'
          : newest.length === 0
            ? 'No round is open.'
            : newest
                .map(({ answered, asked: of }) => `${answered} of ${of} answered the open round.`)
                .join(' ')}
      </p>
      {asked.length === 0 && (
        <Empty
          what="Answers will stand here."
          why="The first round goes out on the fifth day of the pilot."
        />
      )}
      {asked.map(({ name, rounds }) => (
        <section key={name}>
          <h2>{surveyTitles[name]}</h2>
          {rounds.toReversed().map((round) => (
            <RoundOf key={round.id} rollout={rollout} round={round} />
          ))}
        </section>
      ))}
      <p>
        <a href={leadPath(rollout.id, 'questions')}>{work.questions}, and who sees the answers</a>
      </p>
    </Shell>
  );
}

function RoundOf({ rollout, round }: { rollout: Rollout; round: RoundResult }): VNode {
  const day = (at: string): string => spokenDay(localDay(Temporal.Instant.from(at), rollout.plan.timeZone));
  return (
    <article class="stack">
      <h3>
        Round {round.number}, {day(round.openedAt)}: {round.answered} of {round.asked} answered
      </h3>
      <dl class="facts">
        {round.questions.flatMap(({ question, words, counts, answered }) =>
          counts.length === 0
            ? []
            : [
                <dt key={`${question} words`}>{words}</dt>,
                <dd key={question}>
                  {counts.map((one) => `${one.words}: ${one.people}`).join(', ')} (of {answered})
                </dd>,
              ],
        )}
      </dl>
      {round.texts.map(({ answerId, words, text, from }) => (
        <div class="note stack" key={answerId}>
          <p class="aside">
            {words} {from && `(${from})`}
          </p>
          <p>{text}</p>
          <p>
            <a href={`${leadPath(rollout.id, 'findings')}?answer=${answerId}`}>Note it as a problem</a>
          </p>
        </div>
      ))}
    </article>
  );
}

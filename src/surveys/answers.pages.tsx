import { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import { localDay } from '../kernel/local-day.js';
import { linkCell } from '../kernel/ui/cells.js';
import { Details, Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { Table } from '../kernel/ui/table.js';
import { groupBy } from '../notices/group.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { leadPath, pagesOf, work } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { fewest } from '../privacy/few.rules.js';
import type { QuestionResult } from './results.rules.js';
import type { RoundResult, Text } from './results.queries.js';
import type { SurveyName } from './survey.entity.js';
import { surveyTitles } from './survey.words.js';

export interface AnswersProps {
  rollout: Rollout;
  surveys: { name: SurveyName; rounds: RoundResult[] }[];
  /** One round alone; else the newest of each. */
  only?: { survey: SurveyName; round: number } | undefined;
}

/** What people answered, newest round first; from each text a problem can be noted, and its author is told of it. */
export function AnswersPage({ rollout, surveys, only }: AnswersProps): VNode {
  const asked = surveys.filter(({ rounds }) => rounds.length > 0);
  return (
    <Shell title="What people answered" within={rollout.name} nav={pagesOf(rollout.id, 'answers')}>
      <h1>What people answered</h1>
      <p class="answer">{answer(asked)}</p>
      {asked.length === 0 && (
        <Empty
          what="What people answer will stand here, counted, with what they wrote"
          why="once the people who try it first are asked, on the fifth day of the pilot."
        />
      )}
      {asked.map(({ name, rounds }) => (
        <section key={name}>
          <h2>{surveyTitles[name]}</h2>
          {(rounds.length > 1 || only) && <AllRounds rollout={rollout} name={name} rounds={rounds} />}
          {shownOf(name, rounds, only).map((round) => (
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

/** Which round stands below in full: the one that is asked for, else the newest. */
function shownOf(name: SurveyName, rounds: RoundResult[], only: AnswersProps['only']): RoundResult[] {
  if (!only) return rounds.slice(-1);
  return only.survey === name ? rounds.filter(({ number }) => number === only.round) : [];
}

/** Every round in a line, so that one is read at a time. */
function AllRounds(props: { rollout: Rollout; name: SurveyName; rounds: RoundResult[] }): VNode {
  const { rollout, name, rounds } = props;
  return (
    <Table
      caption="Every round, the newest first"
      rows={rounds.toReversed()}
      columns={[
        {
          label: 'Round',
          cell: ({ id, number }) =>
            linkCell(
              `${leadPath(rollout.id, 'answers')}?survey=${name}&round=${number}#${id}`,
              `Round ${number}`,
            ),
        },
        { label: 'Began', cell: ({ openedAt }) => dayOf(rollout, openedAt) },
        { label: 'Answered', cell: ({ answered, asked }) => `${answered} of ${asked}`, number: true },
        { label: 'Texts', cell: ({ texts }) => texts.length, number: true },
      ]}
    />
  );
}

const dayOf = (rollout: Rollout, at: string): string =>
  spokenDay(localDay(Temporal.Instant.from(at), rollout.plan.timeZone));

/** How the newest rounds stand: those that are open, else the last one. */
function answer(asked: AnswersProps['surveys']): string {
  const newest = asked.flatMap(({ name, rounds }) => rounds.slice(-1).map((round) => ({ name, round })));
  if (newest.length === 0) return 'Nobody was asked yet.';
  const of = ({ name, round }: (typeof newest)[number]): string =>
    `${round.answered} of ${round.asked} answered: ${surveyTitles[name].toLowerCase()}, round ${round.number}.`;
  const open = newest.filter(({ round }) => !round.closed);
  if (open.length > 0)
    return `${open.length === 1 ? '1 round is' : `${open.length} rounds are`} open. ${open.map(of).join(' ')}`;
  const [last] = newest.toSorted((a, b) => (a.round.openedAt < b.round.openedAt ? 1 : -1));
  return `No round is open. In the last one, ${of(last!)}`;
}

/** One question with how many chose each answer; nothing where nobody was asked it, or nobody could be counted. */
function Counted({ one }: { one: QuestionResult }): VNode | null {
  const { words, answered, counts, mean } = one;
  if (answered === 0 || counts.length === 0) return null;
  return (
    <section>
      <h4>{words}</h4>
      {answered < fewest ? (
        <p>Too few to show: fewer than {fewest} answered it.</p>
      ) : (
        <>
          <ul>
            {counts.map(({ answer: key, words: option, people }) => (
              <li key={key}>
                {option}: {people}
              </li>
            ))}
          </ul>
          <p class="aside">
            Of {answered} who answered it{mean !== null && `; ${mean} of 5 on average`}.
          </p>
        </>
      )}
    </section>
  );
}

function RoundOf({ rollout, round }: { rollout: Rollout; round: RoundResult }): VNode {
  return (
    <article class="stack" id={round.id}>
      <h3>
        Round {round.number}, {dayOf(rollout, round.openedAt)}: {round.answered} of {round.asked} answered
      </h3>
      {round.answered === 0 && <p>{round.closed ? 'Nobody answered.' : 'Nobody has answered yet.'}</p>}
      {round.questions.map((one) => (
        <Counted key={one.question} one={one} />
      ))}
      {Array.from(
        groupBy(round.texts, ({ words }) => words),
        ([words, texts]) => (
          <section key={words}>
            <h4>{words}</h4>
            {texts.slice(0, TEXTS_AT_FIRST).map((one) => (
              <Wrote key={one.answerId} rollout={rollout} one={one} />
            ))}
            {texts.length > TEXTS_AT_FIRST && (
              <Details
                id={`more-${texts[0].answerId}`}
                summary={`${texts.length - TEXTS_AT_FIRST} more of ${texts.length}`}
              >
                {texts.slice(TEXTS_AT_FIRST).map((one) => (
                  <Wrote key={one.answerId} rollout={rollout} one={one} />
                ))}
              </Details>
            )}
          </section>
        ),
      )}
    </article>
  );
}

/** Of each question so many texts stand open; the others a press away. */
const TEXTS_AT_FIRST = 3;

function Wrote({ rollout, one }: { rollout: Rollout; one: Text }): VNode {
  return (
    <div class="note stack">
      {one.from && <p class="aside">{one.from}</p>}
      <p>{one.text}</p>
      <p>
        <a href={`${leadPath(rollout.id, 'findings')}?answer=${one.answerId}`}>Note it as a problem</a>
      </p>
    </div>
  );
}

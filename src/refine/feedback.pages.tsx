import type { VNode } from 'preact';
import { Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { leadPath, pagesOf, work } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { surveyTitles } from '../surveys/survey.words.js';
import type { NewestRound } from './feedback.queries.js';
import { inOneSentence } from './feedback.rules.js';
import { OpenFindings } from './finding-desk.pages.js';
import type { FindingView } from './findings.service.js';

export interface FeedbackProps {
  rollout: Rollout;
  findings: FindingView[];
  rounds: NewestRound[];
  guides: number;
}

/** What people told us, and what became of it. */
export function FeedbackPage({ rollout, findings, rounds, guides }: FeedbackProps): VNode {
  const open = findings.filter(({ state }) => state === 'open');
  const resolved = findings.length - open.length;
  return (
    <Shell title="Feedback" within={rollout.name} nav={pagesOf(rollout.id, 'feedback')}>
      <h1>Feedback</h1>
      <p class="answer">{answer(open, resolved, rounds)}</p>
      <section class="stack">
        <h2>What was found, and is open</h2>
        {open.length === 0 ? (
          <Empty
            what={resolved === 0 ? 'Problems that people tell of will stand here.' : 'Nothing is open.'}
            why={
              resolved === 0 ? 'None was noted yet.' : `${resolved} were resolved; who told of them knows.`
            }
          />
        ) : (
          <OpenFindings rollout={rollout} open={open} />
        )}
        <p>
          <a href={leadPath(rollout.id, 'findings')}>Everything that was found, and noting another</a>
        </p>
      </section>
      <section class="stack">
        <h2>What people answered last</h2>
        {rounds.length === 0 && (
          <Empty
            what="Answers will stand here."
            why="The first round goes out on the fifth day of the pilot."
          />
        )}
        {rounds.map((round) => (
          <Newest key={round.survey} round={round} />
        ))}
        <p>
          <a href={leadPath(rollout.id, 'answers')}>Every answer, also in people’s own words</a>
        </p>
        <p>
          <a href={leadPath(rollout.id, 'questions')}>{work.questions}, and who sees the answers</a>
        </p>
      </section>
      <section class="stack">
        <h2>What became of it</h2>
        <p>
          {resolved === 1 ? '1 problem was resolved' : `${resolved} problems were resolved`}, and{' '}
          {guides === 1 ? '1 guide is' : `${guides} guides are`} published.
        </p>
        <p>
          <a href={leadPath(rollout.id, 'guides')}>The guides and the FAQ</a>
        </p>
      </section>
    </Shell>
  );
}

function Newest({ round }: { round: NewestRound }): VNode {
  const said = round.questions.flatMap((one) => {
    const sentence = inOneSentence(one);
    return sentence ? [{ key: one.question, words: one.words, sentence }] : [];
  });
  return (
    <article class="stack">
      <h3>
        {surveyTitles[round.survey]}, round {round.number}: {round.answered} of {round.asked} answered
        {round.closed ? '' : ' so far'}
      </h3>
      <dl class="facts">
        {said.flatMap(({ key, words, sentence }) => [
          <dt key={`${key} words`}>{words}</dt>,
          <dd key={key}>{sentence}</dd>,
        ])}
      </dl>
    </article>
  );
}

function answer(open: readonly FindingView[], resolved: number, rounds: readonly NewestRound[]): string {
  const grave = open.filter(({ severity }) => severity !== 'minor').length;
  const found =
    open.length === 0
      ? resolved === 0
        ? 'Nobody has told of a problem yet.'
        : 'Nothing that people told of is open.'
      : `${open.length} ${open.length === 1 ? 'problem is' : 'problems are'} open, ${grave} of them grave.`;
  const asked = rounds.map(({ answered, asked: of }) => `${answered} of ${of}`);
  return `${found} ${resolved > 0 ? `${resolved} resolved. ` : ''}${asked.length > 0 ? `Answered, of those asked last: ${asked.join(', ')}.` : 'Nobody was asked yet.'}`;
}

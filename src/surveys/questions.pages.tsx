import { Fragment, type VNode } from 'preact';
import { languages } from '../kernel/language/language.rules.js';
import type { Say } from '../kernel/language/say.js';
import { ActForm, Button, ErrorSummary, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { linkCell } from '../kernel/ui/cells.js';
import { Table } from '../kernel/ui/table.js';
import { spokenMoment } from '../rollout/calendar.words.js';
import { leadPath, pagesOf, work } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { choicesOf, questionsOf, type Form, type Question } from './form.js';
import type { AskedNext } from './own-questions.service.js';
import { FOLLOW_UP } from './questions.js';
import { formIn, ownFormIn } from './said-form.rules.js';
import { whoReads } from './survey-form.pages.js';
import type { SurveyName } from './survey.entity.js';
import { surveyHeadings, surveyTimes, surveyTitles, whyConfidential } from './survey.words.js';

export const questionsPath = (rolloutId: string, name: SurveyName): `/${string}` =>
  `${leadPath(rolloutId, 'questions')}/${name}`;

/** Every survey of a move: when it goes out, what it asks, in whose words. */
export function AllQuestionsPage(props: { rollout: Rollout; surveys: AskedNext[] }): VNode {
  const { rollout, surveys } = props;
  const zone = rollout.plan.timeZone;
  const own = surveys.filter((survey) => survey.own).length;
  return (
    <Shell title="What people are asked" within={rollout.name} nav={pagesOf(rollout.id, 'questions')}>
      <h1>{work.questions}</h1>
      <p class="answer">
        {surveys.length} surveys go out by themselves.{' '}
        {own === 0 ? 'All ask what comes with Changeover.' : `${own} in words of yours.`}
      </p>
      <Table
        caption="Who is asked, and when"
        rows={surveys}
        columns={[
          {
            label: 'Survey',
            cell: ({ name }) => linkCell(questionsPath(rollout.id, name), surveyTitles[name]),
          },
          { label: 'When', cell: ({ name }) => surveyTimes[name] },
          { label: 'Next', cell: ({ next }) => (next ? spokenMoment(next, zone) : 'nothing planned') },
          {
            label: 'It asks',
            cell: ({ form, own: yours }) =>
              `${some(questionsOf(form).length, 'question')}, ${yours ? 'in words of yours' : 'ours'}`,
          },
        ]}
      />
      <p>
        <a href={leadPath(rollout.id, 'answers')}>{work.answers}</a>
      </p>
    </Shell>
  );
}

export interface QuestionsProps {
  rollout: Rollout;
  survey: AskedNext;
  /** In which language it is looked at. */
  say: Say;
  form: FormState;
}

/** One survey as its people will read it, who sees what they answer, and what stays as it is. */
export function QuestionsPage({ rollout, survey, say, form }: QuestionsProps): VNode {
  const { name, own } = survey;
  const path = questionsPath(rollout.id, name);
  const count = questionsOf(survey.form).length;
  const zone = rollout.plan.timeZone;
  return (
    <Shell
      title={surveyHeadings[name]}
      within={rollout.name}
      nav={pagesOf(rollout.id, 'questions')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>{surveyHeadings[name]}</h1>
      <p class="answer">
        {some(count, 'question')} on {some(survey.form.length, 'screen')},{' '}
        {own ? 'in words of yours' : 'as they come with Changeover'}.{' '}
        {survey.next ? `Next: ${spokenMoment(survey.next, zone)}.` : 'No round is planned.'}
      </p>
      <p class="aside">{surveyTimes[name]}</p>
      <p>
        <a class="button" href={`${path}/change`}>
          Change the questions
        </a>
      </p>
      <section>
        <h2>As people read it</h2>
        <p>
          {languages.map((language) => (
            <Fragment key={language}>
              {language === say.language ? (
                <strong aria-current="true">{inItself(language)}</strong>
              ) : (
                <a href={`${path}?in=${language}`} lang={language}>
                  {inItself(language)}
                </a>
              )}{' '}
            </Fragment>
          ))}
        </p>
        <AsRead form={(own ? ownFormIn : formIn)(survey.form, say)} say={say} />
        {own && (
          <p class="aside">
            What you wrote reaches everybody as you wrote it. What you left is said in each language.
          </p>
        )}
      </section>
      <WhoSees survey={survey} />
      <Fixed rollout={rollout} survey={survey} />
      {own && (
        <section>
          <h2>Our questions again</h2>
          <ActForm action={`${path}/ours`}>
            <p class="hint">From the next round on. Yours are not kept for later.</p>
            <Button quiet>Ask ours again</Button>
          </ActForm>
        </section>
      )}
      <p>
        <a href={leadPath(rollout.id, 'questions')}>{work.questions}: all surveys</a>
      </p>
    </Shell>
  );
}

function AsRead({ form, say }: { form: Form; say: Say }): VNode {
  const words = new Map(questionsOf(form).map((question) => [question.key, question]));
  return (
    <div class="stack" lang={say.lang} dir={say.dir}>
      <p class="hint">{whoReads(say, form)}</p>
      {form.map(({ title, questions }) => (
        <article class="note stack" key={title}>
          {title !== questions[0]?.words && <h3>{title}</h3>}
          {questions.map((question) => (
            <div key={question.key}>
              <p>
                <strong>{question.words}</strong>
              </p>
              <p class="aside">{answeredWith(question, say)}</p>
              {question.when && (
                <p class="aside" lang="en">
                  Asked after “{words.get(question.when.question)?.words}”: {question.when.is.join(' or ')}.
                </p>
              )}
            </div>
          ))}
        </article>
      ))}
    </div>
  );
}

function answeredWith(question: Question, say: Say): string | VNode {
  if (question.kind === 'minutes') return say('A number, for example 5');
  if (question.kind === 'short text')
    return <span lang="en">Their own words, {question.most} characters</span>;
  return choicesOf(question, say)
    .map(({ words }) => words)
    .join(' / ');
}

function WhoSees({ survey }: { survey: AskedNext }): VNode {
  const mayAsk = questionsOf(survey.form).some(({ key }) => key === FOLLOW_UP);
  return (
    <section>
      <h2>Who sees the answers</h2>
      <ul>
        <li>Whoever leads reads every answer. Nobody else reads one.</li>
        <li>
          {mayAsk
            ? 'A name stands beside answers only where its owner said that you may ask.'
            : 'No name stands beside an answer.'}
        </li>
        <li>Whoever only reads reports sees sums, and nothing where they are too small.</li>
        <li>What people write themselves is kept encrypted.</li>
      </ul>
    </section>
  );
}

function Fixed({ rollout, survey }: { rollout: Rollout; survey: AskedNext }): VNode {
  const { name, rounds, secrecy } = survey;
  const zone = rollout.plan.timeZone;
  const answered = rounds.some((round) => round.answered > 0);
  return (
    <section>
      <h2>What cannot be changed, and why</h2>
      <dl class="facts">
        <dt>Answers are {secrecy}</dt>
        <dd>
          {whyConfidential[name]}
          {answered && ` It was answered as ${secrecy}: what people were told then is kept.`}
        </dd>
        <dt>A round that has gone out keeps its questions</dt>
        <dd>Some have answered them already. An answer to other words would be another answer.</dd>
        <dt>Three screens at most</dt>
        <dd>It is answered on a phone, in under two minutes. Nobody finishes a longer one.</dd>
        {name === 'pilot' && (
          <>
            <dt>The things to try</dt>
            <dd>
              Each is asked about. You change them under{' '}
              <a href={leadPath(rollout.id, 'tasks')}>{work.tasks}</a>, and the next round follows.
            </dd>
          </>
        )}
      </dl>
      {rounds.length > 0 && (
        <Table
          caption="Rounds that have gone out"
          rows={rounds.toReversed()}
          columns={[
            { label: 'Round', cell: ({ number }) => `Round ${number}` },
            { label: 'Open', cell: ({ openedAt }) => `from ${spokenMoment(openedAt, zone)}` },
            {
              label: 'Until',
              cell: ({ closed, closesAt }) => (closed ? 'closed' : spokenMoment(closesAt, zone)),
            },
            { label: 'Answered', cell: (round) => `${round.answered} of ${round.asked}` },
            {
              label: 'Asked',
              cell: ({ sameQuestions }) => (sameQuestions ? 'the questions above' : 'other questions'),
            },
          ]}
        />
      )}
    </section>
  );
}

const some = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** A language by the name that its speakers have for it. */
const inItself = (language: string): string =>
  new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;

import type { VNode } from 'preact';
import { asSeen } from '../kernel/http/seen.js';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Select } from '../kernel/ui/select.js';
import { Shell } from '../kernel/ui/shell.js';
import { leadPath, pagesOf, work } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { Question, Screen } from './form.js';
import { followsTasks, meanings } from './own-form.rules.js';
import type { AskedNext } from './own-questions.service.js';
import { hasOwnAnswers, newKinds, questionsSeen, typedQuestions } from './questions.form.js';
import { questionsPath } from './questions.pages.js';
import { surveyHeadings } from './survey.words.js';

export interface ChangeQuestionsProps {
  rollout: Rollout;
  survey: AskedNext;
  form: FormState;
}

/** A line a question; an empty line is no question. One more stands at the end. */
export function ChangeQuestionsPage({ rollout, survey, form }: ChangeQuestionsProps): VNode {
  const path = questionsPath(rollout.id, survey.name);
  const typed = { ...form, values: { ...typedQuestions(survey.form), ...form.values } };
  const open = survey.rounds.some(({ closed }) => !closed);
  return (
    <Shell
      title="Change the questions"
      within={rollout.name}
      nav={pagesOf(rollout.id, 'questions')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>Change the questions</h1>
      <p class="answer">
        {surveyHeadings[survey.name]}: from the next round on.{' '}
        {open && 'The round that is open keeps what it asks.'}
      </p>
      <p class="aside">
        A small correction keeps the line from round to round. For another question empty the line, and write
        it at the end. What you write reaches everybody as you write it; what you leave is said in each
        language.
      </p>
      <ActForm action={`${path}/change`}>
        <input type="hidden" name="seen" value={asSeen(questionsSeen(survey.form))} />
        {survey.form.map((screen, i) => (
          <OneScreen key={screen.title} {...{ rollout, screen, number: i + 1, form: typed }} />
        ))}
        <OneMore screens={survey.form} form={typed} />
        <Button>Keep these</Button>
      </ActForm>
      <p>
        <a href={path}>Back, and change nothing</a>
      </p>
    </Shell>
  );
}

function OneScreen(props: { rollout: Rollout; screen: Screen; number: number; form: FormState }): VNode {
  const { rollout, screen, number, form } = props;
  const own = screen.questions.filter((question) => !followsTasks(question));
  return (
    <section>
      <h2>Screen {number}</h2>
      <Field name={`title-${number}`} label={`Heading of screen ${number}`} form={form} />
      {own.length < screen.questions.length && (
        <p class="note">
          Here people are asked about the things to try. You change them under{' '}
          <a href={leadPath(rollout.id, 'tasks')}>{work.tasks}</a>.
        </p>
      )}
      {own.map((question, i) => (
        <OneQuestion key={question.key} question={question} name={`${number}.${i + 1}`} form={form} />
      ))}
    </section>
  );
}

function OneQuestion({ question, name, form }: { question: Question; name: string; form: FormState }): VNode {
  const { key } = question;
  const meaning = meanings[key];
  return (
    <>
      <Field
        name={`words-${key}`}
        label={`Question ${name}`}
        rows={2}
        {...(meaning && { hint: meaning })}
        form={form}
      />
      {question.kind === 'scale' && (
        <>
          <Field name={`low-${key}`} label={`Question ${name}: what 1 means`} form={form} />
          <Field name={`high-${key}`} label={`Question ${name}: what 5 means`} form={form} />
        </>
      )}
      {hasOwnAnswers(question) && (
        <Field
          name={`answers-${key}`}
          label={`Question ${name}: answers to choose from`}
          hint="One a line."
          rows={question.options.length + 1}
          form={form}
        />
      )}
    </>
  );
}

function OneMore({ screens, form }: { screens: Screen[]; form: FormState }): VNode {
  const where = [
    ...screens.map((_, i) => ({ value: String(i + 1), label: `Screen ${i + 1}` })),
    ...(screens.length < 3 ? [{ value: 'own', label: 'A screen of its own' }] : []),
  ];
  return (
    <section>
      <h2>One more question</h2>
      <Field name="new-words" label="The question" hint="Empty: none is added." rows={2} form={form} />
      <Choices
        name="new-kind"
        legend="How is it answered?"
        options={Object.entries(newKinds).map(([value, { label }]) => ({ value, label }))}
        form={form}
      />
      <Field
        name="new-answers"
        label="Answers to choose from"
        hint="One a line, two to eight. For a number: what 1 means, then what 5 means. For their own words: nothing."
        rows={4}
        form={form}
      />
      <Select name="new-screen" label="Where" options={where} chosen={String(screens.length)} form={form} />
    </section>
  );
}

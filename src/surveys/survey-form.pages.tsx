import type { VNode } from 'preact';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { spokenMoment } from '../rollout/calendar.words.js';
import { Shell } from '../kernel/ui/shell.js';
import { askedOn, previousScreen, type Typed } from './answering.rules.js';
import type { Sheet } from './answers.service.js';
import { choicesOf, questionsOf, type Question } from './form.js';
import { FOLLOW_UP } from './questions.js';

export interface SheetPage {
  sheet: Sheet;
  /** The survey below the reader's own page: `/m/{token}/survey/{round}`. */
  path: string;
  /** The reader's own page. */
  home: string;
  timeZone: string;
}

/** One screen of the form. The first line says who sees the answers, and until when they can change. */
export function ScreenPage(props: SheetPage & { screen: number; form: FormState }): VNode {
  const { sheet, screen, form } = props;
  const { title } = sheet.form[screen - 1]!;
  const questions = askedOn(sheet.form, screen, sheet.answers);
  const back = previousScreen(sheet.form, screen, sheet.answers);
  // Where the screen is one question, that question is its heading.
  const own = questions[0]?.words === title;
  return (
    <Shell title={title} narrow problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <p class="hint">{whoSees(props)}</p>
      {!own && <h1>{title}</h1>}
      <ActForm action={`${props.path}/${screen}`}>
        {questions.map((question, i) => (
          <Asked key={question.key} question={question} form={form} heading={own && i === 0} />
        ))}
        <Choices
          name="helped"
          legend="Is somebody helping you with this?"
          options={[{ value: 'yes', label: 'A helper is beside me' }]}
          many
          form={form}
        />
        <Button>{screen < sheet.form.length ? 'Save and continue' : 'Save my answers'}</Button>
      </ActForm>
      <p>
        You can skip any question.{' '}
        {back !== null && <a href={`${props.path}?screen=${back}`}>Back to the questions before</a>}
      </p>
      <p>
        <a href={props.home}>To my page</a>
      </p>
    </Shell>
  );
}

export function ThanksPage(props: SheetPage): VNode {
  return (
    <Shell title="Saved, thank you" narrow>
      <h1>Saved, thank you.</h1>
      <p>{whoSees(props)}</p>
      <p>
        <a href={props.path}>Change my answers</a>
      </p>
      <p>
        <a class="button" href={props.home}>
          To my page
        </a>
      </p>
    </Shell>
  );
}

/** Too late: nothing was saved, and nothing that was typed is lost. */
export function ClosedPage(props: SheetPage & { typed: Typed }): VNode {
  const typed = questionsOf(props.sheet.form)
    .map((question) => ({ question, words: inWords(question, props.typed[question.key]) }))
    .filter(({ words }) => words !== '');
  const { round, answered } = props.sheet;
  return (
    <Shell title="These questions are closed" narrow>
      <h1>These questions are closed.</h1>
      <p>
        They could be answered until {spokenMoment(round.closedAt ?? round.closesAt, props.timeZone)}.{' '}
        {answered ? 'What you had saved before then counts.' : 'You owe us nothing.'}
      </p>
      {typed.length > 0 && (
        <>
          <p>What you typed just now was not saved. Here it is, so that you can copy it:</p>
          <dl class="facts">
            {typed.map(({ question, words }) => (
              <>
                <dt key={question.key}>{question.words}</dt>
                <dd key={`${question.key} typed`}>{words}</dd>
              </>
            ))}
          </dl>
        </>
      )}
      <p>You can still tell us: choose “Help me” on your page.</p>
      <p>
        <a class="button" href={props.home}>
          To my page
        </a>
      </p>
    </Shell>
  );
}

function Asked(props: { question: Question; form: FormState; heading: boolean }): VNode {
  const { question, form, heading } = props;
  switch (question.kind) {
    case 'short text':
      return <Field name={question.key} label={question.words} rows={3} form={form} />;
    case 'minutes':
      return <Field name={question.key} label={question.words} hint="A number, for example 5" form={form} />;
    default:
      return (
        <Choices
          name={question.key}
          legend={question.words}
          options={choicesOf(question).map(({ key, words }) => ({ value: key, label: words }))}
          many={question.kind === 'several choices' || question.kind === 'hindered'}
          heading={heading}
          form={form}
        />
      );
  }
}

function inWords(question: Question, typed: unknown): string {
  const choices = new Map(choicesOf(question).map(({ key, words }) => [key, words]));
  return [typed]
    .flat()
    .filter((one): one is string => typeof one === 'string' && one.trim() !== '')
    .map((one) => choices.get(one) ?? one)
    .join(', ');
}

function whoSees({ sheet, timeZone }: SheetPage): string {
  const name = questionsOf(sheet.form).some(({ key }) => key === FOLLOW_UP)
    ? 'Your name does not stand beside them, unless you say that we may ask you.'
    : 'Your name does not stand beside them.';
  const until = spokenMoment(sheet.round.closesAt, timeZone);
  return `Confidential: only the people who lead the move read your answers. ${name} In a small group they may guess. You can change your answers until ${until}.`;
}

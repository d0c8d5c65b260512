import type { VNode } from 'preact';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import type { Say } from '../kernel/language/say.js';
import { Shell } from '../kernel/ui/shell.js';
import { askedOn, previousScreen, type Typed } from './answering.rules.js';
import type { Sheet } from './answers.service.js';
import { choicesOf, questionsOf, type Form, type Question } from './form.js';
import { FOLLOW_UP } from './questions.js';

export interface SheetPage {
  say: Say;
  sheet: Sheet;
  /** The survey below the reader's own page: `/m/{token}/survey/{round}`. */
  path: string;
  /** The reader's own page. */
  home: string;
  timeZone: string;
}

/** One screen of the form. The first line says who sees the answers, and until when they can change. */
export function ScreenPage(props: SheetPage & { screen: number; form: FormState }): VNode {
  const { say, sheet, screen, form } = props;
  const { title } = sheet.form[screen - 1]!;
  const questions = askedOn(sheet.form, screen, sheet.answers);
  const back = previousScreen(sheet.form, screen, sheet.answers);
  // Where the screen is one question, that question is its heading.
  const own = questions[0]?.words === title;
  return (
    <Shell title={title} narrow say={say} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <p class="hint">{whoSees(props)}</p>
      {!own && <h1>{title}</h1>}
      <ActForm action={`${props.path}/${screen}`}>
        {questions.map((question, i) => (
          <Asked key={question.key} say={say} question={question} form={form} heading={own && i === 0} />
        ))}
        <Choices
          name="helped"
          legend={say('Is somebody helping you with this?')}
          options={[{ value: 'yes', label: say('A helper is beside me') }]}
          many
          form={form}
        />
        <Button>{say(screen < sheet.form.length ? 'Save and continue' : 'Save my answers')}</Button>
      </ActForm>
      <p>
        {say('You can skip any question.')}{' '}
        {back !== null && <a href={`${props.path}?screen=${back}`}>{say('Back to the questions before')}</a>}
      </p>
      <p>
        <a href={props.home}>{say('To my page')}</a>
      </p>
    </Shell>
  );
}

export function ThanksPage(props: SheetPage): VNode {
  const { say } = props;
  return (
    <Shell title={say('Saved, thank you')} narrow say={say}>
      <h1>{say('Saved, thank you.')}</h1>
      <p>{whoSees(props)}</p>
      <p>
        <a href={props.path}>{say('Change my answers')}</a>
      </p>
      <p>
        <a class="button" href={props.home}>
          {say('To my page')}
        </a>
      </p>
    </Shell>
  );
}

/** Too late: nothing was saved, and nothing that was typed is lost. */
export function ClosedPage(props: SheetPage & { typed: Typed }): VNode {
  const { say } = props;
  const typed = questionsOf(props.sheet.form)
    .map((question) => ({ question, words: inWords(say, question, props.typed[question.key]) }))
    .filter(({ words }) => words !== '');
  const { round, answered } = props.sheet;
  return (
    <Shell title={say('These questions are closed')} narrow say={say}>
      <h1>{say('These questions are closed.')}</h1>
      <p>
        {say('They could be answered until {until}.', {
          until: say.moment(round.closedAt ?? round.closesAt, props.timeZone),
        })}{' '}
        {say(answered ? 'What you had saved before then counts.' : 'You owe us nothing.')}
      </p>
      {typed.length > 0 && (
        <>
          <p>{say('What you typed just now was not saved. Here it is, so that you can copy it:')}</p>
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
      <p>{say('You can still tell us: choose “Help me” on your page.')}</p>
      <p>
        <a class="button" href={props.home}>
          {say('To my page')}
        </a>
      </p>
    </Shell>
  );
}

function Asked(props: { say: Say; question: Question; form: FormState; heading: boolean }): VNode {
  const { say, question, form, heading } = props;
  switch (question.kind) {
    case 'short text':
      return <Field name={question.key} label={question.words} rows={3} form={form} />;
    case 'minutes':
      return (
        <Field name={question.key} label={question.words} hint={say('A number, for example 5')} form={form} />
      );
    default:
      return (
        <Choices
          name={question.key}
          legend={question.words}
          options={choicesOf(question, say).map(({ key, words }) => ({ value: key, label: words }))}
          many={question.kind === 'several choices' || question.kind === 'hindered'}
          heading={heading}
          form={form}
        />
      );
  }
}

function inWords(say: Say, question: Question, typed: unknown): string {
  const choices = new Map(choicesOf(question, say).map(({ key, words }) => [key, words]));
  return [typed]
    .flat()
    .filter((one): one is string => typeof one === 'string' && one.trim() !== '')
    .map((one) => choices.get(one) ?? one)
    .join(', ');
}

function whoSees({ say, sheet, timeZone }: SheetPage): string {
  const until = say.moment(sheet.round.closesAt, timeZone);
  return `${whoReads(say, sheet.form)} ${say('You can change your answers until {until}.', { until })}`;
}

/** What stands above the first question, before anybody answers. */
export function whoReads(say: Say, form: Form): string {
  const mayAsk = questionsOf(form).some(({ key }) => key === FOLLOW_UP);
  return [
    say('Confidential: only the people who lead the move read your answers.'),
    say(
      mayAsk
        ? 'Your name does not stand beside them, unless you say that we may ask you.'
        : 'Your name does not stand beside them.',
    ),
    say('In a small group they may guess.'),
  ].join(' ');
}

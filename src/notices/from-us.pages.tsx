import type { VNode } from 'preact';
import type { Say } from '../kernel/language/say.js';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { strong } from '../kernel/ui/tags.js';
import type { Ours } from './from-us.queries.js';

export function AskPage({ say, form, reported }: { say: Say; form: FormState; reported: boolean }): VNode {
  const about = form.values['what'] === undefined ? 'question' : 'report';
  return (
    <Shell title={say('Is this from us?')} narrow say={say} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      {reported && <p role="status">{say('Thank you. The people who lead the move read what you wrote.')}</p>}
      <h1>{say('Is this from us?')}</h1>
      <p>{say('At the end of each message of ours stand three words. Type them here.')}</p>
      <ActForm action="/true">
        <Field
          name="phrase"
          label={say('The three words')}
          hint={say('Capitals, spaces and hyphens do not matter.')}
          autocomplete="off"
          {...(about === 'question' && { form })}
        />
        <Button>{say('Look')}</Button>
      </ActForm>
      <Report say={say} form={about === 'report' ? form : undefined} />
    </Shell>
  );
}

/** Whatever was typed: a page of the same kind, with the one address that is ours, and the way to report. */
export function AnswerPage(props: { say: Say; ours: Ours | null; form: FormState; baseUrl: string }): VNode {
  const { say, ours, form, baseUrl } = props;
  const title = ours ? say('We know this phrase') : say('We know of no message with this phrase');
  return (
    <Shell title={title} narrow say={say}>
      <h1>{title}</h1>
      {ours ? (
        <>
          <p class="answer">{say('We wrote a message with it on {day}.', { day: say.date(ours.on) })}</p>
          {ours.subjects.map((subject) => (
            <p key={subject}>{say('Its subject: “{subject}”', { subject })}</p>
          ))}
        </>
      ) : (
        <p class="answer">
          {say(
            'Look at the three words once more. If they are right, do not press anything in that message.',
          )}
        </p>
      )}
      <p>
        {say.rich('Links in our messages lead only here: <strong>{address}</strong>', {
          address: baseUrl,
          strong,
        })}
      </p>
      <p>{say('Compare each letter before you press one.')}</p>
      <p>{say('A phrase can be copied. A right one alone proves little; the address proves more.')}</p>
      <p>
        <a href="/true">{say('Ask about another message')}</a>
      </p>
      <Report say={say} form={form} />
    </Shell>
  );
}

/** Nothing but the text must be given. */
function Report({ say, form }: { say: Say; form: FormState | undefined }): VNode {
  return (
    <section>
      <h2>{say('Report a false message')}</h2>
      <p>{say('The people who lead the move read it. They do not learn who you are.')}</p>
      <ActForm action="/true/report">
        <ReportFields say={say} form={form} />
        <Field
          name="carried"
          label={say('The three words in it, if it has some')}
          autocomplete="off"
          {...(form && { form })}
        />
        <Button quiet>{say('Report it')}</Button>
      </ActForm>
    </section>
  );
}

function ReportFields({ say, form }: { say: Say; form: FormState | undefined }): VNode {
  return (
    <>
      <Field
        name="what"
        label={say('What did you get?')}
        hint={say('Copy it, or say it in your words. Leave out names.')}
        rows={4}
        {...(form && { form })}
      />
      <Field
        name="where"
        label={say('Where did it come? You may leave this empty.')}
        hint={say('For example by e-mail, or in a group.')}
        autocomplete="off"
        {...(form && { form })}
      />
    </>
  );
}

/** On somebody's own page nobody has to guess whom it is about. */
export function OwnReportPage(props: { path: string; say: Say; form: FormState; reported: boolean }): VNode {
  const { path, say, form, reported } = props;
  return (
    <Shell title={say('Report a false message')} narrow say={say} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      {reported && <p role="status">{say('Thank you. The people who lead the move read what you wrote.')}</p>}
      <h1>{say('Report a false message')}</h1>
      <p>{say('What we told you stands on your page. Did you get something else in our name?')}</p>
      <ActForm action={`${path}/false`}>
        <ReportFields say={say} form={form} />
        <Button>{say('Report it')}</Button>
      </ActForm>
      <p>
        <a href={path}>{say('Back to my page')}</a>
      </p>
    </Shell>
  );
}

export function TooOftenPage({ say, minutes }: { say: Say; minutes: number }): VNode {
  return (
    <Shell title={say('Try again in a while')} narrow say={say}>
      <h1>
        {say('{minutes, plural, =1 {Try again in a minute} other {Try again in # minutes}}', { minutes })}
      </h1>
      <p>{say('Many tries came from your network within an hour.')}</p>
      <p>
        <a href="/true">{say('Back')}</a>
      </p>
    </Shell>
  );
}

import type { VNode } from 'preact';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Markdown } from '../kernel/ui/markdown.js';
import { Shell } from '../kernel/ui/shell.js';
import type { Say } from '../kernel/language/say.js';
import type { CharterReading } from './charter-pages.service.js';
import { changedLines } from './charter.rules.js';

/** The charter for a member: the draft first while it is open, then the text in force, then what changed. */
export function CharterPage(props: {
  say: Say;
  path: string;
  reading: CharterReading;
  form: FormState;
}): VNode {
  const { say, path, reading, form } = props;
  const { inForce, before, draft, canObject, mine } = reading;
  return (
    <Shell title={say('Our rules, and what is stored')} say={say} narrow problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>{say('Our rules, and what is stored')}</h1>
      <p class="answer">{answer(say, reading)}</p>
      {draft && (
        <section>
          <h2>{say('The draft')}</h2>
          <Markdown text={draft.body} />
          {inForce && <Changes say={say} before={inForce.body} after={draft.body} />}
          {canObject && draft.windowEndsOn && (
            <ActForm action={`${path}/charter/objections`}>
              <Field
                name="words"
                label={say('What do you object to?')}
                hint={say(
                  'Until {day}. Only the people who answer for the move read it. You see their answer here.',
                  { day: say.day(draft.windowEndsOn) },
                )}
                rows={5}
                form={form}
              />
              <Button>{say('Send my objection')}</Button>
            </ActForm>
          )}
        </section>
      )}
      {mine.length > 0 && (
        <section>
          <h2>{say('What you objected')}</h2>
          {mine.map((objection) => (
            <article key={objection.id}>
              <p>{objection.words}</p>
              <p class="aside">
                {objection.answer
                  ? say('Answer: {answer}', { answer: objection.answer })
                  : say('No answer yet. It will stand here.')}
              </p>
            </article>
          ))}
        </section>
      )}
      {inForce && (
        <section>
          <h2>{say('In force')}</h2>
          <Markdown text={inForce.body} />
          {before && (
            <>
              {inForce.whatChanged && <p>{say('What changed: {what}', { what: inForce.whatChanged })}</p>}
              <Changes say={say} before={before.body} after={inForce.body} />
            </>
          )}
        </section>
      )}
      <p>
        <a href={path}>{say('Back to your page')}</a>
      </p>
    </Shell>
  );
}

function answer(say: Say, { inForce, draft, canObject }: CharterReading): string {
  if (draft?.windowEndsOn && canObject)
    return say('A draft is open: you can object until {day}. You need not do anything.', {
      day: say.day(draft.windowEndsOn),
    });
  if (draft)
    return say('The time for objections is over. The draft is decided once each objection has its answer.');
  if (inForce?.adoptedOn) return say('These rules hold since {day}.', { day: say.day(inForce.adoptedOn) });
  return say('There is no text yet. It will be written with the people who try the new place first.');
}

function Changes(props: { say: Say; before: string; after: string }): VNode | null {
  const { added, removed } = changedLines(props.before, props.after);
  if (added.length + removed.length === 0) return null;
  return (
    <details>
      <summary>{props.say('What is new against the text in force')}</summary>
      <ul>
        {added.map((line) => (
          <li key={`+${line}`}>
            <ins>{line}</ins>
          </li>
        ))}
        {removed.map((line) => (
          <li key={`-${line}`}>
            <del>{line}</del>
          </li>
        ))}
      </ul>
    </details>
  );
}

import type { VNode } from 'preact';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Markdown } from '../kernel/ui/markdown.js';
import { Shell } from '../kernel/ui/shell.js';
import { spokenDay } from '../rollout/calendar.words.js';
import type { CharterReading } from './charter-pages.service.js';
import { changedLines } from './charter.rules.js';

/** The charter for a member: the draft first while it is open, then the text in force, then what changed. */
export function CharterPage(props: { path: string; reading: CharterReading; form: FormState }): VNode {
  const { path, reading, form } = props;
  const { inForce, before, draft, canObject, mine } = reading;
  return (
    <Shell title="Our rules, and what is stored" narrow problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>Our rules, and what is stored</h1>
      <p class="answer">{answer(reading)}</p>
      {draft && (
        <section>
          <h2>The draft</h2>
          <Markdown text={draft.body} />
          {inForce && <Changes before={inForce.body} after={draft.body} />}
          {canObject && draft.windowEndsOn && (
            <ActForm action={`${path}/charter/objections`}>
              <Field
                name="words"
                label="What do you object to?"
                hint={`Until ${spokenDay(draft.windowEndsOn)}. Only the people who answer for the move read it. You see their answer here.`}
                rows={5}
                form={form}
              />
              <Button>Send my objection</Button>
            </ActForm>
          )}
        </section>
      )}
      {mine.length > 0 && (
        <section>
          <h2>What you objected</h2>
          {mine.map((objection) => (
            <article key={objection.id}>
              <p>{objection.words}</p>
              <p class="aside">
                {objection.answer ? `Answer: ${objection.answer}` : 'No answer yet. It will stand here.'}
              </p>
            </article>
          ))}
        </section>
      )}
      {inForce && (
        <section>
          <h2>In force</h2>
          <Markdown text={inForce.body} />
          {before && (
            <>
              {inForce.whatChanged && <p>What changed: {inForce.whatChanged}</p>}
              <Changes before={before.body} after={inForce.body} />
            </>
          )}
        </section>
      )}
      <p>
        <a href={path}>Back to your page</a>
      </p>
    </Shell>
  );
}

function answer({ inForce, draft, canObject }: CharterReading): string {
  if (draft?.windowEndsOn && canObject)
    return `A draft is open: you can object until ${spokenDay(draft.windowEndsOn)}. You need not do anything.`;
  if (draft)
    return 'The time for objections is over. The draft is decided once each objection has its answer.';
  if (inForce?.adoptedOn) return `These rules hold since ${spokenDay(inForce.adoptedOn)}.`;
  return 'There is no text yet. It will be written with the people who try the new place first.';
}

function Changes(props: { before: string; after: string }): VNode | null {
  const { added, removed } = changedLines(props.before, props.after);
  if (added.length + removed.length === 0) return null;
  return (
    <details>
      <summary>What is new against the text in force</summary>
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

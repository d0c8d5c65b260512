import type { VNode } from 'preact';
import { homeNav } from '../access/home-nav.js';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Banner } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { spokenMoment } from '../rollout/calendar.words.js';
import type { YesView } from './yes.view.js';

export const yesPath = (id: string): `/${string}` => `/yes/${id}`;

/** One request: what exactly, why, and the yes or no of who looks. */
export function YesPage({ view, form }: { view: YesView; form: FormState }): VNode {
  const { title, reason, lines, after, back, asker, state } = view;
  const path = yesPath(view.id);
  const fewer = form.reasons.length === 0 && view.changed.gone.length + view.changed.fresh.length > 0;
  return (
    <Shell title={`A second yes: ${title}`} nav={homeNav('/yes')} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>{capital(title)}?</h1>
      <p class="answer">{answer(view)}</p>
      {fewer && state === 'open' && <Changed view={view} />}
      {view.mine && view.untold.length > 0 && (
        <p class="note">
          No letter reaches {new Intl.ListFormat('en').format(view.untold)}. Tell them yourself: they find
          this page under “What takes two”.
        </p>
      )}
      <section>
        <h2>What exactly</h2>
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p>{after}</p>
      </section>
      <section>
        <h2>Why</h2>
        <p class="note">
          {asker}: “{reason}”
        </p>
        {view.answer?.word && (
          <p class="note">
            {view.answer.by}: “{view.answer.word}”
          </p>
        )}
      </section>
      {state === 'open' && <Answering view={view} path={path} form={form} />}
      {view.file && view.mine && <File file={view.file} path={path} zone={view.zone} />}
      <p>
        <a href={back}>Where it was asked</a> · <a href="/yes">All that takes two leads</a>
      </p>
    </Shell>
  );
}

function answer({ state, asker, mine, until, zone, answer: given, doneAlone, notNow }: YesView): string {
  const by = given?.by ?? 'A lead';
  const on = given ? ` on ${spokenMoment(given.at, zone)}` : '';
  if (state === 'done') return doneAlone ? `${by} did this alone${on}.` : `${by} said yes${on}. It is done.`;
  if (state === 'refused') return `${by} said no${on}. It is not done.`;
  if (state === 'withdrawn') return `${mine ? 'You have' : `${asker} has`} taken this back.`;
  if (state === 'expired') return `Nobody answered until ${spokenMoment(until, zone)}. It is not done.`;
  const who = mine ? 'You ask' : `${asker} asks`;
  return notNow.length === 0 || mine
    ? `${who} for a second lead’s yes until ${spokenMoment(until, zone)}. Nothing is done before.`
    : `${who} for a second lead’s yes. It cannot be done now.`;
}

function Changed({ view: { changed } }: { view: YesView }): VNode {
  return (
    <Banner kind="late">
      <p>This has changed since it was asked. Below stands how it is now.</p>
      <ul>
        {changed.gone.map((line) => (
          <li key={line}>Before: {line}</li>
        ))}
        {changed.fresh.map((line) => (
          <li key={line}>Now: {line}</li>
        ))}
      </ul>
    </Banner>
  );
}

function Answering({ view, path, form }: { view: YesView; path: string; form: FormState }): VNode {
  const { mine, notNow, alone } = view;
  const may = notNow.length === 0 && (!mine || alone);
  return (
    <section>
      <h2>{mine ? 'What you can do' : 'Your answer'}</h2>
      {!may && notNow.map((line) => <p key={line}>{line}</p>)}
      {may && (
        <ActForm action={`${path}/yes`}>
          <input type="hidden" name="seen" value={view.seen} />
          {alone && (
            <p>You lead alone, and the rule of two is off. The record says that you did this alone.</p>
          )}
          <Button>{alone ? 'Do it alone' : 'Yes, do it'}</Button>
        </ActForm>
      )}
      {mine ? (
        <ActForm action={`${path}/withdraw`}>
          <Button quiet>Take it back</Button>
        </ActForm>
      ) : (
        <ActForm action={`${path}/no`}>
          <Field name="word" label="Or no: a word to who asked" rows={2} form={form} />
          <Button quiet>No, not so</Button>
        </ActForm>
      )}
    </section>
  );
}

function File({
  file: { until, takenAt },
  path,
  zone,
}: {
  file: NonNullable<YesView['file']>;
  path: string;
  zone: string;
}): VNode {
  if (takenAt) return <p>You opened the file on {spokenMoment(takenAt, zone)}. It opens once only.</p>;
  return (
    <ActForm action={`${path}/file`}>
      <p>
        It opens once, for you alone, until {spokenMoment(until, zone)}. Keep it where only who needs it can
        read it, and delete it when it has done its work.
      </p>
      <Button>Open the file</Button>
    </ActForm>
  );
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

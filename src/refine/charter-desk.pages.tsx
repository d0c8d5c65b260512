import { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Markdown } from '../kernel/ui/markdown.js';
import { Mark } from '../kernel/ui/marks.js';
import { Details } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { HowMany, inPeople, Words } from '../rollout/agenda.pages.js';
import { isBefore } from '../rollout/calendar.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { leadPath, pagesOf } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { Told } from '../rollout/would-say.js';
import { answerSeen, charterSeen, type CharterView, type ObjectionView } from './charter.service.js';

export interface CharterDeskProps {
  rollout: Rollout;
  /** Newest first. */
  versions: CharterView[];
  today: Temporal.PlainDate;
  /** What opening the draft would say; null where there is none to open. */
  told: Told | null;
  form: FormState;
}

/** The charter: written, opened for objections, each answered, adopted. */
export function CharterDeskPage({ rollout, versions, today, told, form }: CharterDeskProps): VNode {
  const [newest] = versions;
  const path = leadPath(rollout.id, 'charter');
  const drafting = !newest || !newest.openedAt;
  return (
    <Shell
      title="The charter"
      within={rollout.name}
      nav={pagesOf(rollout.id)}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>The charter</h1>
      <p class="answer">{answer(newest, today)}</p>
      <p>
        It rests on what you said of your members’ safety: <a href="/care">how careful?</a>
      </p>
      {newest && !drafting && <Open rollout={rollout} version={newest} today={today} />}
      {newest && drafting && <ToOpen rollout={rollout} version={newest} told={told} form={form} />}
      <section>
        <h2>{drafting ? 'The draft' : 'Write the next version'}</h2>
        <ActForm action={path} seen={charterSeen(newest)}>
          <Field
            name="body"
            label="The text"
            hint="In Markdown: # makes a heading, - a list."
            rows={14}
            form={form}
          />
          <Field
            name="whatChanged"
            label="What changed since the last version"
            hint="Leave it empty for the first."
            form={form}
          />
          <Button quiet={Boolean(newest && drafting)}>Keep the draft</Button>
        </ActForm>
      </section>
    </Shell>
  );
}

/** In numbers, before anybody hears of it. */
function ToOpen(
  props: Pick<CharterDeskProps, 'rollout' | 'told' | 'form'> & { version: CharterView },
): VNode {
  const { rollout, version, told, form } = props;
  const people = told?.said?.people ?? 0;
  const act = `Open version ${version.number}`;
  return (
    <>
      <section>
        <h2>Open it for objections</h2>
        <p>
          {people === 0
            ? 'Nobody is written to, as things stand.'
            : `${inPeople(people)} of the circle and of who knows of the move ${people === 1 ? 'is' : 'are'} told, ${rollout.pausedAt ? 'once the move goes on' : 'within a minute'}.`}{' '}
          They have {rollout.plan.gates.objectionDays} days to object.
        </p>
        <ActForm action={`${leadPath(rollout.id, 'charter')}/open`} seen={charterSeen(version)}>
          <HowMany people={people} form={form} />
          <Button>{people === 0 ? act : `${act} and tell ${inPeople(people)}`}</Button>
        </ActForm>
      </section>
      {told?.said && <Words said={told.said} roster={told.roster} />}
    </>
  );
}

function answer(newest: CharterView | undefined, today: Temporal.PlainDate): string {
  if (!newest) return 'There is no charter yet. Write a first draft.';
  if (newest.adoptedOn) return `Version ${newest.number} is in force since ${spoken(newest.adoptedOn)}.`;
  if (!newest.openedAt) return `Version ${newest.number} is a draft. Nobody was asked about it yet.`;
  const open = newest.objections.filter((one) => one.answer === null).length;
  const asked =
    open === 0
      ? 'No objection is open.'
      : `${open} of ${newest.objections.length} objections wait for an answer.`;
  const ends = newest.windowEndsOn!;
  return isBefore(Temporal.PlainDate.from(ends), today)
    ? `The time for objections is over. ${asked}`
    : `People can object until ${spoken(ends)}. ${asked}`;
}

function Open({
  rollout,
  version,
  today,
}: {
  rollout: Rollout;
  version: CharterView;
  today: Temporal.PlainDate;
}): VNode {
  const path = leadPath(rollout.id, 'charter');
  const over =
    version.windowEndsOn !== null && isBefore(Temporal.PlainDate.from(version.windowEndsOn), today);
  const answered = version.objections.every((one) => one.answer !== null);
  return (
    <>
      {version.objections.length > 0 && (
        <section>
          <h2>Objections</h2>
          <ul class="rows">
            {version.objections.map((one) => (
              <li key={one.id}>
                <Mark kind={one.answer === null ? 'not-met' : 'met'} />{' '}
                <a href={objectionPath(rollout.id, one.id)}>{one.words}</a>
                {one.answer && <p class="aside">Answered: {one.answer}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {!version.adoptedOn && over && answered && (
        <ActForm action={`${path}/adopt`} seen={charterSeen(version)}>
          <Button>Version {version.number} is in force from today</Button>
        </ActForm>
      )}
      <Details id="text" summary={`Read version ${version.number}`}>
        <div class="prose">
          <Markdown text={version.body} />
        </div>
      </Details>
    </>
  );
}

/** One objection and its answer, which every member reads. */
export function ObjectionPage(props: { rollout: Rollout; one: ObjectionView; form: FormState }): VNode {
  const { rollout, one, form } = props;
  return (
    <Shell
      title="An objection"
      within={rollout.name}
      nav={pagesOf(rollout.id)}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>An objection</h1>
      <p class="answer">
        {one.answer === null ? 'It waits for an answer.' : 'It is answered. You can change the answer.'}
      </p>
      <p class="note">“{one.words}”</p>
      <ActForm action={objectionPath(rollout.id, one.id)} seen={answerSeen(one)}>
        <Field
          name="answer"
          label="Your answer"
          hint="What you change, or why it stays. Everybody reads it beside the objection."
          rows={6}
          form={form}
        />
        <Button>Answer</Button>
      </ActForm>
      <p>
        <a href={leadPath(rollout.id, 'charter')}>Back to the charter</a>
      </p>
    </Shell>
  );
}

export const objectionPath = (rolloutId: string, id: string): `/${string}` =>
  `${leadPath(rolloutId, 'charter')}/objections/${id}`;

const spoken = (day: string): string => spokenDay(Temporal.PlainDate.from(day));

import { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Banner } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { HowMany, Words } from '../rollout/agenda.pages.js';
import { isBefore } from '../rollout/calendar.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { leadPath, pagesOf, phasePath } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { Told } from '../rollout/would-say.js';
import type { TransitionAnswer } from './sunset.schemas.js';

export interface ClosingProps {
  rollout: Rollout;
  today: Temporal.PlainDate;
  /** Whom an announcement tells. */
  people: number;
  it: TransitionAnswer;
  /** What naming a day would say; null where none is to be named. */
  wouldSay: { on: Temporal.PlainDate; told: Told | null; meant: boolean } | null;
  form: FormState;
}

/** The closing day: naming it, moving it, who knows of it, and why it may not be earlier. */
export function ClosingPage(props: ClosingProps): VNode {
  const { rollout, it, form, people, today, wouldSay } = props;
  const path = leadPath(rollout.id, 'closing');
  const over = it.on !== null && it.state === 'announced' && !isBefore(today, day(it.on));
  const first = it.state === 'none' && it.waitsFor.length === 0;
  const again = it.state !== 'none' && !over;
  return (
    <Shell
      title="The closing day"
      within={rollout.name}
      nav={pagesOf(rollout.id)}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>The closing day</h1>
      <p class="answer">{answer(it, over)}</p>
      {it.state === 'held' && (
        <Banner kind="late">
          <p>Everybody was told: not yet, nothing to do. Name a new day once each name below is settled.</p>
        </Banner>
      )}
      {it.state === 'missed' && (
        <Banner kind="late">
          <p>
            Nothing was closed on that day. Name a new one: everybody is told anew, as early as the first
            time.
          </p>
        </Banner>
      )}
      {rollout.pausedAt && (it.state === 'missed' || it.state === 'announced') && (
        <Banner kind="late">
          <p>
            The move is paused: nobody hears of a day before you{' '}
            <a href={leadPath(rollout.id, 'pause')}>go on</a>.
          </p>
        </Banner>
      )}
      {it.waitsFor.length > 0 && (
        <section>
          <h2>What is in the way</h2>
          <ul>
            {it.waitsFor.map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
          <p>
            See <a href={phasePath(rollout.id, 'refine')}>refine and document</a> and{' '}
            <a href={phasePath(rollout.id, 'launch')}>soft launch</a>.
          </p>
        </section>
      )}
      {it.proof && <Proof rollout={rollout} it={it} />}
      {first && (
        <section>
          <h2>Announce it</h2>
          <p>
            {told(people)} at once, and there is a text to post in each place. It cannot be taken back. Later
            is always possible, and sends one correction.
          </p>
          <ActForm action={path}>
            <Field
              name="on"
              type="date"
              label="The day on which the old place closes"
              hint={hint(it)}
              form={form}
            />
            <HowMany people={people} form={form} />
            <Button>Announce it to {count(people)}</Button>
          </ActForm>
        </section>
      )}
      {again && (
        <section>
          <h2>{it.state === 'announced' ? 'Move it' : 'Name a new day'}</h2>
          <p>
            {told(people)} {rollout.pausedAt ? 'as soon as you go on' : 'at once'} of the new day.{' '}
            {moving(it)}
          </p>
          <ActForm action={`${path}/move`}>
            <Field name="on" type="date" label="The new day" hint={hint(it)} form={form} />
            <HowMany people={people} form={form} />
            <Button quiet={it.state === 'announced'}>
              {it.state === 'announced' ? 'Move it' : 'Name this day'} and tell {count(people)}
            </Button>
          </ActForm>
        </section>
      )}
      {(first || again) && wouldSay && <BeforeIt path={path} {...wouldSay} />}
      <Days it={it} />
      <p class="aside">{it.note}</p>
    </Shell>
  );
}

function answer(it: TransitionAnswer, over: boolean): string {
  const earliest = `The earliest permitted day is ${spoken(it.earliestPermitted)}.`;
  if (it.state === 'held') return `The closing is held: a name was still open. ${earliest}`;
  if (it.state === 'missed')
    return `${spoken(it.on!)} has passed, and the old place is still open. ${earliest}`;
  if (it.state === 'announced') {
    const { proven = 0, roster = 0 } = it.proof ?? {};
    return over
      ? `The old place closed on ${spoken(it.on!)}. ${proven} of ${roster} people were proven told.`
      : `The old place closes on ${spoken(it.on!)}. ${proven} of ${roster} people are proven told.`;
  }
  return it.waitsFor.length > 0
    ? 'No closing day is announced, and none may be yet.'
    : `No closing day is announced yet. ${earliest}`;
}

function hint(it: TransitionAnswer): string {
  const because = it.because.length > 0 ? `: ${it.because.join('; ')}` : '';
  const suggested = it.suggested ? ` We suggest ${spoken(it.suggested)}.` : '';
  return `Not before ${spoken(it.earliestPermitted)}${because}.${suggested}`;
}

const moving = ({ state }: TransitionAnswer): string =>
  state !== 'announced'
    ? 'The notices two weeks, one week and one day before are said again.'
    : 'More than 7 days later, the notices that are still ahead are said again.';

/** The words, before anybody hears them; they name the day, so they are read for a day. */
function BeforeIt(props: NonNullable<ClosingProps['wouldSay']> & { path: string }): VNode {
  const { path, on, told, meant } = props;
  const said = told?.said;
  return (
    <>
      <section>
        <h2>Read it before</h2>
        <p>
          {said
            ? `${meant ? 'These are the words for' : 'As an example, these are the words for'} ${spokenDay(on)}. The day that you name stands in its place.`
            : `${spokenDay(on)} cannot be named, so there are no words for it.`}
        </p>
        <form method="get" action={path}>
          <Field name="day" type="date" label="Read it for another day" />
          <Button quiet>Show the words</Button>
        </form>
      </section>
      {said && <Words said={said} roster={told.roster} at={`${path}?day=${on.toString()}`} />}
    </>
  );
}

/** Who knows of the day, each person counted once. */
function Proof({ rollout, it }: { rollout: Rollout; it: TransitionAnswer }): VNode {
  const { proven, declined, exceptions, open, unpromised, knownOnlyByCount, roster } = it.proof!;
  return (
    <section>
      <h2>Who knows of it</h2>
      <dl class="facts">
        <dt>Proven told</dt>
        <dd>
          {proven} of {roster}
        </dd>
        <dt>Not told, because they said no</dt>
        <dd>{declined}</dd>
        <dt>Exceptions that two leads signed</dt>
        <dd>{exceptions}</dd>
        <dt>Not told yet</dt>
        <dd>
          {open === 0 ? (
            'nobody'
          ) : (
            <a href={leadPath(rollout.id, 'open-names')}>{count(open)}: settle each</a>
          )}
          {open > 0 && `. ${promised(open - unpromised)}`}
        </dd>
        {knownOnlyByCount > 0 && (
          <>
            <dt>Known only by a head count</dt>
            <dd>about {knownOnlyByCount}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Days({ it }: { it: TransitionAnswer }): VNode | null {
  if (it.changes.length < 2) return null;
  return (
    <section>
      <h2>Each day that was named</h2>
      <ol>
        {it.changes.map(({ step, on }) => (
          <li key={step}>{spoken(on)}</li>
        ))}
      </ol>
    </section>
  );
}

const promised = (n: number): string =>
  n === 0 ? 'Nobody has promised to tell them yet.' : `For ${n} somebody has promised to.`;
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const spoken = (text: string): string => spokenDay(day(text));
const count = (n: number): string => (n === 1 ? '1 person' : `${n.toLocaleString('en')} people`);
const told = (n: number): string =>
  n === 1 ? '1 person is told' : `${n.toLocaleString('en')} people are told`;

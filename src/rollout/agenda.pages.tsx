import type { VNode } from 'preact';
import { localDay } from '../kernel/local-day.js';
import { moment } from '../kernel/database/columns.js';
import { MANY } from '../notices/many.rules.js';
import { ActForm, Button, emptyForm, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { InLanguage } from '../kernel/ui/in-language.js';
import { Standstill } from './standstill.pages.js';
import { Shell } from '../kernel/ui/shell.js';
import { spokenDay, spokenMoment } from './calendar.words.js';
import { occurrencePath, pagesOf, phasePath, playPath } from './lead-nav.js';
import type { OccurrenceView } from './occurrence-view.service.js';
import { playRow } from './playbook.js';
import type { PlayRow } from './plays.js';
import { leftOutWords } from './left-out.rules.js';
import type { Previewed } from './preview.service.js';
import { titleOf } from './step-words.js';
import { forMembers } from './start.rules.js';

/** One entry of the agenda: what it says, to how many, when; and its stop. */
export function OccurrencePage(props: { view: OccurrenceView; form?: FormState }): VNode {
  const { view, form = emptyForm() } = props;
  const { rollout, one, said } = view;
  const { to, phase } = playRow(one.play);
  const title = titleOf(one.key, one.play);
  return (
    <Shell title={title} within={rollout.name} nav={pagesOf(rollout.id)} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>{title}</h1>
      <Standstill zone={rollout.plan.timeZone} />
      <p class="answer">{answer(view)}</p>
      {view.waits && (one.state === 'planned' || one.state === 'held') && (
        <p class="note">
          It was changed after the start. <a href={playPath(rollout.id, one.play)}>Look at the change</a> and
          approve it.
        </p>
      )}
      <Acts view={view} form={form} />
      {said && <Words said={said} roster={view.roster} at={occurrencePath(rollout.id, one.key)} />}
      {said?.letter && one.state !== 'done' && (
        <p>
          <a href={playPath(rollout.id, one.play)}>Say it in your words, or send it to yourself first</a>
        </p>
      )}
      {!said && one.state !== 'done' && (
        <p class="note">
          What it will say is put together when its time comes. It can be stopped all the same.
        </p>
      )}
      <dl class="facts">
        <dt>To</dt>
        <dd>{to}</dd>
        <dt>Belongs to</dt>
        <dd>
          <a href={phasePath(rollout.id, phase)}>the {phase} phase</a>
        </dd>
        {view.decidedBy && (
          <>
            <dt>Decided by</dt>
            <dd>
              {view.decidedBy}
              {one.reason && `: ${one.reason}`}
            </dd>
          </>
        )}
      </dl>
    </Shell>
  );
}

/** The state in one sentence, with its numbers. */
function answer(view: OccurrenceView): string {
  const { rollout, one, said, tally, now } = view;
  const zone = rollout.plan.timeZone;
  const due = spokenMoment(one.dueAt, zone);
  const whom = said ? whomOf(said, playRow(one.play)) : `to ${playRow(one.play).to}`;
  switch (one.state) {
    case 'planned':
      if (view.waits) return `This waits until a lead approves it. Its time is ${due}.`;
      if (rollout.pausedAt) return `The move is paused: this waits. Without the pause it is due on ${due}.`;
      return one.dueAt.epochMilliseconds <= now.epochMilliseconds
        ? `This goes out within a minute, ${whom}.`
        : `On ${due} this goes out by itself, ${whom}.`;
    case 'held':
      return tally && tally.went > 0
        ? `This is stopped: ${tally.went} sent, ${said?.people ?? 0} not.`
        : said && said.people > 0
          ? `This is stopped: 0 sent, ${said.people} not. Nobody has heard of it.`
          : 'This is stopped. Nobody has heard of it.';
    case 'skipped':
      return `This was skipped for good. ${said && said.people > 0 ? `${inPeople(said.people)} will not hear of it.` : 'Nobody hears of it.'}`;
    case 'done':
      if (!tally || tally.went + tally.onPages + tally.waiting + tally.not === 0)
        return `This was done on ${one.doneAt ? spokenMoment(one.doneAt, zone) : due}.`;
      return tally.stoppedAt
        ? `Stopped on ${spokenDay(localDay(moment(tally.stoppedAt), zone))}: ${tally.went} sent, ${tally.not} not.`
        : `${tally.went} sent or told, ${tally.onPages} wait on their own pages, ${tally.waiting} not yet, ${tally.not} will not get it.`;
  }
}

/** Whom it reaches now: people, places, or as the playbook says it. */
function whomOf(said: Previewed, { purpose, to }: PlayRow): string {
  if (said.people > 0) return `to ${inPeople(said.people)}`;
  const places = said.posts.length;
  if (places > 0) return `as a post in ${places === 1 ? '1 place' : `${places} places`}`;
  return purpose === 'team' ? `to ${to}` : 'to nobody, as things stand';
}

function Acts({ view, form }: { view: OccurrenceView; form: FormState }): VNode | null {
  const { rollout, one, said, tally, now } = view;
  const path = occurrencePath(rollout.id, one.key);
  const ahead = one.dueAt.epochMilliseconds > now.epochMilliseconds;
  const people = said?.people ?? (forMembers(playRow(one.play)) ? view.roster : 0);
  if (one.state === 'planned')
    return (
      <ActForm action={`${path}/hold`}>
        <Button quiet>Stop this one</Button>
        <p class="hint">Nothing is lost: you can let it go again, or skip it.</p>
      </ActForm>
    );
  if (one.state === 'held')
    return (
      <>
        {ahead && (
          <ActForm action={`${path}/resume`}>
            <Button>Let it go at its time</Button>
            {people > 0 && (
              <p class="hint">
                It goes to {inPeople(people)} on {spokenMoment(one.dueAt, rollout.plan.timeZone)}.
              </p>
            )}
          </ActForm>
        )}
        <ActForm action={`${path}/send`}>
          <HowMany people={people} form={form} />
          <Button quiet={ahead}>{people > 0 ? `Send it to ${inPeople(people)} now` : 'Send it now'}</Button>
        </ActForm>
        <ActForm action={`${path}/skip`}>
          <Field name="reason" label="Why it is skipped" hint="Kept in the record. You may leave it empty." />
          <Button quiet>Skip it for good</Button>
        </ActForm>
      </>
    );
  if (one.state === 'done' && tally?.stoppedAt)
    return (
      <ActForm action={`${path}/go-on`}>
        <HowMany people={tally.stopped} form={form} />
        <Button quiet>Let it go on to {inPeople(tally.stopped)}</Button>
      </ActForm>
    );
  if (one.state === 'done' && tally && tally.waiting > 0)
    return (
      <ActForm action={`${path}/stop`}>
        <Button quiet>Stop what has not gone: {tally.waiting}</Button>
      </ActForm>
    );
  return null;
}

/** Typed by whoever sends something to many by hand. */
export function HowMany({ people: n, form }: { people: number; form: FormState }): VNode | null {
  if (n <= MANY) return null;
  const hint = `It goes to ${inPeople(n)}. Type the number, so that nothing reaches more people than you think.`;
  return <Field name="people" type="number" label="How many people get it" hint={hint} form={form} />;
}

/** What it says, to how many and where, as if it were due now. @param at the page on which a language is chosen */
export function Words(props: { said: Previewed; roster: number; at?: string }): VNode {
  const { said, roster, at } = props;
  const { letter, ways, posts } = said;
  return (
    <>
      {said.people > 0 && (
        <section>
          <h2>Who gets it</h2>
          <p>
            {inPeople(said.people)}: {ways.email} by e-mail, {ways.byHand} are told in person, {ways.ownPage}{' '}
            find it on their own page.
          </p>
          <LeftOutOf said={said} others={roster - said.people} />
        </section>
      )}
      {letter && (
        <section>
          <h2>What it says</h2>
          {at && (
            <InLanguage
              language={said.language}
              at={(other) => `${at}${at.includes('?') ? '&' : '?'}language=${other}`}
            />
          )}
          <div class="note stack" lang={said.language}>
            <h3>{letter.subject}</h3>
            {[letter.opening, ...letter.paragraphs, letter.nothing].filter(Boolean).map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
          {ways.byHand > 0 && (
            <p>
              Whoever tells it in person copies these words, or says:{' '}
              <q lang={said.language}>{letter.opening}</q>
            </p>
          )}
          <p class="aside">Each reader’s own name, page and helper are filled in where braces stand.</p>
        </section>
      )}
      {posts.length > 0 && (
        <section>
          <h2>What is posted</h2>
          <p>In {posts.map(({ place }) => place).join(' and ')}:</p>
          <p class="note">{posts[0]!.short}</p>
        </section>
      )}
    </>
  );
}

/** By the same rules by which it will be sent. */
function LeftOutOf({ said, others }: { said: Previewed; others: number }): VNode | null {
  if (others <= 0) return null;
  return (
    <p class="aside">
      {said.leftOut ? leftOutWords(said.leftOut) : `${inPeople(others)} of this move are left out.`} Who says
      no, opts out or arrives before it goes is left out too.
    </p>
  );
}

export const inPeople = (n: number): string => (n === 1 ? '1 person' : `${n.toLocaleString('en')} people`);

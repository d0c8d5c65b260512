import type { VNode } from 'preact';
import { ActForm, Button, emptyForm, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { InLanguage } from '../kernel/ui/in-language.js';
import { Shell } from '../kernel/ui/shell.js';
import { NAMES_A_PAGE, type Reached } from '../notices/fates.queries.js';
import { fates, fateWords, inVain, reasonWords, type Fate } from '../notices/fates.rules.js';
import { MANY } from '../notices/many.rules.js';
import { hideFew, inWords, type Shown } from '../privacy/few.rules.js';
import { spokenMoment } from './calendar.words.js';
import { leadPath, messagePath, occurrencePath, pagesOf, pagesOfViewers } from './lead-nav.js';
import type { Rollout } from './rollout.entity.js';
import { titleOf } from './step-words.js';
import type { MessageView } from './message.queries.js';

export interface MessageProps {
  rollout: Rollout;
  view: MessageView;
  /** Null for who sees numbers only. */
  lead: { fate: Fate | null; people: Reached[]; again: number; planned: boolean } | null;
  form?: FormState;
}

/** One message: what it said, how many it reached, who was not reached, and what can be done. */
export function MessagePage({ rollout, view, lead, form = emptyForm() }: MessageProps): VNode {
  const title = titleOf(view.key, view.play);
  const nav = lead ? pagesOf(rollout.id, 'messages') : pagesOfViewers(rollout.id, 'messages');
  const counts = inOrder(view, lead === null);
  return (
    <Shell title={title} within={rollout.name} nav={nav} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>{title}</h1>
      <p class="answer">{answer(rollout, view, counts)}</p>
      {view.stopped && (
        <p class="note">
          It is stopped.{' '}
          {lead?.planned && (
            <a href={occurrencePath(rollout.id, view.key)}>Look at what is left, or let it go on</a>
          )}
        </p>
      )}
      {counts.length > 0 && (
        <section class="stack">
          <h2>What became of it</h2>
          {counts.map((one) => (
            <OneFate key={one.fate} rollout={rollout} view={view} lead={lead} one={one} />
          ))}
          {lead && lead.again > 0 && !view.stopped && (
            <TryAgain path={messagePath(rollout.id, view.key)} people={lead.again} form={form} />
          )}
        </section>
      )}
      {view.letter && (
        <section class="stack">
          <h2>As it arrives</h2>
          <p class="aside">
            For somebody called Kim, who heard from us for the first time.
            {view.letter.editions > 1 &&
              ` It was said in ${view.letter.editions} wordings; this is the newest.`}
          </p>
          <InLanguage
            language={view.letter.language}
            at={(language) => `${messagePath(rollout.id, view.key)}?language=${language}`}
          />
          <div class="note stack" lang={view.letter.language}>
            <h3>{view.letter.subject}</h3>
            {view.letter.text.split(/\n{2,}/).map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
          </div>
        </section>
      )}
      {view.posts.length > 0 && <Posted view={view} rollout={rollout} lead={lead !== null} />}
      <p>
        <a href={`/rollouts/${rollout.id}/messages${view.toTeam ? '?to=team' : ''}`}>Back to all messages</a>
      </p>
    </Shell>
  );
}

interface Counted {
  fate: Fate;
  people: Shown;
  reasons: { reason: string; people: Shown }[];
}

/** What a lead must look at first; small numbers are hidden from who only reads figures. */
function inOrder({ fates: found }: MessageView, hidden: boolean): Counted[] {
  const sorted = found.toSorted((a, b) => fates.indexOf(a.fate) - fates.indexOf(b.fate));
  const shown = hidden ? hideFew(sorted.map(({ people }) => people)) : sorted.map(({ people }) => people);
  return sorted.map(({ fate, reasons }, i) => ({
    fate,
    people: shown[i] ?? null,
    reasons: hidden ? [] : reasons,
  }));
}

function answer(rollout: Rollout, view: MessageView, counts: Counted[]): string {
  const when = spokenMoment(view.at, rollout.plan.timeZone);
  if (counts.length === 0)
    return view.posts.length > 0
      ? `Said on ${when}, as a post only: it went to nobody by name.`
      : `Said on ${when}, to nobody: nobody was there whom it concerned.`;
  const all = view.fates.reduce((sum, { people }) => sum + people, 0);
  const few = counts.some(({ people }) => people === null);
  const of = few && all < 5 ? 'a few people' : people(all);
  const lost = counts.filter(({ fate }) => inVain.has(fate));
  if (lost.length === 0) return `Said on ${when}, for ${of}. Nobody’s came back.`;
  if (lost.some(({ people: n }) => n === null))
    return `Said on ${when}, for ${of}. It did not reach everybody.`;
  const missed = lost.reduce((sum, { people: n }) => sum + (n ?? 0), 0);
  return `Said on ${when}, for ${of}. It did not reach ${missed} of them.`;
}

function OneFate(props: {
  rollout: Rollout;
  view: MessageView;
  lead: MessageProps['lead'];
  one: Counted;
}): VNode {
  const { rollout, view, lead, one } = props;
  const { label, means, act } = fateWords[one.fate];
  const path = messagePath(rollout.id, view.key);
  const open = lead?.fate === one.fate;
  return (
    <article class="stack" id={one.fate.replace(' ', '-')}>
      <h3>
        {label}: {inWords(one.people)}
      </h3>
      <p>{means}</p>
      {one.reasons.length > 0 && (
        <ul>
          {one.reasons.map(({ reason, people: n }) => (
            <li key={reason}>
              {n}: {reasonWords(reason)}
            </li>
          ))}
        </ul>
      )}
      {lead && act && (
        <p>
          {act}{' '}
          {(one.fate === 'to tell' || one.fate === 'told') && (
            <a href={`${leadPath(rollout.id, 'by-hand')}${one.fate === 'told' ? '?told=0#told' : ''}`}>
              Who is told in person
            </a>
          )}
        </p>
      )}
      {lead && !open && (
        <p>
          <a href={`${path}?state=${encodeURIComponent(one.fate)}#${one.fate.replace(' ', '-')}`}>
            {one.people === 1 ? 'See who it is' : `See the ${inWords(one.people)}`}
          </a>
        </p>
      )}
      {lead && open && <Names people={lead.people} at={`${path}?state=${encodeURIComponent(one.fate)}`} />}
    </article>
  );
}

function Names({ people: found, at }: { people: Reached[]; at: string }): VNode {
  const shown = found.slice(0, NAMES_A_PAGE);
  return (
    <>
      <ul>
        {shown.map(({ id, memberId, name, reason }) => (
          <li key={id}>
            {memberId && name ? (
              <a href={`/roster/people/${memberId}`}>{name}</a>
            ) : (
              (name ?? 'Somebody who was deleted')
            )}
            {reason && `: ${reasonWords(reason)}`}
          </li>
        ))}
      </ul>
      {found.length > NAMES_A_PAGE && (
        <p>
          <a href={`${at}&after=${shown.at(-1)!.id}`}>The next {NAMES_A_PAGE}</a>
        </p>
      )}
    </>
  );
}

function TryAgain({ path, people: n, form }: { path: string; people: number; form: FormState }): VNode {
  return (
    <ActForm action={`${path}/again`}>
      {n > MANY && (
        <Field
          name="people"
          type="number"
          label="How many people get it"
          hint={`It goes to ${people(n)}. Type the number, so that nothing reaches more people than you think.`}
          form={form}
        />
      )}
      <Button quiet>Try again for {people(n)}</Button>
      <p class="hint">Who has an address that works now, or could not be told in person.</p>
    </ActForm>
  );
}

function Posted({ view, rollout, lead }: { view: MessageView; rollout: Rollout; lead: boolean }): VNode {
  return (
    <section class="stack">
      <h2>As a post</h2>
      <p>A post is said once in a place. It proves nothing about one person.</p>
      <ul>
        {view.posts.map(({ place, posted, withdrawn }) => (
          <li key={place}>
            {place}: {posted ? 'posted' : withdrawn ? 'taken back, it is no longer true' : 'not posted yet'}
          </li>
        ))}
      </ul>
      <p class="note">{view.posts[0]!.short}</p>
      {lead && (
        <p>
          <a href={`/rollouts/${rollout.id}/posts`}>All posts</a>
        </p>
      )}
    </section>
  );
}

const people = (n: number): string => (n === 1 ? '1 person' : `${n.toLocaleString('en')} people`);

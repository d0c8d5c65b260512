import { Fragment, type VNode } from 'preact';
import { emptyForm, ErrorSummary, type FormState } from '../kernel/ui/forms.js';
import { InLanguage } from '../kernel/ui/in-language.js';
import { Shell } from '../kernel/ui/shell.js';
import { fates } from '../notices/fates.rules.js';
import type { Stopped } from '../notices/stops.service.js';
import { grades } from '../notices/words.js';
import { hideFew, inWords } from '../privacy/few.rules.js';
import { spokenMoment } from './calendar.words.js';
import { gradeSentences, NONE, ONCE_EACH, ungraded } from './grade.words.js';
import { messagePath, pagesOf, pagesOfViewers, provenPath, toSayPath } from './lead-nav.js';
import { OneFate, StopOrGoOn, type Counted } from './message-fates.pages.js';
import type { Rollout } from './rollout.entity.js';
import { titleOf } from './step-words.js';
import type { MessageLook } from './message-view.service.js';
import { becameOf } from './message.words.js';
import type { MessageView } from './message.queries.js';

export type MessageProps = MessageLook & { form?: FormState };

/** One message: what it said, how many it reached, who was not reached, and what can be done. */
export function MessagePage({ rollout, view, lead, form = emptyForm() }: MessageProps): VNode {
  const title = titleOf(view.key, view.play);
  const nav = lead ? pagesOf(rollout.id, 'messages') : pagesOfViewers(rollout.id, 'messages');
  const counts = inOrder(view, lead === null);
  return (
    <Shell title={title} within={rollout.name} nav={nav} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>{title}</h1>
      <p class="answer">{answer(rollout, view, counts, lead)}</p>
      {lead && <StopOrGoOn {...{ rollout, view, form }} stopped={lead.stopped} />}
      {counts.length > 0 && (
        <section class="stack">
          <h2>What became of it</h2>
          {counts.map((one) => (
            <OneFate key={one.fate} {...{ rollout, view, lead, one, form }} />
          ))}
        </section>
      )}
      {view.grades && <HowSure rollout={rollout} view={view} grades={view.grades} hidden={lead === null} />}
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

/** What a lead must look at first; small numbers are hidden from who only reads figures. */
function inOrder({ fates: found }: MessageView, hidden: boolean): Counted[] {
  const sorted = found.toSorted((a, b) => fates.indexOf(a.fate) - fates.indexOf(b.fate));
  const shown = hidden ? hideFew(sorted.map(({ people }) => people)) : sorted.map(({ people }) => people);
  return sorted.map(({ fate, reasons, confirmed }, i) => ({
    fate,
    people: shown[i] ?? null,
    confirmed: hidden ? null : confirmed,
    reasons: hidden ? [] : reasons,
  }));
}

function answer(rollout: Rollout, view: MessageView, counts: Counted[], lead: MessageProps['lead']): string {
  if (view.stopped && lead) return stoppedWords(lead.stopped);
  const when = spokenMoment(view.at, rollout.plan.timeZone);
  if (counts.length === 0)
    return view.posts.length > 0
      ? `Said on ${when}, as a post only: it went to nobody by name.`
      : `Said on ${when}, to nobody: nobody was there whom it concerned.`;
  const all = view.fates.reduce((sum, { people }) => sum + people, 0);
  const few = counts.some(({ people }) => people === null);
  const of = few && all < 5 ? 'a few people' : people(all);
  const back = view.fates.flatMap(({ fate, cameBack }) =>
    cameBack > 0 ? [[fate, lead === null ? null : cameBack] as const] : [],
  );
  return `Said on ${when}, for ${of}. ${becameOf({
    shown: new Map(counts.map(({ fate, people: n }) => [fate, n])),
    cameBack: new Map(back),
    waitsUntil: view.waitsUntil,
    timeZone: rollout.plan.timeZone,
  })}`;
}

/** Everybody is in one of these numbers, or in a server's hands; a number of nobody is not said. */
function stoppedWords({ went, stopped, onPages, notReached, leftOut }: Stopped): string {
  const first = `It is stopped: ${went.toLocaleString('en')} sent or told, ${stopped.toLocaleString('en')} not.`;
  const rest = [
    ...(onPages > 0 ? [`for ${onPages.toLocaleString('en')} it waits on their own page`] : []),
    ...(notReached > 0 ? [`${notReached.toLocaleString('en')} could not be reached`] : []),
    ...(leftOut > 0 ? [`${leftOut.toLocaleString('en')} were left out before`] : []),
  ];
  return rest.length === 0 ? first : `${first} Besides, ${rest.join(', ')}.`;
}

/** Four grades, side by side; a sum of them would mean nothing. */
function HowSure(props: {
  rollout: Rollout;
  view: MessageView;
  grades: NonNullable<MessageView['grades']>;
  hidden: boolean;
}): VNode {
  const all = props.view.fates.reduce((sum, { people }) => sum + people, 0);
  const counts = grades.map((grade) => props.grades[grade]);
  const rest = ungraded({ people: all, grades: props.grades });
  const shown = props.hidden ? hideFew([...counts, rest]) : [...counts, rest];
  return (
    <section>
      <h2>How sure we are</h2>
      <p class="aside">{ONCE_EACH}</p>
      <dl class="facts">
        {gradeSentences.map(({ grade, words }, i) => (
          <Fragment key={grade}>
            <dt>{words}</dt>
            <dd>{inWords(shown[i] ?? null)}</dd>
          </Fragment>
        ))}
        <dt>{NONE}: it has not gone, was left out, or did not reach them</dt>
        <dd>{inWords(shown.at(-1) ?? null)}</dd>
      </dl>
      {!props.hidden && (
        <p>
          <a href={provenPath(props.rollout.id, props.view.key)}>Name by name</a>
        </p>
      )}
    </section>
  );
}

function Posted({ view, rollout, lead }: { view: MessageView; rollout: Rollout; lead: boolean }): VNode {
  return (
    <section class="stack">
      <h2>As a post</h2>
      <p>
        A post is said once in a place. It proves nothing about one person.
        {view.fates.length > 0 && ' Whoever it does not go to by name hears of it only there.'}
      </p>
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
          <a href={toSayPath(rollout.id, view.key)}>To read aloud, to say on the phone, to print</a> ·{' '}
          <a href={`/rollouts/${rollout.id}/posts`}>All posts</a>
        </p>
      )}
    </section>
  );
}

const people = (n: number): string => (n === 1 ? '1 person' : `${n.toLocaleString('en')} people`);

import type { VNode } from 'preact';
import { localDay } from '../kernel/local-day.js';
import { day } from '../kernel/database/columns.js';
import { Copyable } from '../kernel/ui/copyable.js';
import { english } from '../kernel/language/say.js';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { Details, Empty } from '../kernel/ui/notes.js';
import { Standstill } from './standstill.pages.js';
import { Shell } from '../kernel/ui/shell.js';
import type { Waiting } from '../notices/by-hand.queries.js';
import type { Card } from '../notices/by-hand.service.js';
import type { ToldInPerson } from '../notices/told.queries.js';
import { waysToTell, type WayToTell } from '../notices/words.js';
import { spokenDay } from './calendar.words.js';
import { pagesOf } from './lead-nav.js';
import { sentenceOf } from './play-words.js';
import type { Rollout } from './rollout.entity.js';

/** Cards on one page: each carries its words. */
export const CARDS_A_PAGE = 30;
/** Names of who was told that stand on one page. */
export const TOLD_A_PAGE = 30;

const wayTold: Record<WayToTell, string> = {
  message: 'Told by message',
  phone: 'Told by phone',
  door: 'Told at the door',
  meeting: 'Told at a meeting',
};

/** Who waits to be told in person, with the words, and in whose list they stand. */
export function ByHandPage(props: {
  rollout: Rollout;
  cards: Card[];
  mine: boolean;
  /** In all, whatever part of it is shown. */
  waiting: Waiting;
  /** People who wait for the end of a pause. */
  held: number;
  /** Cards before this part. */
  skip: number;
  /** Who is marked as told: from `from` on, and one more where there are more. */
  told: ToldInPerson[];
  from?: number | undefined;
}): VNode {
  const { rollout, cards, mine, waiting, held, skip } = props;
  const path = `/rollouts/${rollout.id}/by-hand`;
  const { nobodys, overdue } = waiting;
  const left = waiting.people - skip - cards.length;
  return (
    <Shell title="Tell in person" within={rollout.name} nav={pagesOf(rollout.id, 'by-hand')}>
      <h1>Tell in person</h1>
      <Standstill zone={rollout.plan.timeZone} />
      <p class="answer">
        {waiting.people === 0
          ? held === 0 && 'Nobody waits to be told in person.'
          : `${people(waiting.people)} to be told in person.`}
        {nobodys > 0 && ` ${nobodys} of these ${nobodys === 1 ? 'is' : 'are'} in nobody’s list yet.`}
        {overdue > 0 &&
          ` ${overdue} ${overdue === 1 ? 'was' : 'were'} in somebody’s list in vain: they stand first.`}
        {held > 0 && ` The move is paused: ${people(held)} to be told in person once it goes on.`}
      </p>
      <p>
        Show: {mine ? <a href={path}>everybody’s list</a> : 'everybody’s list'},{' '}
        {mine ? 'my own' : <a href={`${path}?mine=yes`}>my own</a>}.
      </p>
      <p>
        To hand over at the door: <a href={`/rollouts/${rollout.id}/tonight`}>slips, a poster and words</a>.
        {cards.length > 0 && (
          <>
            {' '}
            <a href={`${path}/call-sheet.pdf${mine ? '?mine=yes' : ''}`}>This list on paper (PDF)</a>.
          </>
        )}
      </p>
      {cards.length === 0 && (
        <Empty
          what="Names will stand here"
          why="when something must be known by people who have no other way."
        />
      )}
      {cards.length > 0 && (
        <section>
          <h2>{mine ? 'In your own list' : 'In everybody’s list'}</h2>
          {cards.map((card) => (
            <ToTell key={card.deliveryId} path={path} card={card} />
          ))}
          {left > 0 && (
            <p>
              <a href={`${path}?${mine ? 'mine=yes&' : ''}skip=${skip + cards.length}`}>
                {left.toLocaleString('en')} more
              </a>
            </p>
          )}
        </section>
      )}
      <Told {...props} path={path} />
    </Shell>
  );
}

/** A slip on a telephone can be taken back. Closed until somebody asks: it holds names that need nothing more. */
function Told(
  props: Pick<Parameters<typeof ByHandPage>[0], 'rollout' | 'told' | 'from'> & { path: string },
): VNode | null {
  const { rollout, told, from, path } = props;
  if (told.length === 0 && !from) return null;
  const shown = told.slice(0, TOLD_A_PAGE);
  return (
    <Details id="told" summary="Told in person: take a mark back" open={from !== undefined}>
      <p>
        A name marked by mistake counts as told. Taken back, it counts no more, and stands in the list again.
        The record keeps that it was so.
      </p>
      <ul class="rows">
        {shown.map(({ deliveryId, name, play, how, at, by }) => (
          <li key={deliveryId}>
            <p>
              {name}: {sentenceOf(play)} {wayTold[how]} on {spokenDay(localDay(at, rollout.plan.timeZone))}
              {by && `, by ${by}`}.
            </p>
            <ActForm action={`${path}/${deliveryId}`} class="bare">
              <Button plain name="how" value="not told">
                {name} was not told
              </Button>
            </ActForm>
          </li>
        ))}
      </ul>
      {told.length > TOLD_A_PAGE && (
        <p>
          <a href={`${path}?told=${(from ?? 0) + TOLD_A_PAGE}#told`}>Who was told before</a>
        </p>
      )}
    </Details>
  );
}

function ToTell({ path, card }: { path: string; card: Card }): VNode {
  const { deliveryId, name, speaks, play, text, aloud, wordsIn, shareLinks } = card;
  const { teller, shownOn, tries, offeredBefore } = card;
  return (
    <article class="next stack">
      <h3>{name}</h3>
      <p>
        {sentenceOf(play)} {teller ? `In ${teller}’s list` : 'In nobody’s list yet'}
        {teller && shownOn && ` since ${spokenDay(day(shownOn))}`}.
        {offeredBefore && ' Somebody had it before.'}
        {tries > 0 && ' Tried once in vain.'}
        {speaks && ` Speaks ${english.tongue(speaks)}.`}
      </p>
      <p>
        To say aloud: <q lang={wordsIn}>{aloud}</q>
      </p>
      <details>
        <summary>The text to copy, with their own link</summary>
        <Copyable id={`words-${deliveryId}`} label="To copy" text={text} lang={wordsIn} />
        {shareLinks.map(({ label, href }) => (
          <p key={label}>
            <a href={href}>{label}</a>
          </p>
        ))}
      </details>
      <ActForm action={`${path}/${deliveryId}`}>
        <div class="acts">
          {waysToTell.map((way) => (
            <Button key={way} quiet name="how" value={way}>
              {wayTold[way]}
            </Button>
          ))}
          <Button quiet name="how" value="could not">
            Could not
          </Button>
        </div>
      </ActForm>
    </article>
  );
}

const people = (n: number): string => (n === 1 ? '1 person waits' : `${n.toLocaleString('en')} people wait`);

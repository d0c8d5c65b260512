import type { VNode } from 'preact';
import type { Temporal } from 'temporal-polyfill';
import { localDay } from '../kernel/local-day.js';
import type { Say } from '../kernel/language/say.js';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { safeUrl } from '../kernel/ui/safe-url.js';
import { Shell } from '../kernel/ui/shell.js';
import type { Reading } from '../notices/readings.service.js';

/** Letters on the own page itself, which stays under 24 KB; the others have a page of their own. */
export const ON_OWN_PAGE = 6;
export const ON_ONE_PAGE = 10;
/** More than these are not unfolded by themselves: nobody reads six letters at once. */
const UNFOLDED = 3;

export interface ToldProps {
  path: string;
  say: Say;
  /** Newest first. */
  letters: Reading[];
  timeZone: string;
  /** When the page was made: "I have read this" is about what it showed, not about what came since. */
  now: Temporal.Instant;
  more: boolean;
}

/** What was said to this person: what they have not confirmed stands open, the rest is one press away. */
export function WhatWeToldYou({ path, say, letters, timeZone, now, more }: ToldProps): VNode | null {
  if (letters.length === 0) return null;
  const unread = letters.filter(({ confirmed }) => !confirmed);
  const open = new Set(unread.slice(0, UNFOLDED).map(({ id }) => id));
  return (
    <section id="told">
      <h2>{say('What we told you')}</h2>
      <div>
        {letters.map((letter) => (
          <Letter key={letter.id} letter={letter} say={say} open={open.has(letter.id)} timeZone={timeZone} />
        ))}
      </div>
      {unread.length > 0 && <ReadThis path={path} say={say} now={now} />}
      {more && (
        <p>
          <a href={`${path}/said?from=${ON_OWN_PAGE}`}>{say('What we told you before')}</a>
        </p>
      )}
      <p>
        <a href={`${path}/false`}>{say('Something else came in our name')}</a>
      </p>
    </section>
  );
}

/** Older letters, some at a time. */
export function SaidPage(props: ToldProps & { from: number }): VNode {
  const { path, say, letters, timeZone, now, more, from } = props;
  return (
    <Shell title={say('What we told you')} narrow say={say}>
      <h1>{say('What we told you')}</h1>
      <p class="answer">
        {say(letters.length === 0 ? 'There is nothing here.' : 'Newest first. Press a line to read it.')}
      </p>
      <div>
        {letters.map((letter) => (
          <Letter key={letter.id} letter={letter} say={say} open={false} timeZone={timeZone} />
        ))}
      </div>
      {letters.some(({ confirmed }) => !confirmed) && <ReadThis path={path} say={say} now={now} />}
      {more && (
        <p>
          <a href={`${path}/said?from=${from + ON_ONE_PAGE}`}>{say('Older')}</a>
        </p>
      )}
      <p>
        <a href={path}>{say('Back to my page')}</a>
      </p>
    </Shell>
  );
}

function ReadThis({ path, say, now }: Pick<ToldProps, 'path' | 'say' | 'now'>): VNode {
  return (
    <ActForm action={`${path}/seen`} class="bare">
      <input type="hidden" name="shown" value={now.toString()} />
      <Button quiet>{say('I have read this')}</Button>
    </ActForm>
  );
}

function Letter(props: { letter: Reading; say: Say; open: boolean; timeZone: string }): VNode {
  const { say } = props;
  const { subject, opening, paragraphs, action, nothing, signedBy, language, at } = props.letter;
  return (
    <details open={props.open} lang={language === say.language ? undefined : language}>
      <summary>{say('{day}: {subject}', { day: say.day(localDay(at, props.timeZone)), subject })}</summary>
      <div class="stack">
        {[opening, ...paragraphs].map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        {action && (
          <p>
            <a href={safeUrl(action.href)}>{action.label}</a>
          </p>
        )}
        {nothing && <p>{nothing}</p>}
        {signedBy && <p>{signedBy}</p>}
      </div>
    </details>
  );
}

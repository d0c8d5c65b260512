import { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import { localDay } from '../kernel/local-day.js';
import { speak } from '../kernel/language/say.js';
import { InLanguage } from '../kernel/ui/in-language.js';
import { Details } from '../kernel/ui/notes.js';
import { mailWords } from '../notices/mail.words.js';
import { Standstill } from './standstill.pages.js';
import { Shell } from '../kernel/ui/shell.js';
import { spokenDay } from './calendar.words.js';
import { Behind } from './behind.pages.js';
import { leadPath, pagesOf } from './lead-nav.js';
import { capital, whatOf } from './play-words.js';
import { playRow } from './playbook.js';
import type { Said } from './rehearsal.queries.js';
import { lineOf } from './step-words.js';
import type { Played } from './rehearsal.service.js';
import { SILENT } from './rehearsal-stage.js';
import { forMembers } from './start.rules.js';

type Entry = Played['entries'][number];

/** What tells leads of the rest, and the end of a round, say nothing of their own. */
const says = ({ play, step }: Entry): boolean => !play.startsWith('lead.') && !step.endsWith('closes');

const toMembers = (entry: Entry): boolean => forMembers(playRow(entry.play));

/** The whole move as a calendar: each day with what is said, to how many, and in which words. */
export function RehearsalPage({ played, open }: { played: Played; open: boolean }): VNode {
  const { rollout, words, tooMuch, language } = played;
  const path = leadPath(rollout.id, 'rehearsal');
  const entries = played.entries.filter(says);
  const crowded = new Set(tooMuch.map(String));
  return (
    <Shell title="Rehearsal" within={rollout.name} nav={pagesOf(rollout.id, 'plan')}>
      <h1>Rehearsal</h1>
      <Standstill zone={rollout.plan.timeZone} />
      <p class="answer">{answer(played, entries.filter(toMembers))}</p>
      <p>
        It assumes that each step succeeds on its day and that nobody answers. Nothing was written, and
        nothing left this machine. See it as{' '}
        <a href={`${path}/mailbox?language=${language}`}>one silent member’s mailbox</a>, or go{' '}
        <a href={leadPath(rollout.id, 'plan')}>back to the plan</a>.{' '}
        {!open && <a href={`${path}?open=all&language=${language}`}>Open every day, to print</a>}
      </p>
      <HowCareful {...played} />
      <InLanguage language={language} at={(other) => `${path}?language=${other}${open ? '&open=all' : ''}`} />
      <Behind
        doneElsewhere={played.doneElsewhere}
        leftOut={played.leftOut}
        held={entries.filter((entry) => entry.held).map(({ key }) => key)}
      />
      {tooMuch.length > 0 && (
        <p class="note">
          Much lands on one silent member on {tooMuch.map((day) => spokenDay(day)).join(', ')}.
        </p>
      )}
      {months(entries).map(([month, inMonth]) => (
        <section key={month}>
          <h2>{month}</h2>
          {inMonth.map((entry) => (
            <Details
              key={entry.key}
              id={`entry-${entry.key.replaceAll(/[^\w-]/g, '-')}`}
              summary={`${when(entry, rollout.plan.timeZone)}: ${sentence(lineOf(entry.key, entry.play))} ${whom(entry)}`}
              open={open}
            >
              {entry.held && (
                <p class="note">Its day is past when the move is started: you send it or skip it.</p>
              )}
              {crowded.has(entry.day.toString()) && <p class="note">A day on which much lands.</p>}
              <Words said={words.get(entry.key)} />
            </Details>
          ))}
        </section>
      ))}
    </Shell>
  );
}

function answer({ silentMember, tooMuch, rollout }: Played, entries: Entry[]): string {
  const [first] = entries;
  const last = entries.at(-1);
  if (!first || !last) return 'Nothing would be said.';
  const weeks = Math.ceil(first.day.until(last.day).days / 7);
  const much =
    tooMuch.length === 0 ? 'Never too much at once.' : `On ${tooMuch.length} days much lands at once.`;
  return `${entries.length} things are said over ${weeks} weeks, hours in ${rollout.plan.timeZone}. A silent member gets ${silentMember.length} messages. ${much}`;
}

/** Entries by their month, in the order of the calendar. */
function months(entries: Entry[]): [string, Entry[]][] {
  const found = new Map<string, Entry[]>();
  for (const entry of entries) {
    const month = entry.day.toLocaleString('en-GB', { month: 'long', year: 'numeric' });
    found.set(month, [...(found.get(month) ?? []), entry]);
  }
  return [...found];
}

function when({ at }: Entry, timeZone: string): string {
  const hour = at.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' });
  return `${spokenDay(localDay(at, timeZone))}, ${hour}`;
}

function whom({ people, to, posts }: Entry): string {
  const places = {
    old: 'as a post in the old places',
    new: 'as a post in the new places',
    both: 'as a post in all places',
  };
  return [people > 0 ? `To ${count(people)}` : posts ? '' : `To ${to}`, posts && places[posts]]
    .filter(Boolean)
    .join(', ')
    .replace(/^as/, 'As')
    .concat('.');
}

function Words({ said }: { said: Said | undefined }): VNode {
  if (!said) return <p class="aside">Its words come with its day: it speaks of what nobody knows yet.</p>;
  return (
    <>
      {said.letter && <Letter letter={said.letter} />}
      {said.posts.map(({ place, text }) => (
        <div key={place}>
          <p class="aside">Posted in {place}:</p>
          <p class="note">{text}</p>
        </div>
      ))}
    </>
  );
}

/** What a mail shows of these words, where a community must be careful: the lead checks just that here. */
function HowCareful({ care, language }: Pick<Played, 'care' | 'language'>): VNode | null {
  if (care === 'open') return null;
  const { neutralSubject, neutralOpening } = mailWords(speak(language));
  return (
    <p class="note">
      Your community is {care}.{' '}
      {care === 'protective'
        ? `Each mail says only “${neutralSubject}” and “${neutralOpening}” The words below are read on the member’s own page.`
        : `The list of an inbox shows only “${neutralSubject}” and “${neutralOpening}” The words below are read inside.`}
    </p>
  );
}

const Letter = ({ letter }: { letter: NonNullable<Said['letter']> }): VNode => (
  <div class="note stack" lang={letter.language}>
    <p>
      <strong>{letter.subject}</strong>
    </p>
    {letter.lines.map((line) => (
      <p key={line}>{line}</p>
    ))}
  </div>
);

/** Everything that one imaginary member reads who has an e-mail address and never answers. */
export function RehearsalMailboxPage({ played }: { played: Played }): VNode {
  const { rollout, silentMember, words, language } = played;
  const calendar = leadPath(rollout.id, 'rehearsal');
  const [first] = silentMember;
  const last = silentMember.at(-1);
  return (
    <Shell title="One member’s mailbox" within={rollout.name} nav={pagesOf(rollout.id, 'plan')}>
      <h1>{SILENT}’s mailbox</h1>
      <p class="answer">
        {SILENT} is imaginary, has an e-mail address and never answers. In all {SILENT} gets{' '}
        {silentMember.length === 1 ? '1 message' : `${silentMember.length} messages`}.
      </p>
      <p>
        {first && last && `From ${dated(first.day)} to ${dated(last.day)}. `}
        Whoever answers, arrives or says no gets fewer. Back to{' '}
        <a href={`${calendar}?language=${language}`}>the calendar</a>.
      </p>
      <HowCareful {...played} />
      <InLanguage language={language} at={(other) => `${calendar}/mailbox?language=${other}`} />
      {silentMember.map(({ key, day }) => {
        const letter = words.get(key)?.letter;
        return (
          <section key={key}>
            <h2>{spokenDay(day)}</h2>
            {letter ? <Letter letter={letter} /> : <p class="note">{whatOf(key)}</p>}
          </section>
        );
      })}
    </Shell>
  );
}

const sentence = (what: string): string => `${capital(what)}${/[.?!]$/.test(what) ? '' : '.'}`;
const dated = (day: Temporal.PlainDate): string => `${spokenDay(day)} ${day.year}`;
const count = (n: number): string => (n === 1 ? '1 person' : `${n.toLocaleString('en')} people`);

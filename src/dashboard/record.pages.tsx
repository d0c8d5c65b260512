import type { VNode } from 'preact';
import { Empty } from '../kernel/ui/notes.js';
import { Paging } from '../kernel/ui/paging.js';
import { Standstill } from '../rollout/standstill.pages.js';
import { Shell } from '../kernel/ui/shell.js';
import { Table } from '../kernel/ui/table.js';
import { spokenMoment } from '../rollout/calendar.words.js';
import { linkCell } from '../kernel/ui/cells.js';
import { fates, fateWords } from '../notices/fates.rules.js';
import { hideFew, inWords } from '../privacy/few.rules.js';
import { leadPath, messagePath, occurrencePath, pagesOf, pagesOfViewers, work } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { MessageRow, Readers, RecordRow, RecordState } from './record.queries.js';

export interface RecordProps {
  rollout: Rollout;
  rows: RecordRow[];
  only: RecordState | undefined;
  page: number;
  /** Of all there is, whatever is shown. */
  counts: Record<RecordState, number>;
}

export function RecordPage({ rollout, rows, only, page, counts }: RecordProps): VNode {
  const zone = rollout.plan.timeZone;
  const all = only ? counts[only] : counts.done + counts.held + counts.skipped;
  return (
    <Shell title="Record" within={rollout.name} nav={pagesOf(rollout.id, 'record')}>
      <h1>Record</h1>
      <p class="answer">
        {only
          ? `${all === 0 ? 'Nothing' : all === 1 ? '1 thing' : `${all.toLocaleString('en')} things`} ${verbs[only][all === 1 || all === 0 ? 0 : 1]}.`
          : `${counts.done.toLocaleString('en')} done, ${counts.held} held, ${counts.skipped} skipped.`}
      </p>
      <p>
        Show: {only ? <a href="?">everything</a> : <strong>everything</strong>},{' '}
        {only === 'held' ? <strong>what is held</strong> : <a href="?state=held">what is held</a>},{' '}
        {only === 'skipped' ? (
          <strong>what was skipped</strong>
        ) : (
          <a href="?state=skipped">what was skipped</a>
        )}
        .
      </p>
      {rows.length === 0 ? (
        <Empty
          what="Nothing to show."
          why="What Changeover did, held or skipped will stand here, with the reason."
        />
      ) : (
        <Table
          caption="Newest first"
          rows={rows}
          columns={[
            {
              label: 'What',
              cell: (row) => entry(rollout.id, row),
            },
            { label: 'State', cell: ({ state }) => state },
            { label: 'Due', cell: ({ dueAt }) => spokenMoment(dueAt, zone) },
            { label: 'Done', cell: ({ doneAt }) => (doneAt ? spokenMoment(doneAt, zone) : '') },
            { label: 'Reason', cell: ({ reason, decidedBy }) => why(reason, decidedBy) },
          ]}
        />
      )}
      <Paging page={page} all={all} at={(n) => `?${only ? `state=${only}&` : ''}page=${n}`} />
    </Shell>
  );
}

/** Of one, of several. */
const verbs: Record<RecordState, readonly [string, string]> = {
  done: ['was done', 'were done'],
  held: ['is held', 'are held'],
  skipped: ['was skipped', 'were skipped'],
};

const why = (reason: string | null, by: string | null): string =>
  [reason, by === null ? null : `by ${by === 'changeover' ? 'Changeover' : by}`].filter(Boolean).join(', ');

export interface MessagesProps {
  rollout: Rollout;
  rows: MessageRow[];
  to: Readers;
  /** Sees who leads, names and lists; else numbers only. */
  lead: boolean;
  page: number;
  all: number;
}

export function MessagesPage({ rollout, rows, to, lead, page, all }: MessagesProps): VNode {
  const nav = lead ? pagesOf(rollout.id, 'messages') : pagesOfViewers(rollout.id, 'messages');
  return (
    <Shell title="Messages" within={rollout.name} nav={nav}>
      <h1>Messages</h1>
      <Standstill zone={rollout.plan.timeZone} />
      <p class="answer">
        {all === 0
          ? `Nothing was said to ${readerWords[to]} yet.`
          : `${all.toLocaleString('en')} ${all === 1 ? 'message' : 'messages'} to ${readerWords[to]}. Open one to see whom it reached.`}
      </p>
      {lead && (
        <>
          <p>
            Show: {to === 'members' ? <strong>to members</strong> : <a href="?">to members</a>},{' '}
            {to === 'team' ? <strong>to who leads</strong> : <a href="?to=team">to who leads</a>}.
          </p>
          <p>
            <a href={leadPath(rollout.id, 'by-hand')}>Who is told in person</a> ·{' '}
            <a href={`/rollouts/${rollout.id}/posts`}>What is posted</a> ·{' '}
            <a href={leadPath(rollout.id, 'proof')}>{work.proof}</a> ·{' '}
            <a href={leadPath(rollout.id, 'joining')}>Who asks to join</a> ·{' '}
            <a href="/mailbox">The mailbox</a> · <a href="/false-messages">What is reported as false</a>
          </p>
        </>
      )}
      {rows.length > 0 && (
        <Table
          caption="Newest first"
          rows={rows}
          columns={[
            { label: 'What', cell: (row) => linkCell(messagePath(rollout.id, row.key), named(row)) },
            { label: 'Said', cell: ({ at }) => spokenMoment(at, rollout.plan.timeZone) },
            { label: 'What became of it', cell: (row) => fatesCell(row, !lead) },
          ]}
        />
      )}
      <Paging page={page} all={all} at={(n) => `?${to === 'team' ? 'to=team&' : ''}page=${n}`} />
    </Shell>
  );
}

/** What must be looked at first; a post goes to a place and not to people. */
function fatesCell(row: MessageRow, hidden: boolean): VNode {
  const found = fates.filter((fate) => row.counts[fate]);
  const people = found.map((fate) => row.counts[fate]!);
  const shown = hidden ? hideFew(people) : people;
  return (
    <div>
      {found.map((fate, i) => (
        <div key={fate}>
          {fateWords[fate].label}: {inWords(shown[i] ?? null)}
        </div>
      ))}
      {row.posts > 0 && (
        <div>
          Posted in {row.posted} of {row.posts} {row.posts === 1 ? 'place' : 'places'}
        </div>
      )}
      {found.length === 0 && row.posts === 0 && <div>It concerned nobody.</div>}
    </div>
  );
}

const readerWords: Record<Readers, string> = { members: 'members', team: 'the people who lead' };

const named = ({ what, step }: { what: string; step: string }): string => (step ? `${what} (${step})` : what);

const entry = (rolloutId: string, row: RecordRow): VNode => (
  <a href={occurrencePath(rolloutId, row.key)}>{named(row)}</a>
);

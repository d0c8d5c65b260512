import type { VNode } from 'preact';
import { Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { Table } from '../kernel/ui/table.js';
import { spokenMoment } from '../rollout/calendar.words.js';
import { leadPath, occurrencePath, pagesOf } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { MessageRow, Readers, RecordRow } from './record.queries.js';

export function RecordPage(props: { rollout: Rollout; rows: RecordRow[]; only: string | undefined }): VNode {
  const { rollout, rows, only } = props;
  const zone = rollout.plan.timeZone;
  const count = (state: string): number => rows.filter((row) => row.state === state).length;
  return (
    <Shell title="Record" within={rollout.name} nav={pagesOf(rollout.id, 'record')}>
      <h1>Record</h1>
      <p class="answer">
        {only === 'held'
          ? `${rows.length === 0 ? 'Nothing is' : rows.length === 1 ? '1 thing is' : `${rows.length} things are`} held.`
          : `${count('done')} done, ${count('held')} held, ${count('skipped')} skipped.`}
      </p>
      <p>
        Show: <a href="?">everything</a>, <a href="?state=held">what is held</a>,{' '}
        <a href="?state=skipped">what was skipped</a>.
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
    </Shell>
  );
}

const why = (reason: string | null, by: string | null): string =>
  [reason, by === null ? null : `by ${by === 'changeover' ? 'Changeover' : by}`].filter(Boolean).join(', ');

const inOrder = ['accepted', 'told', 'posted', 'to tell', 'queued', 'sending', 'held', 'bounced', 'failed'];

export function MessagesPage(props: { rollout: Rollout; rows: MessageRow[]; to: Readers }): VNode {
  const { rollout, rows, to } = props;
  return (
    <Shell title="Messages" within={rollout.name} nav={pagesOf(rollout.id, 'messages')}>
      <h1>Messages</h1>
      <p class="answer">
        {rows.length === 0
          ? `Nothing was said to ${readerWords[to]} yet.`
          : `${rows.length} ${rows.length === 1 ? 'message' : 'messages'} to ${readerWords[to]}. “Accepted” means that a mail server took it, not that somebody read it.`}
      </p>
      <p>
        Show: {to === 'members' ? <strong>to members</strong> : <a href="?">to members</a>},{' '}
        {to === 'team' ? <strong>to who leads</strong> : <a href="?to=team">to who leads</a>}.
      </p>
      <p>
        <a href={leadPath(rollout.id, 'by-hand')}>Who is told in person</a> ·{' '}
        <a href={`/rollouts/${rollout.id}/posts`}>What is posted</a> ·{' '}
        <a href={leadPath(rollout.id, 'joining')}>Who asks to join</a> · <a href="/mailbox">The mailbox</a>
      </p>
      {rows.length > 0 && (
        <Table
          caption="Newest first"
          rows={rows}
          columns={[
            { label: 'What', cell: named },
            { label: 'Said', cell: ({ at }) => spokenMoment(at, rollout.plan.timeZone) },
            { label: 'People', cell: ({ counts }) => sum(counts), number: true },
            { label: 'What became of it', cell: ({ counts }) => inWords(counts) },
          ]}
        />
      )}
    </Shell>
  );
}

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((a, b) => a + b, 0);

const place = (state: string): number => (inOrder.indexOf(state) + inOrder.length) % inOrder.length;

const inWords = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .toSorted(([a], [b]) => place(a) - place(b))
    .map(([state, n]) => `${n} ${state}`)
    .join(', ');

const readerWords: Record<Readers, string> = { members: 'members', team: 'the people who lead' };

const named = ({ what, step }: { what: string; step: string }): string => (step ? `${what} (${step})` : what);

const entry = (rolloutId: string, row: RecordRow): VNode => (
  <a href={occurrencePath(rolloutId, row.key)}>{named(row)}</a>
);

import type { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import { Button } from '../kernel/ui/forms.js';
import { Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { Table } from '../kernel/ui/table.js';
import type { Verdict } from './audit-chain.js';
import type { ShownAct } from './audit.queries.js';
import { auditGroups, type AuditGroup } from './audit.words.js';
import { dayInWords } from './day.words.js';
import { homeNav } from './home-nav.js';

export interface AuditProps {
  acts: ShownAct[];
  more: boolean;
  timeZone: string;
  about: AuditGroup | undefined;
  who: string | undefined;
  before: number | undefined;
  actors: { id: string; name: string }[];
  verdict: Verdict;
}

export function AuditPage(props: AuditProps): VNode {
  const { acts, more, timeZone, verdict, about, who, before } = props;
  const filtered = about !== undefined || who !== undefined;
  return (
    <Shell title="Who did what" nav={homeNav('/audit')}>
      <h1>Who did what</h1>
      <p class="answer">{verdictInWords(verdict)}</p>
      <p>
        Each act carries a mark of the one before: to change one, or to take one out between others, is seen.
      </p>
      <Filter {...props} />
      {acts.length === 0 ? (
        <Empty
          what="Nothing to show."
          why={
            filtered || before ? 'No act fits what you chose.' : 'What people decide here will stand here.'
          }
          {...(filtered && { act: { href: '/audit', label: 'Show everything' } })}
        />
      ) : (
        <Table
          caption={filtered ? 'What fits, newest first' : 'Newest first'}
          rows={acts}
          columns={[
            { label: 'What', cell: ({ what, whom }) => (whom ? `${what} (${whom})` : what) },
            { label: 'Who', cell: ({ who: name }) => name },
            { label: 'When', cell: ({ at }) => momentInWords(at, timeZone) },
            { label: 'Reason', cell: ({ reason }) => reason ?? '' },
            { label: 'Number', cell: ({ number }) => number, number: true },
          ]}
        />
      )}
      <p>
        {before !== undefined && <a href={address(props, undefined)}>Newest</a>}{' '}
        {more && <a href={address(props, acts.at(-1)!.number)}>Older</a>}
      </p>
      <p class="hint">Times are those of {timeZone}.</p>
    </Shell>
  );
}

function Filter({ about, who, actors }: AuditProps): VNode {
  return (
    <form method="get" action="/audit">
      <div class="field">
        <label for="about">About</label>
        <select id="about" name="about">
          <option value="">Everything</option>
          {Object.entries(auditGroups).map(([key, { label }]) => (
            <option key={key} value={key} selected={key === about}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="who">Who</label>
        <select id="who" name="who">
          <option value="">Everybody</option>
          {[...actors, ...others].map(({ id, name }) => (
            <option key={id} value={id} selected={id === who}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <Button quiet>Show these</Button>
    </form>
  );
}

const others = [
  { id: 'self', name: 'Members, for themselves' },
  { id: 'changeover', name: 'Changeover' },
];

function address({ about, who }: AuditProps, before: number | undefined): string {
  const query = new URLSearchParams({
    ...(about && { about }),
    ...(who && { who }),
    ...(before !== undefined && { before: String(before) }),
  });
  return query.size === 0 ? '/audit' : `/audit?${query.toString()}`;
}

function verdictInWords({ entries, brokenAt }: Verdict): string {
  if (brokenAt !== undefined)
    return `The record is broken at act ${brokenAt}: somebody changed the database. Tell whoever hosts this page.`;
  if (entries === 0) return 'Nothing was done yet.';
  return entries === 1
    ? 'The record holds: 1 act.'
    : `The record holds: ${entries.toLocaleString('en')} acts, each fits the one before.`;
}

function momentInWords(at: Temporal.Instant, timeZone: string): string {
  const there = at.toZonedDateTimeISO(timeZone);
  return `${dayInWords(there.toPlainDate())}, ${there.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

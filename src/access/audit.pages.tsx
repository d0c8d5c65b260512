import type { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import { Button, Field } from '../kernel/ui/forms.js';
import { Banner, Details, Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { Table } from '../kernel/ui/table.js';
import type { AnchorVerdict, Looked } from './audit-record.js';
import { anchorInWords, verdictInWords } from './audit-verdict.words.js';
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
  verdict: Looked;
  /** To keep outside. */
  mark: string | undefined;
  compared?: { typed: string; number: number; verdict: AnchorVerdict };
}

export function AuditPage(props: AuditProps): VNode {
  const { acts, more, timeZone, verdict, about, who, before } = props;
  const { wholeAt } = verdict;
  const filtered = about !== undefined || who !== undefined;
  return (
    <Shell title="Who did what" nav={homeNav('/audit')}>
      <h1>Who did what</h1>
      <p class="answer">{verdictInWords(verdict)}</p>
      <p>
        Each act carries a mark of the one before, and the last one is sealed: to change an act, or to take
        one out, is seen.
        {wholeAt &&
          ` All acts were followed on ${momentInWords(wholeAt, timeZone)}; what came since, just now.`}
      </p>
      <Marks {...props} />
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
      <p>
        The record holds numbers in place of names. <a href="/kept">What data is kept</a> says what else there
        is.
      </p>
      <p class="hint">Times are those of {timeZone}.</p>
    </Shell>
  );
}

/** What the seal cannot see, somebody with the key and the database, a mark on paper does. */
function Marks({ mark, compared, timeZone }: AuditProps): VNode {
  return (
    <>
      {compared && (
        <Banner kind={compared.verdict.is === 'holds' ? 'plain' : 'late'}>
          <p>{anchorInWords(compared.verdict, compared.number, timeZone)}</p>
        </Banner>
      )}
      <Details id="marks" summary="A mark to keep, or to compare with" open={compared !== undefined}>
        {mark && (
          <>
            <p>This is the mark of the newest act. Write it down, or print it, and keep it elsewhere:</p>
            <p>
              <code>{mark}</code>
            </p>
            <p>The weekly letter to leads carries one too. It names nobody and opens nothing.</p>
          </>
        )}
        <form method="get" action="/audit">
          <Field
            name="mark"
            label="A mark that you kept"
            hint="We look whether its act is still there, unchanged."
            autocomplete="off"
            form={{ values: { mark: compared?.typed }, reasons: [] }}
          />
          <Button quiet>Compare</Button>
        </form>
      </Details>
    </>
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
  { id: 'self', name: 'Members, on their own pages' },
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

function momentInWords(at: Temporal.Instant, timeZone: string): string {
  const there = at.toZonedDateTimeISO(timeZone);
  return `${dayInWords(there.toPlainDate())}, ${there.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

import type { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import { homeNav } from '../access/home-nav.js';
import { english } from '../kernel/language/say.js';
import { Shell } from '../kernel/ui/shell.js';
import { Table } from '../kernel/ui/table.js';
import { groupBy } from '../notices/group.rules.js';
import type { KeptKind } from '../privacy/kept.service.js';

export interface KeptPageProps {
  kinds: KeptKind[];
  /** Tables in which nothing is about one person. */
  elsewhere: number;
  at: Temporal.Instant;
  timeZone: string;
}

/** Every kind of data with its reason, its readers, its end, and how much of it there is. Made from what is declared. */
export function KeptPage({ kinds, elsewhere, at, timeZone }: KeptPageProps): VNode {
  const rows = kinds.reduce((sum, kind) => sum + (kind.rows ?? 0), 0);
  const empty = kinds.filter((kind) => kind.rows === 0).length;
  return (
    <Shell title="What data is kept" nav={homeNav()}>
      <h1>What data is kept</h1>
      <p class="answer">
        {kinds.length} kinds of data about people, {english.number(rows)} rows in all. {empty} of the kinds
        are empty now.
      </p>
      <p>
        Counted on {english.moment(at, timeZone)}. The words are those that each member reads on their own
        page. What they are shown, and take along, is made of the same list.
      </p>
      <h2>About members</h2>
      <ByEnd kinds={kinds.filter(({ ofMembers }) => ofMembers)} />
      <h2>About who does the work, and for everybody</h2>
      <ByEnd kinds={kinds.filter(({ ofMembers }) => !ofMembers)} />
      <p>
        {elsewhere} more tables hold numbers, settings and texts for everybody. Nothing in them is about one
        person.
      </p>
      <p>
        How it is protected follows from <a href="/care">how careful you must be</a>. Who did what stands in{' '}
        <a href="/audit">the record</a>.
      </p>
    </Shell>
  );
}

/** A table for each day on which data goes: many kinds go together. */
const ByEnd = ({ kinds }: { kinds: KeptKind[] }): VNode => (
  <>
    {Array.from(
      groupBy(kinds, ({ until }) => until),
      ([until, those]) => (
        <Table
          key={until}
          caption={`Kept ${until}`}
          even
          rows={those}
          columns={[
            { label: 'What', cell: ({ what }) => capital(what) },
            { label: 'Why', cell: ({ why }) => capital(why) },
            { label: 'Who sees it', cell: ({ who }) => capital(who) },
            {
              label: 'Rows now',
              number: true,
              cell: ({ rows }) => (rows === null ? 'not counted' : english.number(rows)),
            },
          ]}
        />
      ),
    )}
  </>
);

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

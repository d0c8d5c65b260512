import type { VNode } from 'preact';
import { localDay } from '../kernel/local-day.js';
import { moment } from '../kernel/database/columns.js';
import { linkCell } from '../kernel/ui/cells.js';
import { Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { Table } from '../kernel/ui/table.js';
import { fateWords, reasonWords } from '../notices/fates.rules.js';
import { DELIVERIES_A_PAGE, type DeliveryRow } from '../notices/ledger.queries.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { gradeWords } from '../rollout/grade.words.js';
import { leadPath, messagePath, pagesOf, provenPath, work } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { titleOf } from '../rollout/step-words.js';
import { MISSING_A_PAGE, type MissingPerson } from './missing.queries.js';
import { kinds, kindWords, whatCanBeDone, whyMissing, type Kind } from './missing.rules.js';
import { personPath } from './open-names.pages.js';
import { missingPath, RECORD } from './proof.pages.js';
import type { Said } from './proof.service.js';

/** One message name by name: how sure we are, since when, and by whom. */
export function ProvenPage(props: {
  said: Said;
  rows: DeliveryRow[];
  only: 'all' | 'proven' | 'not';
}): VNode {
  const { said, rows, only } = props;
  const { rollout, key } = said;
  const title = `Proof: ${titleOf(key, said.play)}`;
  const path = provenPath(rollout.id, key);
  const views = { all: 'everybody', proven: 'who is proven told', not: 'who is not' } as const;
  return (
    <Shell title={title} within={rollout.name} nav={pagesOf(rollout.id)}>
      <h1>{title}</h1>
      <p class="answer">{RECORD} It never says that somebody read it.</p>
      <p>
        Show:{' '}
        {Object.entries(views).map(([view, words], i) => [
          i > 0 && ', ',
          view === only ? (
            words
          ) : (
            <a key={view} href={`${path}?only=${view}`}>
              {words}
            </a>
          ),
        ])}
        .
      </p>
      {rows.length === 0 ? (
        <Empty what="Nobody stands here." why="Nobody is left of those whom you asked for." />
      ) : (
        <Table
          caption="In the order in which the record keeps them"
          rows={rows}
          columns={[
            { label: 'Who', cell: nameCell },
            { label: 'How sure', cell: ({ grade }) => (grade ? gradeWords[grade].label : 'Not proven') },
            { label: 'On', cell: (row) => dayOf(row, rollout.plan.timeZone) },
            { label: 'What became of it', cell: became },
          ]}
        />
      )}
      {rows.length === DELIVERIES_A_PAGE && (
        <p>
          <a href={`${path}?only=${only}&after=${rows.at(-1)!.id}`}>The next {DELIVERIES_A_PAGE}</a>
        </p>
      )}
      <p>
        <a href={`${path}/people.csv`}>All of them as a file (CSV)</a> ·{' '}
        <a href={messagePath(rollout.id, key)}>The message itself</a> ·{' '}
        <a href={leadPath(rollout.id, 'proof')}>{work.proof}</a>
      </p>
    </Shell>
  );
}

const nameCell = ({ memberId, name }: DeliveryRow): VNode | string =>
  memberId && name ? linkCell(`/roster/people/${memberId}`, name) : (name ?? 'Somebody who was deleted');

/** The day of what proves it; none where nothing does. */
function dayOf({ grade, confirmedAt, toldAt, acceptedAt }: DeliveryRow, zone: string): string {
  const days = { confirmed: confirmedAt, told: toldAt, accepted: acceptedAt, 'posted only': null };
  const at = grade && days[grade];
  return at ? spokenDay(localDay(moment(at), zone)) : '';
}

function became({ fate, reason, toldBy, toldHow }: DeliveryRow): string {
  if (toldHow) return `${fateWords.told.label}, by ${toldBy ?? 'somebody'}`;
  return `${fateWords[fate].label}${reason ? `: ${reasonWords(reason)}` : ''}`;
}

/** Who is not proven told of the closing day: why, what can be done, and where. */
export function MissingPage(props: {
  rollout: Rollout;
  /** A closing day is. */
  announced: boolean;
  people: MissingPerson[];
  kind: Kind;
}): VNode {
  const { rollout, announced, people, kind } = props;
  const title = 'Who is not proven told';
  return (
    <Shell title={title} within={rollout.name} nav={pagesOf(rollout.id)}>
      <h1>{title}</h1>
      <p class="answer">{RECORD}</p>
      <p>
        Show:{' '}
        {kinds.map((one, i) => [
          i > 0 && ', ',
          one === kind ? (
            kindWords[one]
          ) : (
            <a key={one} href={missingPath(rollout.id, one)}>
              {kindWords[one]}
            </a>
          ),
        ])}
        .
      </p>
      {people.length === 0 ? (
        <Empty
          what={announced ? 'Nobody stands here.' : 'Names will stand here.'}
          why={announced ? 'Nobody is missing of this kind.' : 'No closing day is announced yet.'}
        />
      ) : (
        <Table
          caption={kindWords[kind]}
          rows={people}
          columns={[
            {
              label: 'Who',
              cell: ({ participationId, name }) => linkCell(personPath(rollout.id, participationId), name),
            },
            { label: 'Why', cell: whyMissing },
            { label: 'What can be done', cell: whatCanBeDone },
          ]}
        />
      )}
      {people.length === MISSING_A_PAGE && (
        <p>
          <a href={`${missingPath(rollout.id, kind)}&after=${people.at(-1)!.participationId}`}>
            The next {MISSING_A_PAGE}
          </a>
        </p>
      )}
      <p>
        <a href={leadPath(rollout.id, 'open-names')}>Settle the open names</a> ·{' '}
        <a href={leadPath(rollout.id, 'by-hand')}>{work['by-hand']}</a> ·{' '}
        <a href={leadPath(rollout.id, 'proof')}>{work.proof}</a>
      </p>
    </Shell>
  );
}

import type { VNode } from 'preact';
import { localDay } from '../kernel/local-day.js';
import { moment } from '../kernel/database/columns.js';
import { linkCell } from '../kernel/ui/cells.js';
import { Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { Table } from '../kernel/ui/table.js';
import { NOTICES_A_PAGE, type NoticeProof } from '../notices/proof.queries.js';
import { grades } from '../notices/words.js';
import { inPeople } from '../rollout/agenda.pages.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { gradeSentences, gradeWords, NONE, ONCE_EACH, ungraded } from '../rollout/grade.words.js';
import { leadPath, messagePath, pagesOf, provenPath, work } from '../rollout/lead-nav.js';
import { titleOf } from '../rollout/step-words.js';
import { kindWords, type Kind } from './missing.rules.js';
import { Temporal } from 'temporal-polyfill';
import type { ProofView } from './proof.service.js';

export const RECORD = 'A record of what we did, not legal advice.';

export const missingPath = (rolloutId: string, kind: Kind): string =>
  `${leadPath(rolloutId, 'proof')}/missing?kind=${kind}`;

/** What we did to tell people: each message with its four grades, and who is not proven told of the closing day. */
export function ProofPage({ view, from }: { view: ProofView; from: number }): VNode {
  const { rollout, notices } = view;
  const path = leadPath(rollout.id, 'proof');
  const shown = notices.slice(0, NOTICES_A_PAGE);
  return (
    <Shell title={work.proof} within={rollout.name} nav={pagesOf(rollout.id)}>
      <h1>{work.proof}</h1>
      <p class="answer">{answer(view)}</p>
      <p>{RECORD}</p>
      <Closing view={view} />
      <section>
        <h2>Each message</h2>
        {shown.length === 0 ? (
          <Empty what="Messages will stand here." why="Nothing was said to members yet." />
        ) : (
          <>
            <ul class="aside">
              {gradeSentences.map(({ grade, words }) => (
                <li key={grade}>{words}.</li>
              ))}
              <li>{ONCE_EACH}</li>
            </ul>
            <Table
              caption={from === 0 ? 'Newest first, in people' : `From the ${from + 1}th on, in people`}
              rows={shown}
              columns={[
                { label: 'What', cell: (one) => what(rollout.id, one) },
                {
                  label: 'Said',
                  cell: ({ createdAt }) => spokenDay(localDay(moment(createdAt), rollout.plan.timeZone)),
                },
                { label: 'To', cell: ({ people }) => people.toLocaleString('en'), number: true },
                ...grades.map((grade) => ({
                  label: gradeWords[grade].label,
                  cell: (one: NoticeProof) => one.grades[grade].toLocaleString('en'),
                  number: true,
                })),
                { label: NONE, cell: (one) => ungraded(one).toLocaleString('en'), number: true },
                { label: 'Posts', cell: ({ posts, posted }) => (posts === 0 ? '' : `${posted} of ${posts}`) },
              ]}
            />
          </>
        )}
        {notices.length > NOTICES_A_PAGE && (
          <p>
            <a href={`${path}?from=${from + NOTICES_A_PAGE}`}>Older messages</a>
          </p>
        )}
      </section>
      <section>
        <h2>To take along</h2>
        <p>Files with names are for leads only. Delete them once they are not needed.</p>
        <ul>
          <li>
            <a href={`/rollouts/${rollout.id}/reports/proof.csv`}>Each message, in figures (CSV)</a>
          </li>
          {view.transition.proof && (
            <li>
              <a href={`${path}/missing.csv`}>Who is not proven told, by name (CSV)</a>
            </li>
          )}
          <li>One message name by name: open it above.</li>
        </ul>
      </section>
    </Shell>
  );
}

function what(rolloutId: string, { key, play, people }: NoticeProof): VNode {
  return linkCell((people === 0 ? messagePath : provenPath)(rolloutId, key), titleOf(key, play));
}

function answer({ transition: { state, on, proof }, postDays }: ProofView): string {
  const counted = proof?.knownOnlyByCount ?? 0;
  const first =
    counted > 0
      ? `About ${counted} people are known only by a head count. Posts on ${postDays} different days were for them, and prove nothing about one person. `
      : '';
  if (!proof || on === null)
    return `${first}No closing day is announced yet. Below stands what was said until now.`;
  const day = spokenDay(Temporal.PlainDate.from(on));
  const held = state === 'held' ? ' That day is held.' : '';
  return `${first}${proof.proven} of ${inPeople(proof.roster)} are proven told that the old place closes on ${day}.${held}`;
}

/** Each person of the roster counted once. */
function Closing({ view: { rollout, transition } }: { view: ProofView }): VNode | null {
  if (!transition.proof) return null;
  const { proven, roster, open, exceptions, declined } = transition.proof;
  const counts: Record<Kind, number> = { open, exception: exceptions, declined };
  return (
    <section>
      <h2>The closing day</h2>
      <dl class="facts">
        <dt>Proven told</dt>
        <dd>
          {proven} of {roster}
        </dd>
        {(['open', 'exception', 'declined'] as const).map((kind) => [
          <dt key={`${kind} what`}>{kindWords[kind]}</dt>,
          <dd key={kind}>
            {counts[kind] === 0 ? (
              'nobody'
            ) : (
              <a href={missingPath(rollout.id, kind)}>{inPeople(counts[kind])}</a>
            )}
          </dd>,
        ])}
      </dl>
    </section>
  );
}

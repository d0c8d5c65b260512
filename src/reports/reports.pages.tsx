import type { VNode } from 'preact';
import type { Temporal } from 'temporal-polyfill';
import type { Point } from '../adoption/adoption.queries.js';
import { percent } from '../adoption/band.rules.js';
import type { Forecast } from '../adoption/forecast.rules.js';
import { fewest } from '../privacy/few.rules.js';
import { AdoptionView } from '../dashboard/adoption-view.pages.js';
import { nextGoalWords } from '../dashboard/forecast.words.js';
import { linkCell } from '../kernel/ui/cells.js';
import { Details, Empty } from '../kernel/ui/notes.js';
import { Shell, type NavItem } from '../kernel/ui/shell.js';
import { Table } from '../kernel/ui/table.js';
import { grades, type Grade } from '../notices/words.js';
import { spokenDate, spokenDay } from '../rollout/calendar.words.js';
import { leadPath, work } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { SurveyName } from '../surveys/survey.entity.js';
import { inWords } from '../privacy/few.rules.js';
import type { RoundRow, SaidRow, StuckRow } from './reports.queries.js';

export interface ReportsProps {
  rollout: Rollout;
  nav: NavItem[];
  today: Temporal.PlainDate;
  /** What of it is open: the table of adoption, or a round. */
  open: string | undefined;
  adoption: Point[];
  /** Whoever reads it leads, and sees names elsewhere. */
  leads: boolean;
  /** For leads. */
  forecast: Forecast | null;
  said: SaidRow[];
  rounds: RoundRow[];
  stuck: StuckRow[];
}

/** Figures to read and to take along: counts only, with day, denominator and what they mean. Nobody's name is here. */
export function ReportsPage(props: ReportsProps): VNode {
  const { rollout, nav, today, adoption, said, rounds, stuck } = props;
  const here = `/rollouts/${rollout.id}/reports`;
  return (
    <Shell title="Reports" within={rollout.name} nav={nav}>
      <h1>Reports</h1>
      <p class="answer">{answer(props)}</p>
      <p class="aside">
        As of {spokenDate(today)}. Counts only; of fewer than five people nothing is shown, nor what would
        give them away.
      </p>
      <section class="stack">
        <h2>Adoption</h2>
        <AdoptionView
          here={here}
          series={adoption}
          forecast={props.forecast}
          today={today}
          open={props.open === 'table'}
        />
        <Download href={`${here}/adoption.csv`} what="adoption, a row a day" />
      </section>
      <section class="stack">
        <h2>What was said, and what became of it</h2>
        <Said said={said} />
        {props.leads && (
          <p>
            <a href={leadPath(rollout.id, 'proof')}>{work.proof}</a>: each message, and who is not told yet.
          </p>
        )}
        <Download href={`${here}/said.csv`} what="what was said, a row a purpose" />{' '}
        <Download href={`${here}/proof.csv`} what="how surely people were told, a row a message" />
      </section>
      <section class="stack">
        <h2>What people answered</h2>
        <Rounds rounds={rounds} here={here} opened={props.open} />
        <Download href={`${here}/surveys.csv`} what="answers, a row an answer" />
      </section>
      <section class="stack">
        <h2>Where newcomers got stuck</h2>
        <Stuck stuck={stuck} />
        <Download href={`${here}/stuck.csv`} what="times in which newcomers got stuck" />
      </section>
    </Shell>
  );
}

const Download = ({ href, what }: { href: string; what: string }): VNode => (
  <p>
    <a href={href}>Take along: {what} (CSV)</a>
  </p>
);

function answer({ adoption, forecast, rounds, stuck }: ReportsProps): string {
  const newest = adoption.at(-1);
  const home = !newest
    ? 'Adoption was not measured yet.'
    : newest.low === null || newest.high === null
      ? 'Of nobody do we know that they were active in the old place, so adoption cannot be told.'
      : `On ${spokenDay(newest.day)}, ${percent(newest.low)} to ${percent(newest.high)} of ${newest.baseline.toLocaleString('en')} people were at home in the new place.`;
  const round = rounds.find(({ asked }) => asked >= fewest);
  const asked = round ? ` In the newest closed round ${round.answered} of ${round.asked} answered.` : '';
  const now = stuck.some(({ endedOn }) => endedOn === null) ? ' Newcomers get stuck now.' : '';
  const ahead = nextGoalWords(forecast);
  return `${home}${ahead ? ` ${ahead}` : ''}${asked}${now}`;
}

const purposes: Record<string, string> = {
  essential: 'What everybody must know',
  invitation: 'Invitations',
  survey: 'Questions',
  help: 'Help',
  community: 'News of the community',
};

const gradeWords: Record<Grade, string> = {
  confirmed: 'Confirmed',
  told: 'Told in person',
  accepted: 'Taken by their mail server',
  'posted only': 'On their page only',
};

function Said({ said }: { said: SaidRow[] }): VNode {
  if (said.length === 0)
    return <Empty what="Counts will stand here." why="Nothing was said to members yet." />;
  return (
    <>
      <Table
        caption="By purpose"
        rows={said}
        columns={[
          { label: 'Purpose', cell: ({ purpose }) => purposes[purpose] ?? purpose },
          { label: 'Messages', cell: ({ notices }) => notices.toLocaleString('en'), number: true },
          { label: 'To people', cell: ({ people }) => inWords(people), number: true },
          ...grades.map((grade) => ({
            label: gradeWords[grade],
            cell: (row: SaidRow) => inWords(row.grades[grade]),
            number: true,
          })),
          { label: 'Not proven', cell: ({ notProven }) => inWords(notProven), number: true },
        ]}
      />
      <p class="aside">
        A person counts once for each message, in the surest way. Confirmed: they answered, chose, or said
        that they read it. Taken by their mail server: for three days nothing came back. That is proof of
        delivery, not of reading. These figures are never added up.
      </p>
    </>
  );
}

const surveys: Record<SurveyName, string> = {
  pilot: 'The people who try it first',
  pulse: 'Everybody who has arrived',
  retrospective: 'Looking back',
};

const called = ({ survey, number }: RoundRow): string => `${surveys[survey]}, round ${number}`;
const anchor = ({ survey, number }: RoundRow): string => `${survey}-${number}`;
const turnout = ({ asked, answered }: RoundRow): string =>
  asked < fewest ? 'too few were asked to show' : `${answered} of ${asked} answered`;

/** Rounds that stand on the page, the newest open; all are in the file. */
const shownRounds = 6;

function Rounds(props: { rounds: RoundRow[]; here: string; opened: string | undefined }): VNode {
  const { rounds, here, opened } = props;
  if (rounds.length === 0)
    return <Empty what="Answers will stand here, counted." why="No round is closed yet." />;
  return (
    <>
      <Table
        caption="Newest round first"
        rows={rounds.slice(0, shownRounds)}
        columns={[
          {
            label: 'Round',
            cell: (round) => linkCell(`${here}?open=${anchor(round)}#${anchor(round)}`, called(round)),
          },
          { label: 'Closed', cell: ({ closedOn }) => spokenDay(closedOn) },
          { label: 'Answered', cell: turnout },
        ]}
      />
      {rounds.slice(0, shownRounds).map((round, i) => (
        <Details
          id={anchor(round)}
          key={anchor(round)}
          summary={`${called(round)}: ${turnout(round)}`}
          open={opened === anchor(round) || i === 0}
        >
          <dl class="facts">
            {round.questions.flatMap(({ words, answered, counts, mean }) => [
              <dt key={`${words} dt`}>{words}</dt>,
              <dd key={words}>
                {answered === null || counts.every(({ people }) => people === null || people === 0)
                  ? 'too few to show'
                  : counts.map((one) => `${one.words}: ${inWords(one.people)}`).join('; ')}
                {answered !== null && ` (of ${answered})`}
                {mean !== null && `; ${mean} of 5 on average`}
              </dd>,
            ])}
          </dl>
        </Details>
      ))}
      {rounds.length > shownRounds && <p>Older rounds stand in the file.</p>}
    </>
  );
}

function Stuck({ stuck }: { stuck: StuckRow[] }): VNode {
  return (
    <>
      {stuck.length === 0 ? (
        <p>At no time did too many newcomers get stuck.</p>
      ) : (
        <ul>
          {stuck.map(({ since, endedOn, letGo }) => (
            <li key={since.toString()}>
              From {spokenDay(since)} {endedOn ? `to ${spokenDay(endedOn)}` : 'until now'}
              {letGo && '; a lead let the next wave go'}
            </li>
          ))}
        </ul>
      )}
      <p class="aside">
        Told where, of at least 10 who came in the last 21 days and answered, 30% had not done the first
        things within a week. Or where one thing hindered 20% of them.
      </p>
    </>
  );
}

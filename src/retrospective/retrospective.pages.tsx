import type { VNode } from 'preact';
import { Temporal } from 'temporal-polyfill';
import { Shell } from '../kernel/ui/shell.js';
import { spokenDay } from '../rollout/calendar.words.js';
import type { Scene } from '../rollout/scene.js';
import type { LookBack } from './look-back.js';
import type { Kept } from './retrospective.service.js';

export interface LookingBackProps {
  path: string;
  scene: Scene;
  kept: Kept;
  record: LookBack;
}

/** What was learned and decided, for every member. */
export function LookingBackPage({ path, scene, kept, record }: LookingBackProps): VNode {
  const { proof, confused, help, transition, adoption } = record;
  const last = adoption.at(-1);
  return (
    <Shell
      title="Looking back"
      narrow
      lang="en"
      help={
        <p>
          A person answers your questions: {scene.responsible}, {scene.contact}.
        </p>
      }
    >
      <h1>Looking back at the move</h1>
      <p class="answer">
        {kept.decisions.length === 1
          ? 'One thing was decided.'
          : `${kept.decisions.length} things were decided.`}
        {kept.nextCheckIn && ` We look again on ${spokenDay(kept.nextCheckIn)}.`}
      </p>
      <h2>What was decided</h2>
      <ul>
        {kept.decisions.map((decision) => (
          <li key={decision.id}>
            {decision.text} ({decision.owner}
            {decision.dueOn && `, by ${spokenDay(decision.dueOn)}`})
          </li>
        ))}
      </ul>
      {kept.words && kept.words.split(/\n{2,}/).map((text) => <p key={text}>{text}</p>)}
      <h2>How it went</h2>
      {transition && (
        <p>
          We left {scene.oldPlace} on {spoken(transition.final)}.{' '}
          {transition.timesMoved === 0
            ? 'The day stayed as it was first named.'
            : `It was first to be ${spoken(transition.first)}.`}
        </p>
      )}
      {record.bothKept && <p>Both places are kept, by decision.</p>}
      <p>
        {proof.proven} of {proof.roster} people were told for certain. {count(proof.declined)} chose not to
        come.
      </p>
      {last && <p>{atHome(last)}</p>}
      {record.leftBehind.length > 0 && (
        <>
          <h3>Who is at home there, and who is not yet</h3>
          <p>Groups with fewer than five people are counted together with others, or not shown.</p>
          <ul>
            {record.leftBehind
              .filter(({ by }) => by === 'language' || by === 'place')
              .map((row) => (
                <li key={`${row.by} ${row.group}`}>
                  {row.group}: {row.comfortable} at home there, {row.behind} not yet
                </li>
              ))}
          </ul>
        </>
      )}
      <h3>What confused us</h3>
      <p>
        {confused.blockers + confused.majors + confused.minors} problems were reported; {confused.open} are
        still open. {count(help.asked)} people asked for help, and there were {help.hours} help hours.
      </p>
      {confused.questions.length > 0 && (
        <ul>
          {confused.questions.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ul>
      )}
      <p>
        <a href={path}>Back to my page</a>
      </p>
    </Shell>
  );
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;
/** Under five is too few to be told apart. */
const count = (n: number): string => (n > 0 && n < 5 ? 'fewer than 5' : String(n));
const spoken = (day: string): string => spokenDay(Temporal.PlainDate.from(day));

function atHome({ day, low, high }: LookBack['adoption'][number]): string {
  if (low === null || high === null) return 'How many are at home there could not be counted.';
  return percent(low) === percent(high)
    ? `${percent(low)} of those who were active in the old place are at home there (${spoken(day)}).`
    : `Between ${percent(low)} and ${percent(high)} of those who were active in the old place are at home there (${spoken(day)}).`;
}

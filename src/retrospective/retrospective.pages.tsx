import type { VNode } from 'preact';
import { Temporal } from 'temporal-polyfill';
import type { Say } from '../kernel/language/say.js';
import { Shell } from '../kernel/ui/shell.js';
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
  const { say, responsible, contact } = scene;
  return (
    <Shell
      title={say('Looking back')}
      say={say}
      narrow
      help={
        <p>{say('A person answers your questions: {responsible}, {contact}.', { responsible, contact })}</p>
      }
    >
      <h1>{say('Looking back at the move')}</h1>
      <LookBackText {...{ scene, kept, record }} />
      <p>
        <a href={path}>{say('Back to my page')}</a>
      </p>
    </Shell>
  );
}

/** All of it but its name: leads read it so before they publish it. */
export function LookBackText({ scene, kept, record }: Omit<LookingBackProps, 'path'>): VNode {
  const { say, oldPlace } = scene;
  const { proof, notComing, confused, help, transition, adoption } = record;
  const last = adoption.at(-1);
  const problems = confused.blockers + confused.majors + confused.minors;
  const spoken = (day: string): string => say.day(Temporal.PlainDate.from(day));
  return (
    <>
      <p class="answer">
        {say('{count, plural, =1 {One thing was} other {# things were}} decided.', {
          count: kept.decisions.length,
        })}
        {kept.nextCheckIn && ` ${say('We look again on {day}.', { day: say.day(kept.nextCheckIn) })}`}
      </p>
      <h2>{say('What was decided')}</h2>
      <ul>
        {kept.decisions.map(({ id, text, owner, dueOn }) => (
          <li key={id}>
            {dueOn
              ? // translators: what was decided, who sees to it, by when
                say('{text} ({owner}, by {day})', { text, owner, day: say.day(dueOn) })
              : `${text} (${owner})`}
          </li>
        ))}
      </ul>
      {kept.words && kept.words.split(/\n{2,}/).map((text) => <p key={text}>{text}</p>)}
      <h2>{say('How it went')}</h2>
      {transition && (
        <p>
          {say('We left {oldPlace} on {day}.', { oldPlace, day: spoken(transition.final) })}{' '}
          {transition.timesMoved === 0
            ? say('The day stayed as it was first named.')
            : say('It was first to be {day}.', { day: spoken(transition.first) })}
        </p>
      )}
      {record.bothKept && <p>{say('Both places are kept, by decision.')}</p>}
      <p>
        {say('{proven} of {roster, plural, one {# person was} other {# people were}} told for certain.', {
          proven: proof.proven,
          roster: proof.roster,
        })}{' '}
        {notComing !== undefined &&
          (few(notComing)
            ? say('Fewer than 5 chose not to come.')
            : say('{count, plural, one {# person} other {# people}} chose not to come.', {
                count: notComing,
              }))}
      </p>
      {last && <p>{atHome(say, last)}</p>}
      {record.leftBehind.length > 0 && <LeftBehind say={say} groups={record.leftBehind} />}
      <h3>{say('What confused us')}</h3>
      <p>
        {say('{count, plural, one {# problem was} other {# problems were}} reported.', { count: problems })}{' '}
        {say('{count, plural, one {# is} other {# are}} still open.', { count: confused.open })}{' '}
        {few(help.asked)
          ? say('Fewer than 5 people asked for help.')
          : say('{count, plural, one {# person} other {# people}} asked for help.', {
              count: help.asked,
            })}{' '}
        {say('{count, plural, one {There was # help hour.} other {There were # help hours.}}', {
          count: help.hours,
        })}
      </p>
      {confused.questions.length > 0 && (
        <ul>
          {confused.questions.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function LeftBehind({ say, groups }: { say: Say; groups: LookBack['leftBehind'] }): VNode {
  return (
    <>
      <h3>{say('Who is at home there, and who is not yet')}</h3>
      <p>{say('Groups with fewer than five people are counted together with others, or not shown.')}</p>
      <ul>
        {groups
          .filter(({ by }) => by === 'language' || by === 'place')
          .map(({ by, group, comfortable, behind }) => (
            <li key={`${by} ${group}`}>
              {say('{group}: {comfortable} at home there, {behind} not yet', { group, comfortable, behind })}
            </li>
          ))}
      </ul>
    </>
  );
}

/** Under five is too few to be told apart. */
const few = (n: number): boolean => n > 0 && n < 5;
const percent = (share: number): number => Math.round(share * 100);

function atHome(say: Say, { day, low, high }: LookBack['adoption'][number]): string {
  if (low === null || high === null) return say('How many are at home there could not be counted.');
  const on = say.day(Temporal.PlainDate.from(day));
  return percent(low) === percent(high)
    ? say('{share}% of those who were active in the old place are at home there ({day}).', {
        ...{ share: percent(low), day: on },
      })
    : say('Between {low}% and {high}% of those who were active in the old place are at home there ({day}).', {
        ...{ low: percent(low), high: percent(high), day: on },
      });
}

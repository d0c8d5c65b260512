import type { VNode } from 'preact';
import { ActForm, Button, ErrorSummary, type FormState } from '../kernel/ui/forms.js';
import { Mark } from '../kernel/ui/marks.js';
import { Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { overWords } from '../rollout/end.queries.js';
import { leadPath, pagesOf, phasePath } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { SeatView } from './circle.queries.js';
import type { CircleView } from './circle.view.js';
import { chosenSeen } from './tasks.form.js';

/** Somebody who could be asked, and why. */
export interface Suggested {
  participationId: string;
  name: string;
  why: string[];
}

export interface CircleProps {
  rollout: Rollout;
  circle: CircleView;
  suggested: Suggested[];
  form: FormState;
  /** The move is over: who was asked is read, and nobody is asked or taken out. */
  over: boolean;
}

/** Who tries it first: a suggestion that leads change, confirmed once; then who answered what, and whom to ask instead. */
export function CirclePage({ rollout, circle, suggested, form, over }: CircleProps): VNode {
  const { least, most } = rollout.plan.gates.circle;
  return (
    <Shell
      title="Who tries it first"
      within={rollout.name}
      nav={pagesOf(rollout.id)}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>Who tries it first</h1>
      <p class="answer">{over ? `${overWords(rollout)} ${asked(circle)}` : answer(circle, rollout)}</p>
      {circle.confirmedAt ? (
        <Confirmed {...{ rollout, circle, suggested, form, over }} />
      ) : (
        !over && <Draft {...{ rollout, circle, suggested, form, over }} />
      )}
      <p class="aside">
        {least} to {most} people, as different as the community is: somebody who likes new things, somebody
        who hesitates or doubts, and at least three kinds of ease with technology. Only they themselves say
        how easy it is for them.
      </p>
      <p>
        <a href={phasePath(rollout.id, 'pilot')}>What the pilot must show</a>
      </p>
    </Shell>
  );
}

function answer(circle: CircleView, rollout: Rollout): string {
  const { seats } = circle;
  const { least, most } = rollout.plan.gates.circle;
  if (!circle.confirmedAt) {
    if (rollout.state === 'draft')
      return 'Nobody is asked before the move has started. You can choose already.';
    return seats.length === 0
      ? `Nobody is chosen yet. Choose ${least} to ${most} people.`
      : `${count(seats.length)} chosen, and not asked yet.`;
  }
  const said = asked(circle);
  return circle.toReplace > 0 ? `${said} Ask ${circle.toReplace} more.` : said;
}

function asked({ confirmedAt, seats }: CircleView): string {
  if (!confirmedAt) return 'Nobody was asked to try it first.';
  const of = (state: SeatView['state']): number => seats.filter((seat) => seat.state === state).length;
  return `${of('accepted')} said yes, ${of('asked')} have not answered, ${of('declined')} said no.`;
}

/** The choice as ticks: who is in the draft is ticked, everybody else who fits stands below with the reasons. */
function Draft({ rollout, circle, suggested, form }: CircleProps): VNode {
  const path = leadPath(rollout.id, 'circle');
  const typed = 'members' in form.values ? new Set([form.values['members']].flat()) : null;
  const chosen = typed ?? new Set(circle.seats.map(({ participationId }) => participationId));
  const seats = circle.seats.map(({ participationId, name }) => ({
    ...{ participationId, name },
    why: suggested.find((one) => one.participationId === participationId)?.why ?? ['chosen by you'],
  }));
  const rows = [
    ...seats,
    ...suggested.filter((one) => !seats.some((seat) => seat.participationId === one.participationId)),
  ];
  if (rows.length === 0)
    return (
      <Empty
        what="Whom to ask will stand here."
        why="There is nobody on the list yet. Add people first."
        act={{ href: '/roster', label: 'Add people' }}
      />
    );
  return (
    <>
      <ActForm action={path} seen={chosenSeen(circle.seats)}>
        <fieldset class="choices" id="field-members" tabIndex={-1}>
          <legend>Whom would you ask?</legend>
          {rows.map(({ participationId, name, why }) => (
            <label class="choice" key={participationId}>
              <input
                type="checkbox"
                name="members"
                value={participationId}
                checked={chosen.has(participationId)}
              />
              <span>
                {name}
                <small>{why.join(', ')}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <Button quiet={circle.seats.length > 0}>Keep this choice</Button>
      </ActForm>
      {circle.seats.length > 0 && (
        <section>
          <h2>Ask them</h2>
          <p>
            With your yes each of the {circle.seats.length} gets an invitation, and may say no. Who has not
            answered after 4 days is reminded once.
          </p>
          <ActForm action={`${path}/confirm`}>
            <Button>Ask {circle.seats.length} people</Button>
          </ActForm>
        </section>
      )}
    </>
  );
}

const seatWords = {
  draft: 'chosen',
  asked: 'has not answered',
  accepted: 'said yes',
  declined: 'said no',
} as const;
/** A no is as good as a yes: only who is still to answer, and who said yes, carry a mark. */
const seatMarks = { draft: 'unknown', asked: 'unknown', accepted: 'met', declined: null } as const;

function Confirmed({ rollout, circle, suggested, over }: CircleProps): VNode {
  const path = leadPath(rollout.id, 'circle');
  return (
    <>
      {!over && circle.mix.missing.length > 0 && (
        <p class="note">The circle still needs: {circle.mix.missing.join(', ')}.</p>
      )}
      <ul class="rows">
        {circle.seats.map(({ participationId, name, state, comfort }) => (
          <li key={participationId}>
            {seatMarks[state] && <Mark kind={seatMarks[state]} />} <strong>{name}</strong> {seatWords[state]}
            {comfort && `, ${comfort} with technology`}.{' '}
            {!over && (
              <ActForm action={`${path}/${participationId}/remove`} class="bare">
                <Button plain>Take {name} out</Button>
              </ActForm>
            )}
          </li>
        ))}
      </ul>
      {suggested.length > 0 && (
        <section>
          <h2>Ask one more</h2>
          {suggested.map(({ participationId, name, why }) => (
            <article class="next" key={participationId}>
              <h3>{name}</h3>
              <p>{why.join(', ')}</p>
              <ActForm action={`${path}/${participationId}/add`} class="bare">
                <Button quiet>Ask {name}</Button>
              </ActForm>
            </article>
          ))}
        </section>
      )}
    </>
  );
}

const count = (n: number): string => (n === 1 ? '1 person is' : `${n} people are`);

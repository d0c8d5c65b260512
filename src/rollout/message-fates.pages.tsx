import type { VNode } from 'preact';
import { ActForm, Button, type FormState } from '../kernel/ui/forms.js';
import { NAMES_A_PAGE, type Reached } from '../notices/fates.queries.js';
import {
  canBeRetried,
  fateWords,
  reasonWords,
  underWay,
  type Fate,
  type RetriedFate,
} from '../notices/fates.rules.js';
import { MANY } from '../notices/many.rules.js';
import type { Stopped } from '../notices/stops.service.js';
import { inWords, type Shown } from '../privacy/few.rules.js';
import { HowMany, inPeople } from './agenda.pages.js';
import { spokenMoment } from './calendar.words.js';
import { leadPath, messagePath } from './lead-nav.js';
import type { MessageLook } from './message-view.service.js';
import { meaningOf } from './message.words.js';
import type { MessageView } from './message.queries.js';
import type { Rollout } from './rollout.entity.js';

export interface Counted {
  fate: Fate;
  people: Shown;
  confirmed: Shown;
  reasons: { reason: string; people: Shown }[];
}

interface Props {
  rollout: Rollout;
  view: MessageView;
  lead: MessageLook['lead'];
  one: Counted;
  form: FormState;
}

/** What became of it for some: what that means, who they are, and what a lead can do about it. */
export function OneFate({ rollout, view, lead, one, form }: Props): VNode {
  const { label, act } = fateWords[one.fate];
  const path = messagePath(rollout.id, view.key);
  const at = `${path}?state=${encodeURIComponent(one.fate)}`;
  const id = one.fate.replace(' ', '-');
  const open = lead?.fate === one.fate;
  const late = canBeRetried(one.fate) ? lead?.uselessSince : null;
  return (
    <article class="stack" id={id}>
      <h3>
        {label}: {inWords(one.people)}
      </h3>
      <p>{meaningOf(one.fate, one.people, one.confirmed)}</p>
      {one.reasons.length > 0 && (
        <ul>
          {one.reasons.map(({ reason, people: n }) => (
            <li key={reason}>
              {n}: {reasonWords(reason)}
            </li>
          ))}
        </ul>
      )}
      {lead && act && !late && (
        <p>
          {act} {lead && <Where rolloutId={rollout.id} fate={one.fate} />}
        </p>
      )}
      {late && <p>Too late to try again: it was of use until {spokenMoment(late, rollout.plan.timeZone)}.</p>}
      {lead && canBeRetried(one.fate) && !view.stopped && (
        <TryAgain
          {...{ path, at: `${at}#${id}`, open, form }}
          fate={one.fate}
          people={lead.again[one.fate] ?? 0}
        />
      )}
      {lead && !open && (
        <p>
          <a href={`${at}#${id}`}>{one.people === 1 ? 'See who it is' : `See the ${inWords(one.people)}`}</a>
        </p>
      )}
      {lead && open && <Names people={lead.people} path={path} at={at} />}
    </article>
  );
}

function Where({ rolloutId, fate }: { rolloutId: string; fate: Fate }): VNode | null {
  if (fate === 'held') return <a href={leadPath(rolloutId, 'pause')}>Go on with the move</a>;
  if (fate !== 'to tell' && fate !== 'told') return null;
  return (
    <a href={`${leadPath(rolloutId, 'by-hand')}${fate === 'told' ? '?told=0#told' : ''}`}>
      Who is told in person
    </a>
  );
}

function Names({ people: found, path, at }: { people: Reached[]; path: string; at: string }): VNode {
  const shown = found.slice(0, NAMES_A_PAGE);
  return (
    <>
      <ul>
        {shown.map(({ id, memberId, name, reason, canHaveArrived }) => (
          <li key={id}>
            {memberId && name ? (
              <a href={`/roster/people/${memberId}`}>{name}</a>
            ) : (
              (name ?? 'Somebody who was deleted')
            )}
            {reason && `: ${reasonWords(reason)}`}
            {canHaveArrived && name && (
              <>
                {'. '}
                <ActForm action={`${path}/arrived`} class="bare">
                  <Button plain name="delivery" value={id}>
                    It did reach {name}
                  </Button>
                </ActForm>
              </>
            )}
          </li>
        ))}
      </ul>
      {found.length > NAMES_A_PAGE && (
        <p>
          <a href={`${at}&after=${shown.at(-1)!.id}`}>The next {NAMES_A_PAGE}</a>
        </p>
      )}
    </>
  );
}

interface Trying {
  path: string;
  /** Where this fate stands open. */
  at: string;
  open: boolean;
  fate: RetriedFate;
  people: number;
  form: FormState;
}

/** Many are named before their number is typed: that stands beside the names, which are a press away. */
function TryAgain({ path, at, open, fate, people, form }: Trying): VNode | null {
  if (people === 0) return null;
  const label = `${fate === 'again' ? 'Try now' : 'Try again'} for ${inPeople(people)}`;
  if (people > MANY && !open)
    return (
      <p>
        <a class="button quiet" href={at}>
          {label}
        </a>
      </p>
    );
  return (
    <ActForm action={`${path}/again`}>
      <input type="hidden" name="fates" value={fate} />
      <HowMany people={people} form={form} />
      <Button quiet>{label}</Button>
      {fate !== 'again' && fate !== 'could not' && (
        <p class="hint">It goes to those with an address that can work: a new one, or the same once more.</p>
      )}
    </ActForm>
  );
}

/** A stop asks nothing; letting it go on to many asks how many. */
export function StopOrGoOn(props: {
  rollout: Rollout;
  view: MessageView;
  stopped: Stopped;
  form: FormState;
}): VNode | null {
  const { rollout, view, stopped, form } = props;
  const path = messagePath(rollout.id, view.key);
  if (view.stopped)
    return (
      <>
        {stopped.inFlight > 0 && (
          <p class="note">
            {inPeople(stopped.inFlight)} more {stopped.inFlight === 1 ? 'was' : 'were'} in a mail server’s
            hands at that moment. Look again in a minute.
          </p>
        )}
        {stopped.stopped > 0 && (
          <ActForm action={`${path}/go-on`}>
            <HowMany people={stopped.stopped} form={form} />
            <Button quiet>Let it go on to {inPeople(stopped.stopped)}</Button>
          </ActForm>
        )}
      </>
    );
  const left = view.fates.reduce((sum, { fate, people }) => sum + (underWay.has(fate) ? people : 0), 0);
  if (left === 0 || view.toTeam) return null;
  return (
    <ActForm action={`${path}/stop`}>
      <Button quiet>Stop what has not gone: {left.toLocaleString('en')}</Button>
      <p class="hint">Nothing is lost: you can let it go on.</p>
    </ActForm>
  );
}

import type { VNode } from 'preact';
import { ActForm, Button, Choices, ErrorSummary, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { Refusal } from '../kernel/refusal.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { pagesOf } from '../rollout/lead-nav.js';
import { phases } from '../rollout/phases.js';
import { phaseKeys, type PhaseKey } from '../rollout/words.js';
import { toldBy } from './break.pages.js';
import type { WhoView } from './tasks.service.js';
import { STAND_IN } from './tasks.js';

export const whoPath = (rolloutId: string): `/${string}` => `/rollouts/${rolloutId}/who`;

/** Every task of a rollout with its one name, mine first in the answer; each can be handed over. */
export function WhoPage({ view }: { view: WhoView }): VNode {
  const { rollout, me, breaks } = view;
  const things = [...view.tasks, ...view.named];
  const mine = things.filter(({ holder }) => holder.id === me).length;
  const ofPhase = (phase: PhaseKey | null) => view.tasks.filter((task) => task.phase === phase);
  return (
    <Shell title="Who does what" within={rollout.name} nav={pagesOf(rollout.id, 'who')}>
      <h1>Who does what</h1>
      <p class="answer">
        Each task carries one name. {mine} of {things.length} carry yours.
      </p>
      {breaks.map(({ who, standIn, until }) => (
        <p class="note" key={who}>
          {who} takes a break{until && ` until ${spokenDay(until)}`}. {standIn} stands in.
        </p>
      ))}
      <p>
        <a href="/break">I need a break</a>
      </p>
      <Group title="All along" view={view} tasks={ofPhase(null)} />
      {phaseKeys.map((phase) => (
        <Group key={phase} title={phases[phase].name} view={view} tasks={ofPhase(phase)} />
      ))}
      {view.named.length > 0 && (
        <section>
          <h2>With a name on it</h2>
          <ul class="rows">
            {view.named.map(({ kind, words, path, holder }) => (
              <li key={`${kind} ${holder.id}`}>
                <strong>{holder.name}</strong>: {path ? <a href={path}>{words}</a> : words} ·{' '}
                <a href={`${whoPath(rollout.id)}/${kind}.${holder.id}`} aria-label={`Hand over: ${words}`}>
                  Hand over
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Shell>
  );
}

function Group({ title, view, tasks }: { title: string; view: WhoView; tasks: WhoView['tasks'] }): VNode {
  return (
    <section>
      <h2>{title}</h2>
      <ul class="rows">
        {tasks.map(({ key, label, path, holder }) => (
          <li key={key}>
            {path ? <a href={path}>{label}</a> : label}: <strong>{holder.name}</strong>
            {holder.id === view.me && ' (you)'} ·{' '}
            <a href={`${whoPath(view.rollout.id)}/${key}`} aria-label={`Hand over: ${label}`}>
              Hand over
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Handing one task to somebody else. */
export function HandPage({ view, at, form }: { view: WhoView; at: string; form: FormState }): VNode {
  const { rollout, leads, people } = view;
  const path = whoPath(rollout.id);
  const task = view.tasks.find(({ key }) => key === at);
  const named = view.named.find(({ kind, holder }) => `${kind}.${holder.id}` === at);
  const thing = task
    ? { label: task.label, holder: task.holder }
    : named && { label: named.words, holder: named.holder };
  if (!thing) throw new Refusal('not-found', 'There is no such task, or nothing of it is open any more.');
  const may = (at === STAND_IN ? people : leads).filter(({ id }) => id !== thing.holder.id);
  return (
    <Shell
      title={`Hand over: ${thing.label}`}
      nav={pagesOf(rollout.id, 'who')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>{thing.label}</h1>
      <p class="answer">It carries the name of {thing.holder.name}.</p>
      {may.length === 0 ? (
        <p>
          Nobody else leads here. <a href="/team">Add somebody</a> first.
        </p>
      ) : (
        <ActForm action={`${path}/${at}`}>
          <Choices
            name="to"
            legend="Who does it from now on?"
            options={may.map(({ id, name, reached }) => ({
              ...{ value: id, label: name },
              hint: id === view.me ? 'You.' : toldBy(reached),
            }))}
            form={form}
          />
          <Button>Hand it over</Button>
        </ActForm>
      )}
      <p>
        <a href={path}>Back to who does what</a>
      </p>
    </Shell>
  );
}

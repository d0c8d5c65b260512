import type { VNode } from 'preact';
import { homeNav } from '../access/home-nav.js';
import type { Place } from '../community/community.entity.js';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Mark } from '../kernel/ui/marks.js';
import { Shell } from '../kernel/ui/shell.js';
import { leadPath } from '../rollout/lead-nav.js';

export interface Begun {
  places: number;
  people: number;
  /** Of these, who came 30 days ago or earlier and heard nothing; asked only while there is no move. */
  unheard: number;
  leads: number;
  moves: { id: string; name: string; state: string }[];
}

interface Step {
  title: string;
  words: string;
  done: boolean;
  href: string;
  label: string;
}

/** The first steps, each of which can be left and come back to. */
export function BeginPage({ it }: { it: Begun }): VNode {
  const all = steps(it);
  const next = all.find(({ done }) => !done);
  return (
    <Shell title="First steps" nav={homeNav('/begin')}>
      <h1>First steps</h1>
      <p class="answer">
        {next
          ? `Next: ${next.title.charAt(0).toLowerCase()}${next.title.slice(1)}. Nothing is said to anybody before you start the move.`
          : 'Everything is begun.'}
      </p>
      <ol class="rows">
        {all.map(({ title, words, done, href, label }) => (
          <li key={title}>
            <h2>
              {done && <Mark kind="met" />} {title}
            </h2>
            <p>{words}</p>
            <p>
              <a href={href}>{label}</a>
            </p>
          </li>
        ))}
      </ol>
    </Shell>
  );
}

function steps({ places, people, unheard, leads, moves }: Begun): Step[] {
  const [move] = moves;
  const started = moves.find(({ state }) => state !== 'draft');
  const at = (page: 'plan' | 'rehearsal'): string => (move ? leadPath(move.id, page) : '/begin/move');
  return [
    {
      title: 'Name the places',
      words: places < 2 ? 'The groups that you leave, and the new one.' : `${places} places are named.`,
      done: places >= 2,
      href: '/places',
      label: places < 2 ? 'Name the places' : 'Look at the places',
    },
    {
      title: 'Bring people',
      words:
        people === 0
          ? 'Paste names, send a file, or begin without: people can come by a join code.'
          : `${people.toLocaleString('en')} people are on the list.${moves.length === 0 ? silence(unheard) : ''}`,
      done: people > 0,
      href: '/roster',
      label: people === 0 ? 'Bring people' : 'Look at the list',
    },
    {
      title: 'Find a second lead',
      words: leads < 2 ? 'Four acts need two. You can do it later.' : `${leads} people lead.`,
      done: leads >= 2,
      href: '/team',
      label: leads < 2 ? 'Add somebody' : 'Look who works here',
    },
    {
      title: 'Plan the move',
      words: move ? `“${move.name}” is planned.` : 'From which places to which, and on which day it begins.',
      done: Boolean(move),
      href: move ? at('plan') : '/begin/move',
      label: move ? 'Look at the plan' : 'Plan the move',
    },
    {
      title: 'Rehearse and start',
      words: 'Read every message beforehand. Then start: from that day it acts by itself.',
      done: Boolean(started),
      href: started ? `/rollouts/${started.id}` : at('rehearsal'),
      label: started ? 'See how it goes' : 'Rehearse it',
    },
  ];
}

/** While no move is planned there is no overview on which it would be said. */
const silence = (unheard: number): string =>
  unheard === 0
    ? ''
    : ` Nothing was said to ${unheard.toLocaleString('en')} of them for 30 days. Plan the move, or their names go 60 days after they came.`;

/** A new move: its name, its first day, what it leaves and where it goes. */
export function NewMovePage({ places, form }: { places: Place[]; form: FormState }): VNode {
  const options = places.map(({ id, name, platform }) => ({ value: id, label: name, hint: platform }));
  return (
    <Shell title="Plan a move" nav={homeNav('/begin')} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>Plan a move</h1>
      <p class="answer">
        It takes about 30 weeks, in four phases that overlap. You can change every day of it.
      </p>
      {places.length < 2 ? (
        <p>
          Name at least two places first: one that you leave, and one to which you go.{' '}
          <a href="/places">Name the places</a>
        </p>
      ) : (
        <ActForm action="/begin/move">
          <Field
            name="name"
            label="What do you call it?"
            hint="For example: To Matrix, spring."
            form={form}
          />
          <Choices name="from" legend="Which places do you leave?" options={options} many form={form} />
          <Choices name="to" legend="Where do you go?" options={options} many form={form} />
          <Field
            name="startsOn"
            type="date"
            label="On which day does it begin?"
            hint="A Monday is good. A few people try the new place first; for everybody else nothing changes yet."
            form={form}
          />
          <Field name="timeZone" label="Time zone" hint="All days and hours are told in it." form={form} />
          <Choices
            name="preset"
            legend="How many people are you?"
            options={[
              { value: 'small', label: 'Under 60', hint: 'One wave of invitations, and fewer messages.' },
              { value: 'usual', label: '60 or more', hint: 'Four waves, a week apart.' },
            ]}
            form={form}
          />
          <Button>Plan it</Button>
        </ActForm>
      )}
    </Shell>
  );
}

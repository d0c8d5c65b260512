import type { VNode } from 'preact';
import { homeNav } from '../access/home-nav.js';
import { doors, type Door, type Place } from '../community/community.entity.js';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Mark } from '../kernel/ui/marks.js';
import { ZoneSelect } from '../kernel/ui/zone-select.js';
import { Shell } from '../kernel/ui/shell.js';
import { finished, nextOf, stepsOf, type Begun } from './begin.rules.js';
import { doorWords, sampleWords, stepWords } from './begin.words.js';

/** Four ways to begin. None of them shuts another. */
export function DoorsPage({ it }: { it: Begun }): VNode {
  return (
    <Shell title="How do you begin?" nav={homeNav('/begin')}>
      <h1>How do you begin?</h1>
      <p class="answer">
        Ten minutes, and you have something to use tonight. You can leave each step and come back.
      </p>
      <ul class="rows">
        {doors.map((door) => (
          <li class="stack" key={door}>
            <h2>{doorWords[door].title}</h2>
            <p>{doorWords[door].words}</p>
            <ActForm action="/begin/door">
              <Button quiet name="door" value={door}>
                {doorWords[door].press}
              </Button>
            </ActForm>
          </li>
        ))}
        <li class="stack">
          <h2>{sampleWords.title}</h2>
          <p>{sampleWords.words}</p>
          <ActForm action="/begin/sample">
            <Button quiet>{sampleWords.press}</Button>
          </ActForm>
        </li>
      </ul>
      {it.people > 0 && <p>{stepWords.people(it).words}</p>}
      {it.door && (
        <p>
          <a href="/begin">Stay with “{doorWords[it.door].title}”</a>
        </p>
      )}
    </Shell>
  );
}

/** The first steps behind the chosen door, each of which can be left and come back to. */
export function BeginPage({ it }: { it: Begun }): VNode {
  const next = nextOf(it);
  const words = next && stepWords[next](it);
  const over = finished(it) ? it.moves[0] : undefined;
  return (
    <Shell title="First steps" nav={homeNav('/begin')}>
      <h1>First steps</h1>
      <p class="answer">
        {words
          ? `Next: ${words.title.charAt(0).toLowerCase()}${words.title.slice(1)}. ${quiet(it)}`
          : over
            ? `${it.moves.length === 1 ? `“${over.name}” is` : 'Your moves are'} past the closing day. Nothing is left to begin.`
            : 'Everything is begun.'}
      </p>
      {over && (
        <p>
          <a class="button" href={`/rollouts/${over.id}`}>
            See how it went
          </a>{' '}
          <a href="/begin/move">Plan another move</a>
        </p>
      )}
      {words && (
        <p>
          <a class="button" href={words.href}>
            {words.label}
          </a>
        </p>
      )}
      <ol class="rows">
        {stepsOf(it).map(({ key, done }) => {
          const step = stepWords[key](it);
          return (
            <li class="stack" key={key}>
              <h2>
                {done && <Mark kind="met" />} {step.title}
              </h2>
              <p>{step.words}</p>
              {key !== next && (
                <p>
                  <a href={step.href}>{step.label}</a>
                </p>
              )}
            </li>
          );
        })}
      </ol>
      <p>
        {it.door && `You came in by “${doorWords[it.door].title}”. `}
        <a href="/begin?doors=all">Take another door</a>
      </p>
    </Shell>
  );
}

const quiet = ({ moves }: Begun): string =>
  moves.every(({ state }) => state === 'draft')
    ? 'Nothing is said to anybody before you start the move.'
    : '';

/** A new move: its name, its first day, what it leaves and where it goes. */
export function NewMovePage(props: { places: Place[]; door: Door | null; form: FormState }): VNode {
  const { places, door, form } = props;
  const begun = door === 'begun';
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
            label={begun ? 'On which day did it begin?' : 'On which day does it begin?'}
            hint={
              begun
                ? 'The days until today are recorded as done elsewhere. Nothing is sent for them.'
                : 'A Monday is good. A few people try the new place first; for everybody else nothing changes yet.'
            }
            form={form}
          />
          <ZoneSelect
            name="timeZone"
            label="Time zone"
            hint="All days and hours are told in it."
            form={form}
          />
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

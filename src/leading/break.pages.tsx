import type { VNode } from 'preact';
import { homeNav } from '../access/home-nav.js';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { spokenDay } from '../rollout/calendar.words.js';
import type { BreakView } from './breaks.service.js';

const things = (n: number): string => (n === 1 ? '1 thing' : `${n} things`);

/** Whether who gets a task hears of it from us. */
export const toldBy = (reached: boolean): string =>
  reached ? 'A letter tells them.' : 'No letter reaches them: tell them yourself.';

/** One press hands everything of mine to somebody; coming back takes it back, or leaves it. */
export function BreakPage({ view, form }: { view: BreakView; form: FormState }): VNode {
  const { mine, standingInFor, others } = view;
  return (
    <Shell title="A break" nav={homeNav()} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>{mine ? 'You are on a break' : 'I need a break'}</h1>
      <p class="answer">
        {mine
          ? `${mine.standIn} stands in for you${mine.until ? ` until ${spokenDay(mine.until)}` : ''}, and does ${things(mine.things)} of yours.`
          : 'One press hands every task of yours to somebody you name, in every move.'}
      </p>
      {mine && !mine.reached && (
        <p class="note">No letter reaches {mine.standIn}. Tell them yourself that they stand in.</p>
      )}
      {mine ? (
        <ActForm action="/break/over">
          <Choices
            name="tasks"
            legend="I am back. What becomes of my tasks?"
            options={[
              {
                value: 'take back',
                label: 'I take them back',
                hint: 'What was done or handed on meanwhile stays so.',
              },
              { value: 'leave', label: `${mine.standIn} keeps them` },
            ]}
            form={form}
          />
          <Button>I am back</Button>
        </ActForm>
      ) : others.length === 0 ? (
        <p>
          Nobody else leads here, so nobody can stand in. <a href="/team">Add a second lead</a>, or pause the
          move.
        </p>
      ) : (
        <ActForm action="/break">
          <Choices
            name="standIn"
            legend="Who stands in?"
            options={others.map(({ id, name, reached }) => ({
              ...{ value: id, label: name },
              hint: toldBy(reached),
            }))}
            form={form}
          />
          <Field
            name="until"
            type="date"
            label="Until when, if you know"
            hint="Nothing happens by itself on that day. You may leave it empty."
            form={form}
          />
          <Button>Hand everything over</Button>
        </ActForm>
      )}
      {standingInFor.map(({ name, until, things: n }) => (
        <p class="note" key={name}>
          You stand in for {name}
          {until && ` until ${spokenDay(until)}`}: {things(n)} came to you.
        </p>
      ))}
    </Shell>
  );
}

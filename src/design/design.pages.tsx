import type { ComponentChildren, VNode } from 'preact';
import { Temporal } from 'temporal-polyfill';
import { english, mirrored } from '../kernel/language/say.js';
import { ActForm, Button, Choices, ErrorSummary, Field } from '../kernel/ui/forms.js';
import { GateList } from '../kernel/ui/gate-list.js';
import { Mark, type MarkKind } from '../kernel/ui/marks.js';
import { Banner, Details, Empty, Figures, NextByItself } from '../kernel/ui/notes.js';
import { Progress } from '../kernel/ui/progress.js';
import { Shell } from '../kernel/ui/shell.js';
import { Table } from '../kernel/ui/table.js';
import { Timeline } from '../kernel/ui/timeline.js';
import { Curves } from './curves.pages.js';
import { coming, gate, lanes, wrong } from './examples.js';

type Dir = 'ltr' | 'rtl';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

const colours = [
  ...['paper', 'surface', 'sunken', 'ink', 'ink-2', 'edge', 'accent', 'deep', 'on-accent', 'tint'],
  ...['rust', 'rust-tint', 'amber', 'amber-tint', 'rule', 'quiet', 'alarm'],
];

const marks: [MarkKind, string][] = [
  ['met', 'Met: quiet'],
  ['not-met', 'Not met: loud'],
  ['unknown', 'Not enough evidence'],
  ['late', 'Late, or held'],
];

/** What leads see, in every state. `?dir=rtl` mirrors it; light and dark are chosen at its end. */
export function DesignPage({ dir }: { dir: Dir }): VNode {
  return (
    <Shell
      title="The design"
      say={dir === 'rtl' ? mirrored : english}
      nav={[
        { href: '/design', label: 'For leads', here: true },
        { href: '/design/member', label: 'For members' },
        {
          href: dir === 'rtl' ? '/design' : '/design?dir=rtl',
          label: dir === 'rtl' ? 'Left to right' : 'Mirrored',
        },
      ]}
    >
      <h1>The design</h1>
      <p class="answer">A page opens with its answer in one sentence. What follows proves it.</p>
      <Part title="Colours">
        <ul class="swatches">
          {colours.map((name) => (
            <li key={name}>
              <svg width="100%" height="48" aria-hidden="true" focusable="false">
                <rect width="100%" height="48" rx="6" fill={`var(--${name})`} stroke="var(--edge)" />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Marks">
        <ul class="rows">
          {marks.map(([kind, words]) => (
            <li key={kind}>
              <Mark kind={kind} /> {words}
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Banner: one a page">
        <Banner kind="alarm">
          <p>
            Nothing goes out since Tuesday 7 July, 10:00 (Europe/Berlin). <a href="#main">See what to do</a>
          </p>
        </Banner>
        <Banner kind="late">
          <p>12 of 30 who were asked said no. Ask them why before you go on.</p>
        </Banner>
        <Banner kind="plain">
          <p>40 people were added.</p>
        </Banner>
      </Part>
      <Part title="Timeline">
        <Timeline
          lanes={lanes}
          from={day('2026-01-05')}
          to={day('2026-08-02')}
          today={day('2026-03-18')}
          todayWords="Today is Wednesday 18 March (Europe/Berlin)."
          dir={dir}
        />
      </Part>
      <Curves dir={dir} />
      <GateList {...gate} />
      <Part title="Next by itself">
        <NextByItself items={coming} />
      </Part>
      <Part title="Figures">
        <Figures
          items={[
            { value: '115', label: 'Have come', note: 'of 214 (54%), Tuesday 7 July' },
            { value: 'too few to show', label: 'Asked for help at the door', note: 'under 5' },
          ]}
        />
      </Part>
      <Part title="Confirm in numbers">
        <p>
          It goes to 214 people on Tuesday 7 July, 10:00 (Europe/Berlin). What has gone cannot be taken back.
        </p>
        <ActForm action="/design">
          <Field
            name="people"
            type="number"
            label="How many people get it"
            hint="Type the number, so that nothing reaches more people than you think."
          />
          <Button>Send to 214 people</Button>
        </ActForm>
      </Part>
      <Part title="Form, as it comes back">
        <ErrorSummary form={wrong} />
        <ActForm action="/design">
          <Field
            name="name"
            label="What do you call it?"
            hint="For example: To Matrix, spring."
            form={wrong}
          />
          <Field name="startsOn" type="date" label="On which day does it begin?" form={wrong} />
          <Choices
            name="preset"
            legend="How many people are you?"
            options={[
              { value: 'small', label: 'Under 60', hint: 'One wave of invitations, and fewer messages.' },
              { value: 'usual', label: '60 or more', hint: 'Four waves, a week apart.' },
            ]}
            form={wrong}
          />
          <div class="acts">
            <Button>Plan it</Button>
            <Button quiet>Keep the draft</Button>
            <Button plain>Take it back</Button>
          </div>
        </ActForm>
      </Part>
      <Part title="Table, and cards on a phone">
        <Table
          caption="Newest first"
          rows={[
            { what: 'Invitation', people: 214, became: '198 accepted, 12 came back, 4 told' },
            { what: 'First reminder', people: 96, became: '96 accepted' },
          ]}
          columns={[
            { label: 'What', cell: linked },
            { label: 'People', cell: ({ people }) => people, number: true },
            { label: 'What became of it', cell: ({ became }) => became },
          ]}
        />
      </Part>
      <Part title="Progress">
        <Progress
          label="Reading the file"
          done={8200}
          of={20_000}
          words="8,200 of 20,000 rows, 14 bad"
          here="/design"
        />
      </Part>
      <Part title="Empty: not begun, all done, filtered, hidden">
        <Empty
          what="Adoption will be drawn here."
          why="It is measured every morning at 03:00."
          act={{ href: '#main', label: 'What is measured' }}
        />
        <Empty what="Nothing needs you today." why="What does will stand here." />
        <Empty
          what="Nobody is found so."
          why="Of a name the beginning is enough."
          act={{ href: '#main', label: 'Show everybody' }}
        />
        <Empty what="Too few to show." why="Fewer than 5 people answered, so their answers stay theirs." />
      </Part>
      <Details id="aside" summary="An aside, closed" open={false}>
        <p>It opens by a press, and by its address when it is printed.</p>
      </Details>
    </Shell>
  );
}

const linked = ({ what }: { what: string }): VNode => <a href="#main">{what}</a>;

const Part = ({ title, children }: { title: string; children: ComponentChildren }): VNode => (
  <section>
    <h2>{title}</h2>
    {children}
  </section>
);

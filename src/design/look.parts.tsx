import type { VNode } from 'preact';
import { InLanguage } from '../kernel/ui/in-language.js';
import { Markdown } from '../kernel/ui/markdown.js';
import { Mark, type MarkKind } from '../kernel/ui/marks.js';
import { Banner, Details, Empty, Figures } from '../kernel/ui/notes.js';
import { Paging } from '../kernel/ui/paging.js';
import { Progress } from '../kernel/ui/progress.js';
import { PageRequest } from '../kernel/ui/render.js';
import { SampleNote } from '../kernel/ui/sample-note.js';
import { OneBanner } from '../dashboard/overview.pages.js';
import { Standstill } from '../rollout/standstill.pages.js';
import { at, move, zone } from './garden.js';
import type { Part } from './part.pages.js';

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

const Colours = (): VNode => (
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
);

const Marks = (): VNode => (
  <ul class="rows">
    {marks.map(([kind, words]) => (
      <li key={kind}>
        <Mark kind={kind} /> {words}
      </li>
    ))}
  </ul>
);

const stoodStill = { standstill: at(-1) };
const inSample = { sample: true };

/** What stopped everything, what holds it, a warning, an outcome; on a page there is one. */
const Banners = (): VNode => (
  <>
    <OneBanner
      it={{
        rollout: move(),
        roster: null,
        hold: { since: at(0), reason: 'a backup was put back', people: 12 },
      }}
      leads
    />
    <OneBanner it={{ rollout: move({ unattendedAt: at(-3) }), roster: null, hold: null }} leads />
    <PageRequest.Provider value={stoodStill}>
      <Standstill zone={zone} />
    </PageRequest.Provider>
    <OneBanner
      it={{ rollout: move(), roster: { people: 64, invited: 30, arrived: 9, declined: 12 }, hold: null }}
      leads
    />
    <Banner kind="plain">
      <p>40 people were added.</p>
    </Banner>
    <PageRequest.Provider value={inSample}>
      <SampleNote />
    </PageRequest.Provider>
  </>
);

const Empties = (): VNode => (
  <>
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
  </>
);

const InProgress = (): VNode => (
  <>
    <Progress
      label="Reading a file of which the length is known"
      done={8200}
      of={20_000}
      words="8,200 of 20,000 rows, 14 bad"
      here="/design"
    />
    <Progress
      label="Reading a file of which it is not"
      done={8200}
      words="8,200 rows so far, 14 bad"
      here="/design"
    />
    <Progress
      label="Reading a file, done"
      done={20_000}
      of={20_000}
      words="20,000 rows, 31 to correct"
      here="/design"
    />
  </>
);

const written = `# Writing a message

Press the field *below*, write, and press the arrow.

- Nobody sees it before you press.
- You can take it back: [how](#main).

> The first hello is the hardest. – Rosa`;

export const look: Part[] = [
  { name: 'Colours', draw: Colours },
  { name: 'Marks', draw: Marks },
  { name: 'Banner', draw: Banners },
  {
    name: 'Figures',
    draw: () => (
      <Figures
        items={[
          { value: '115', label: 'Have come', note: 'of 214 (54%), Tuesday 7 July' },
          { value: 'too few to show', label: 'Asked for help at the door', note: 'under 5' },
        ]}
      />
    ),
  },
  { name: 'Progress', draw: InProgress },
  { name: 'Empty: not begun, all done, filtered, hidden', draw: Empties },
  {
    name: 'Details: closed, open',
    draw: () => (
      <div>
        <Details id="closed" summary="An aside, closed" open={false}>
          <p>It opens by a press, and by its address when it is printed.</p>
        </Details>
        <Details id="opened" summary="An aside, open" open>
          <p>Whoever prints the page has it on paper.</p>
        </Details>
      </div>
    ),
  },
  { name: 'What people wrote', draw: () => <Markdown text={written} /> },
  { name: 'In which language', draw: () => <InLanguage language="de" at={() => '#main'} /> },
  {
    name: 'A part of a long list',
    draw: () => <Paging page={2} all={420} at={() => '#main'} />,
  },
];

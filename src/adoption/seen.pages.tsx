import type { VNode } from 'preact';
import { tickCell, tickId } from '../kernel/ui/cells.js';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Details, Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { Table } from '../kernel/ui/table.js';
import { leadPath, pagesOf } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { PlaceCount } from './adoption.queries.js';

export interface SeenProps {
  rollout: Rollout;
  /** Everybody in the move, by name; at most a page of them. */
  people: { memberId: string; name: string; arrived: boolean }[];
  more: number;
  places: { id: string; name: string }[];
  counts: PlaceCount[];
  form: FormState;
}

/** What leads see of the places themselves: adoption is counted from it. Three ways, the simplest first. */
export function SeenPage(props: SeenProps): VNode {
  const { rollout, people, more, places, counts, form } = props;
  const path = leadPath(rollout.id, 'seen');
  const which = places.map(({ id, name }) => ({ value: id, label: name }));
  const ticked = (name: string): Set<unknown> => new Set([form.values[name] ?? []].flat());
  const [present, spoke] = [ticked('present'), ticked('spoke')];
  return (
    <Shell
      title="Who is in the new place"
      within={rollout.name}
      nav={pagesOf(rollout.id)}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>Who is in the new place</h1>
      <p class="answer">{answer(props)}</p>
      <p>
        Adoption is counted from what you see there, and from what people say of themselves. Once a week is
        enough.
      </p>
      <section>
        <h2>A roll call</h2>
        {people.length === 0 ? (
          <Empty what="Everybody in the move will stand here." why="Nobody is on the list yet." />
        ) : (
          <ActForm action={`${path}/roll-call`}>
            <p>
              Open the member list of the new place. Tick who is in it, and who of them wrote something this
              week.
            </p>
            {inGroups(people).map((group, _, all) => (
              <Names
                key={group[0]!.memberId}
                group={group}
                alone={all.length === 1}
                {...{ present, spoke }}
              />
            ))}
            {more > 0 ? (
              <>
                <p>
                  {more} more names have no room here. So whoever is not ticked stays unknown; a file takes
                  everybody.
                </p>
                <input type="hidden" name="complete" value="no" />
              </>
            ) : (
              <Choices
                name="complete"
                legend="Did you look for everybody?"
                options={[
                  { value: 'yes', label: 'Yes: whoever is not ticked is not there' },
                  { value: 'no', label: 'No, only for some' },
                ]}
                form={form}
              />
            )}
            <Button>Keep this roll call</Button>
          </ActForm>
        )}
      </section>
      <section>
        <h2>A head count</h2>
        <Counts counts={counts} />
        <ActForm action={`${path}/head-count`}>
          <Choices name="countedPlace" legend="Of which place?" options={which} form={form} />
          <Field name="people" type="number" label="How many are in it today?" form={form} />
          <Button quiet>Keep the head count</Button>
        </ActForm>
      </section>
      <Details id="file" summary="A report of the platform, as a file">
        <ActForm action={`${path}/file`} files>
          <p>
            A CSV file with the columns <code>member</code> or <code>handle</code>, and <code>day</code>. Only
            who and which day is kept.
          </p>
          <Choices name="placeId" legend="Of which place?" options={which} form={form} />
          <Choices
            name="completeFile"
            legend="Is everybody in it whom the place saw?"
            options={[
              { value: 'yes', label: 'Yes: whoever is missing was not there' },
              { value: 'no', label: 'No, only some' },
            ]}
            form={form}
          />
          <Field name="file" type="file" label="The file" form={form} />
          <Button quiet>Keep the report</Button>
        </ActForm>
      </Details>
    </Shell>
  );
}

/** How it stands, before anything is ticked. */
function answer({ people, more }: SeenProps): string {
  if (people.length === 0) return 'Nobody takes part in the move yet.';
  const all = people.length + more;
  const here = people.filter(({ arrived }) => arrived).length;
  if (more > 0) return `${all.toLocaleString('en')} people take part in the move.`;
  return `${here} of ${all} people have come to the new place, as far as we know.`;
}

/** Names that stand together: so many are read at once, and the others are a press away. */
const TOGETHER = 25;

function inGroups<T>(people: T[]): T[][] {
  if (people.length <= 2 * TOGETHER) return [people];
  const groups = Math.ceil(people.length / TOGETHER);
  const size = Math.ceil(people.length / groups);
  return Array.from({ length: groups }, (_, i) => people.slice(i * size, (i + 1) * size));
}

/** A name in another direction of writing stays where it stands. */
const apart = (name: string): string => `\u2068${name}\u2069`;

/** One group, folded unless something in it is ticked: folded names are sent along with the others. */
function Names(props: {
  group: SeenProps['people'];
  alone: boolean;
  present: Set<unknown>;
  spoke: Set<unknown>;
}): VNode {
  const { group, alone, present, spoke } = props;
  const called = `${apart(group[0]!.name)} to ${apart(group.at(-1)!.name)}`;
  const table = (
    <Table
      caption={alone ? 'By name' : called}
      rows={group}
      columns={[
        { label: 'Name', cell: calledAfter },
        { label: 'Is in the list', cell: tick('present', present, 'is in the list') },
        { label: 'Wrote this week', cell: tick('spoke', spoke, 'wrote this week') },
      ]}
    />
  );
  if (alone) return table;
  const ticked = group.filter(({ memberId }) => present.has(memberId) || spoke.has(memberId)).length;
  return (
    <Details
      id={`from-${group[0]!.memberId}`}
      summary={`${called}: ${group.length} names${ticked > 0 ? `, ${ticked} ticked` : ''}`}
      open={ticked > 0}
    >
      {table}
    </Details>
  );
}

/** The name ticks the first of the two. */
const calledAfter = ({ memberId, name }: SeenProps['people'][number]): VNode => (
  <label for={tickId('present', memberId)}>{name}</label>
);

/** A box beside a name, called after both. */
const tick =
  (name: string, ticked: Set<unknown>, what: string) =>
  (person: SeenProps['people'][number]): VNode =>
    tickCell(name, person.memberId, `${person.name} ${what}`, ticked.has(person.memberId));

const Counts = ({ counts }: { counts: PlaceCount[] }): VNode | null =>
  counts.length === 0 ? null : (
    <ul>
      {counts.map(({ placeId, name, people, day }) => (
        <li key={placeId}>
          {name}: {people}
          {day && ` on ${day.toString()}`}
        </li>
      ))}
    </ul>
  );

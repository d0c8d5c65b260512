import type { ComponentChildren, VNode } from 'preact';
import { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import { homeNav } from '../access/home-nav.js';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Banner, Details, Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { Table } from '../kernel/ui/table.js';
import { reachedHow } from './reached.words.js';
import type { Place } from './community.entity.js';
import type { RosterAnswer } from './member.input.js';

export interface RosterProps {
  people: number;
  places: Place[];
  page: z.infer<typeof RosterAnswer>;
  /** The name or address that was searched for. */
  wanted: string | undefined;
  /** What the last act brought, in a sentence. */
  came?: string | undefined;
  form: FormState;
}

/** Everybody on the list, and the ways onto it: names, a file, one by one. Join codes stand with the move. */
export function RosterPage({ people, places, page, wanted, came, form }: RosterProps): VNode {
  return (
    <Shell title="People" nav={homeNav('/roster')} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      {came && (
        <Banner kind="plain">
          <p>{came}</p>
        </Banner>
      )}
      <h1>People</h1>
      <p class="answer">
        {people === 0
          ? 'Nobody is on the list yet. A list is no condition: people can also come by themselves, with a join code.'
          : `${people.toLocaleString('en')} ${people === 1 ? 'person is' : 'people are'} on the list.`}
      </p>
      <List page={page} wanted={wanted} people={people} form={form} />
      <section id="more">
        <h2>{people === 0 ? 'Bring people' : 'Bring more people'}</h2>
        <Aside id="names" summary="Paste names" {...{ people, form }}>
          <ActForm action="/roster/names">
            <Field
              name="names"
              label="Names, one a line"
              hint="As they are called in the old place. Nobody is told of it; the same list twice adds nobody."
              rows={6}
              form={form}
            />
            <WhichPlace places={places} name="place" form={form} />
            <Button quiet={people > 0}>Add these names</Button>
          </ActForm>
        </Aside>
        <Aside id="file" summary="Send a file" {...{ people, form }}>
          <ActForm action="/roster/files" files>
            <Field
              name="file"
              type="file"
              label="A CSV file"
              hint="With a row of labels. You see first what it would do; nothing changes before you confirm."
              form={form}
            />
            <WhichPlace places={places} name="filePlace" form={form} />
            <Button quiet={people > 0}>Look at the file</Button>
          </ActForm>
        </Aside>
      </section>
    </Shell>
  );
}

/** Below a list that is there, what adds to it is closed until it is wanted; an empty page begins with it. */
function Aside(props: {
  id: string;
  summary: string;
  people: number;
  form: FormState;
  children: ComponentChildren;
}): VNode {
  const { id, summary, people, form, children } = props;
  if (people > 0)
    return (
      <Details id={id} summary={summary} open={form.reasons.length > 0}>
        {children}
      </Details>
    );
  return (
    <section id={id}>
      <h3>{summary}</h3>
      {children}
    </section>
  );
}

/** Where somebody is: it says later whom a post reaches, and who helps whom. */
function WhichPlace(props: { places: Place[]; name: string; form: FormState }): VNode {
  if (props.places.length === 0)
    return (
      <p class="hint">
        <a href="/places">Name your places</a> first, if you want to say where these people are.
      </p>
    );
  return (
    <Choices
      name={props.name}
      legend="Where are they?"
      options={[
        ...props.places.map(({ id, name }) => ({ value: id, label: name })),
        { value: 'none', label: 'In none of these' },
      ]}
      form={props.form}
    />
  );
}

function List({
  page,
  wanted,
  people,
  form,
}: Pick<RosterProps, 'page' | 'wanted' | 'people' | 'form'>): VNode | null {
  if (people === 0) return null;
  return (
    <section>
      <ActForm action="/roster/find">
        <Field
          name="wanted"
          type="search"
          label="Find somebody"
          hint="By the beginning of a name, or by a whole e-mail address."
          autocomplete="off"
          form={{ ...form, values: { wanted, ...form.values } }}
        />
        <Button quiet>Find</Button>
      </ActForm>
      {page.members.length === 0 ? (
        <Empty
          what="Nobody is found so."
          why="Of a name the beginning is enough; an address is needed whole."
          act={{ href: '/roster', label: 'Show everybody' }}
        />
      ) : (
        <Table
          caption={wanted ? 'Found' : 'By name'}
          rows={page.members}
          columns={[
            {
              label: 'Name',
              cell: personLink,
            },
            { label: 'Reached', cell: ({ reached }) => reachedHow[reached] },
            { label: 'Last seen', cell: ({ lastSeenOn }) => (lastSeenOn ? spoken(lastSeenOn) : 'not known') },
            { label: 'Note', cell: ({ gone }) => gone ?? '' },
          ]}
        />
      )}
      {page.next &&
        (wanted ? (
          <ActForm action="/roster/find" class="bare">
            <input type="hidden" name="wanted" value={wanted} />
            <Button quiet name="after" value={page.next}>
              More
            </Button>
          </ActForm>
        ) : (
          <p>
            <a href={`/roster?after=${page.next}`}>More</a>
          </p>
        ))}
    </section>
  );
}

const personLink = ({ id, displayName }: { id: string; displayName: string }): VNode => (
  <a href={`/roster/people/${id}`}>{displayName}</a>
);

const spoken = (day: string): string =>
  Temporal.PlainDate.from(day).toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

import type { VNode } from 'preact';
import type { z } from 'zod';
import { homeNav } from '../access/home-nav.js';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Banner, Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
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
      <section>
        <h2>Paste names</h2>
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
      </section>
      <section>
        <h2>Or send a file</h2>
        <ActForm action="/roster/files" files>
          <WhichPlace places={places} name="filePlace" form={form} />
          <Field
            name="file"
            type="file"
            label="A CSV file"
            hint="With a row of labels. You see first what it would do; nothing changes before you confirm."
            form={form}
          />
          <Button quiet={people > 0}>Look at the file</Button>
        </ActForm>
      </section>
      <List page={page} wanted={wanted} people={people} form={form} />
    </Shell>
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
      <h2>The list</h2>
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
        <ul>
          {page.members.map(({ id, displayName, hasEmail, lastSeenOn, gone }) => (
            <li key={id}>
              <a href={`/roster/people/${id}`}>{displayName}</a>
              {hasEmail ? ', e-mail' : ''}
              {lastSeenOn && `, last seen ${lastSeenOn}`}
              {gone && `, ${gone}`}
            </li>
          ))}
        </ul>
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

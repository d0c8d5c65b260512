import type { VNode } from 'preact';
import { homeNav } from '../access/home-nav.js';
import { ActForm, Button, Choices, ErrorSummary, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import type { Person } from './farewell.queries.js';

const path = (id: string): string => `/roster/people/${id}`;

export const goneWords: Record<NonNullable<Person['gone']>, string> = {
  departed: 'They have left. Nothing more goes to them.',
  deceased: 'They have died. Nothing more goes to them.',
  duplicate: 'This is the same person as another row. Nothing more goes to this one.',
};

/** The two ways off the list, on the page of one person. */
export function Farewells({ id, gone }: { id: string; gone: Person['gone'] }): VNode {
  return (
    <>
      <h2>Off the list</h2>
      {gone === null && (
        <p>
          <a href={`${path(id)}/left`}>They have left</a>: nothing more goes to them. Their name stays until
          the move is over.
        </p>
      )}
      <p>
        <a href={`${path(id)}/delete`}>They want to be deleted</a>: everything that we hold about them goes,
        at once.
      </p>
    </>
  );
}

/** Before somebody is deleted: what goes, what stays, and that it cannot be taken back. */
export function DeletePage({ id, person }: { id: string; person: Person }): VNode {
  return (
    <Shell title={`Delete ${person.name}`} nav={homeNav('/roster')}>
      <h1>Delete {person.name}?</h1>
      <p class="answer">Whoever asks for it is deleted at once. It cannot be taken back, by us neither.</p>
      <h2>What goes</h2>
      <ul>
        <li>Their name, their addresses, their places and their own page. All links to it open nothing.</li>
        <li>Whatever waits to be sent to them.</li>
        <li>Their name beside everything that they answered or noted.</li>
      </ul>
      <h2>What stays</h2>
      <ul>
        <li>That we said something to one person on that day, without them.</li>
        <li>A mark that names nobody. For 24 months no file and no list brings them back.</li>
        <li>If they come by themselves, they are welcome.</li>
      </ul>
      <p>You only know a voice or an address? Make sure that it is them who asks.</p>
      <ActForm action={`${path(id)}/delete`}>
        <Button>Delete {person.name} for good</Button>
      </ActForm>
      <p>
        <a href={path(id)}>Back, delete nothing</a>
      </p>
    </Shell>
  );
}

/** Before somebody is noted as gone. */
export function LeftPage({ id, person, form }: { id: string; person: Person; form: FormState }): VNode {
  return (
    <Shell title={`${person.name} has left`} nav={homeNav('/roster')} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>Has {person.name} left?</h1>
      <p class="answer">Nothing more goes to them, and nobody counts them as somebody still to be told.</p>
      <ul>
        <li>What waits to be sent to them is not sent.</li>
        <li>Their name stays on the list with this note, until the move is over and names are deleted.</li>
        <li>It cannot be taken back here. Whoever comes back is added again, or comes by a join code.</li>
      </ul>
      <ActForm action={`${path(id)}/left`}>
        <Choices
          name="why"
          legend="What happened?"
          options={[
            { value: 'departed', label: 'They left the community' },
            { value: 'deceased', label: 'They died' },
          ]}
          form={form}
        />
        <Button>Note that {person.name} is gone</Button>
      </ActForm>
      <p>
        They want everything gone? <a href={`${path(id)}/delete`}>They want to be deleted</a>.
      </p>
      <p>
        <a href={path(id)}>Back, change nothing</a>
      </p>
    </Shell>
  );
}

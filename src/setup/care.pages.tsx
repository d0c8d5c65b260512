import type { VNode } from 'preact';
import { homeNav } from '../access/home-nav.js';
import type { Care } from '../community/community.entity.js';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import type { CareRead } from './care.input.js';
import { careSeen } from './care.service.js';

/** What each choice changes, and nothing that is not so. */
export const cares: { value: Care; label: string; hint: string; lacks: string }[] = [
  {
    value: 'open',
    label: 'Nothing much',
    hint: 'Open. Subjects say what it is about. A join code may let people in at once. Helpers get links that open their own messenger.',
    lacks:
      'Whoever sees a message, or a phone on a table, reads what it is about. Whoever has a code may come in, and then gets your messages.',
  },
  {
    value: 'careful',
    label: 'Trouble',
    hint: 'Careful. Before it is opened, a message shows only “A note for you” and the name of a person. A lead looks at each request to join. Helpers get no links into a messenger.',
    lacks:
      'Whoever opens a message reads what it says, and who you are. Some mail programs show its first words before that. Who your members are can be seen by each lead, and by whoever hosts this. A lead who is pressed can let somebody in.',
  },
  {
    value: 'protective',
    label: 'Danger',
    hint: 'Protective. All of that; and a message says only that there is news on the page, not who you are. No files with names are taken in.',
    lacks:
      'A message still shows that somebody hears from you. Whoever holds a member’s link sees their page. Names that members chose, and addresses that they gave, are here until the move is over.',
  },
];

/** The same four questions at set-up and later. Only the first has to be answered. */
export function CareQuestions({ form }: { form: FormState }): VNode {
  return (
    <>
      <Choices
        name="care"
        legend="What could happen if the wrong person saw the list of your members?"
        options={cares}
        form={form}
      />
      <p class="hint">
        None of them protects from who has the database and its key, from who reads a member's mailbox or
        phone, or from a lead who passes on what they see. Each message shows the addresses of whoever hosts
        this: a host’s name can tell much.
      </p>
      <p>Three more, in your own words. You may leave each empty. They are kept encrypted, for leads only.</p>
      <Field
        name="who"
        label="Who might the wrong person be?"
        hint="An employer, an office, a former partner, a landlord. No names are needed."
        rows={2}
        form={form}
      />
      <Field
        name="sacred"
        label="What is sacred here?"
        hint="What must not be lost or changed: a tone, a feast, a day without messages, old photographs."
        rows={2}
        form={form}
      />
      <Field
        name="phones"
        label="What can your members' phones do?"
        hint="Old phones, shared phones, no data at the end of the month, no app store."
        rows={2}
        form={form}
      />
    </>
  );
}

export interface CarePageProps {
  known: CareRead;
  form: FormState;
  kept: boolean;
  /** Moves, each with a charter. */
  charters: { id: string; name: string }[];
}

export function CarePage({ known, form, kept, charters }: CarePageProps): VNode {
  const { label, lacks } = cares.find(({ value }) => value === known.care)!;
  return (
    <Shell title="How careful?" nav={homeNav('/care')} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      {kept && <p role="status">It is kept. It holds for every message that is sent from now on.</p>}
      <h1>How careful?</h1>
      <p class="answer">
        Now it is “{label}” ({known.care}).
      </p>
      <p>
        <strong>It does not protect from this:</strong> {lacks}
      </p>
      <ActForm action="/care" seen={careSeen(known)}>
        <CareQuestions form={{ ...form, values: { ...known, ...form.values } }} />
        <Button>Keep this</Button>
      </ActForm>
      <p>
        What was sent or taken in before stays as it was. A code that let people in at once asks a lead first
        from “Trouble” on.
      </p>
      {charters.length > 0 && (
        <section>
          <h2>What members read</h2>
          <p>Your answers stay with the leads. Once a year we ask you to look at them again.</p>
          <ul>
            {charters.map(({ id, name }) => (
              <li key={id}>
                <a href={`/rollouts/${id}/charter`}>The charter of {name}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Shell>
  );
}

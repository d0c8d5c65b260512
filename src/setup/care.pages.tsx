import type { VNode } from 'preact';
import { homeNav } from '../access/home-nav.js';
import type { Care } from '../community/community.entity.js';
import { ActForm, Button, Choices, ErrorSummary, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';

/** What each choice changes, and nothing that is not so. */
export const cares: { value: Care; label: string; hint: string }[] = [
  {
    value: 'open',
    label: 'Nothing much',
    hint: 'Open. Subjects say what it is about. A join code may let people in at once. Helpers get links that open their own messenger.',
  },
  {
    value: 'careful',
    label: 'Trouble',
    hint: 'Careful. Subjects say only “A note from” you, under the name of your community. A lead looks at each request to join. Helpers get no links into a messenger.',
  },
  {
    value: 'protective',
    label: 'Danger',
    hint: 'Protective. All of that; and a message says only that there is news on the page, and no files with names are taken in.',
  },
];

/** The same question at set-up and later. */
export function CareQuestion({ form }: { form: FormState }): VNode {
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
        phone, or from a lead who passes on what they see. The name of your community stands in every message.
      </p>
    </>
  );
}

export function CarePage({ care, form, kept }: { care: Care; form: FormState; kept: boolean }): VNode {
  const { label } = cares.find(({ value }) => value === care)!;
  return (
    <Shell title="How careful?" nav={homeNav('/care')} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      {kept && <p role="status">It is kept. It holds for every message that is sent from now on.</p>}
      <h1>How careful?</h1>
      <p class="answer">
        Now it is “{label}” ({care}).
      </p>
      <ActForm action="/care">
        <CareQuestion form={{ ...form, values: { care, ...form.values } }} />
        <Button>Keep this</Button>
      </ActForm>
      <p>
        What was sent or taken in before stays as it was. A code that let people in at once asks a lead first
        from “Trouble” on.
      </p>
    </Shell>
  );
}

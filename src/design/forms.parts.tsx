import type { VNode } from 'preact';
import {
  ActForm,
  Button,
  Choices,
  ErrorSummary,
  Field,
  emptyForm,
  type FormState,
} from '../kernel/ui/forms.js';
import { Select } from '../kernel/ui/select.js';
import { ZoneSelect } from '../kernel/ui/zone-select.js';
import { HowMany } from '../rollout/agenda.pages.js';
import type { Part } from './part.pages.js';

const wrong: FormState = {
  values: { name: 'To the garden room, spring', startsOn: '2026-13-40', ways: ['mail', 'dove'] },
  reasons: [
    { field: 'name', message: 'Another move is called so already. Choose another name.' },
    { field: 'startsOn', message: 'Write the day as year-month-day, such as 2026-03-02.' },
    { field: 'zone', message: 'Choose the zone in which most of you are.' },
    { field: 'why', message: 'Write something here.' },
    { field: 'preset', message: 'Choose how many people you are.' },
    { field: 'ways', message: 'We cannot write by dove. Choose among these.' },
    { field: 'list', message: 'This is not a CSV file. Save the table as CSV, then choose it again.' },
  ],
};

const sizes = [
  { value: 'small', label: 'Under 60', hint: 'One wave of invitations, and fewer messages.' },
  { value: 'usual', label: '60 or more', hint: 'Four waves, a week apart.' },
];
const ways = [
  { value: 'mail', label: 'By e-mail' },
  { value: 'person', label: 'In person' },
];
const zones = [
  { value: '', label: 'None is chosen' },
  { value: 'Europe/Berlin', label: 'Berlin' },
  { value: 'Europe/Lisbon', label: 'Lisbon' },
];

/** Each kind of field; under other names where it stands twice on the page. */
function Fields({ form, of = '' }: { form: FormState; of?: string }): VNode {
  return (
    <>
      <Field name={`${of}name`} label="What do you call it?" hint="For example: Spring." form={form} />
      <Field name={`${of}startsOn`} type="date" label="On which day does it begin?" form={form} />
      <Select name={`${of}zone`} label="Where are you?" options={zones} form={form} />
      <ZoneSelect name={`${of}city`} label="Which time zone?" none="None is chosen" form={form} />
      <Field name={`${of}why`} label="Why do you move?" hint="Everybody reads it." rows={3} form={form} />
      <Choices name={`${of}preset`} legend="How many people are you?" options={sizes} form={form} />
      <Choices
        name={`${of}ways`}
        legend="How are people told?"
        hint="Choose all that you can do."
        options={ways}
        many
        form={form}
      />
      <Field name={`${of}list`} type="file" label="The list, as a file" form={form} />
    </>
  );
}

const Acts = (): VNode => (
  <div class="acts">
    <Button>Plan it</Button>
    <Button quiet>Keep the draft</Button>
    <Button plain>Take it back</Button>
  </div>
);

export const forms: Part[] = [
  {
    name: 'Form, before it is sent',
    draw: () => (
      <ActForm action="/design" files>
        <Fields form={emptyForm()} of="new-" />
        <Acts />
      </ActForm>
    ),
  },
  {
    name: 'Form, as it comes back',
    draw: () => (
      <>
        <ErrorSummary form={wrong} />
        <ActForm action="/design" files>
          <Fields form={wrong} />
          <Acts />
        </ActForm>
      </>
    ),
  },
  {
    name: 'Confirm in numbers',
    draw: () => (
      <ActForm action="/design">
        <HowMany people={214} form={emptyForm()} />
        <Button>Send to 214 people</Button>
      </ActForm>
    ),
  },
];

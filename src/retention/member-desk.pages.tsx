import type { VNode } from 'preact';
import { homeNav } from '../access/home-nav.js';
import { inWhichWeWrite, languageChoices } from '../community/language.choices.js';
import type { Reach } from '../community/member-edit.service.js';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Select } from '../kernel/ui/select.js';
import { ZoneSelect } from '../kernel/ui/zone-select.js';
import { Shell } from '../kernel/ui/shell.js';
import { Farewells, goneWords } from './farewell.pages.js';
import type { Person } from './farewell.queries.js';
import { reachSeen } from './member-desk.service.js';

const done: Record<string, string> = {
  works: 'We write to this address again. What had come back from it counts as arrived.',
  changed: 'It is kept. What waited for an old address goes the new way.',
  replaced: 'The link is replaced. Whoever had an earlier one opens nothing with it.',
  'replaced-told': 'The link is replaced. A message with the new one goes out to them.',
  'replaced-untold':
    'The link is replaced. No move is running, so no message went out: the next one to them carries it.',
};

export interface MemberPageProps {
  id: string;
  reach: Reach;
  form: FormState;
  said: string | undefined;
  /** Somebody noted that they are gone. */
  gone: Person['gone'];
}

/** One person of the list, to be corrected. */
export function MemberPage({ id, reach, form, said, gone }: MemberPageProps): VNode {
  const { displayName, waiting, dead, ...rest } = reach;
  const filled = { ...form, values: form.reasons.length > 0 ? form.values : { displayName, ...rest } };
  const path = `/roster/people/${id}`;
  return (
    <Shell title={displayName} nav={homeNav('/roster')} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      {said !== undefined && done[said] && <p role="status">{done[said]}</p>}
      <h1>{displayName}</h1>
      <p class="answer">
        {gone
          ? goneWords[gone]
          : 'Correct here what is wrong. The record keeps that you did, not what you wrote.'}
      </p>
      <ActForm action={path} seen={reachSeen(reach)}>
        <Field name="displayName" label="Name" autocomplete="off" form={filled} />
        <Field
          name="email"
          type="email"
          label="E-mail address"
          hint="We write to this one alone, at once. Empty: we forget the one we have."
          autocomplete="off"
          form={filled}
        />
        {waiting !== null && <p class="hint">They typed a new address themselves; it waits for its yes.</p>}
        <Choices
          name="way"
          legend="How do they hear from us?"
          options={[
            { value: 'email', label: 'By e-mail' },
            { value: 'person', label: 'A person tells them' },
            { value: 'here', label: 'They look at their page' },
          ]}
          form={filled}
        />
        <Select
          name="language"
          label="Language"
          hint={inWhichWeWrite}
          options={[{ value: '', label: 'Not known' }, ...languageChoices(filled.values['language'])]}
          form={filled}
        />
        <ZoneSelect
          name="timeZone"
          label="Time zone, if it is another"
          hint="We write at no hour of their night."
          none="That of the move"
          form={filled}
        />
        <Button>Keep this</Button>
      </ActForm>
      {dead !== null && (
        <>
          <h2>An address that does not work</h2>
          <p>Messages to {dead} came back. We write there no more.</p>
          <ActForm action={`${path}/address-works`} class="bare">
            <Button quiet>It works after all</Button>
          </ActForm>
        </>
      )}
      <h2>The link to their page</h2>
      <p>
        Somebody else may have it? Replace it. All links to their page in earlier messages then open nothing,
        theirs too.
      </p>
      <ActForm action={`${path}/link`}>
        <Choices
          name="tell"
          legend="Do they get the new one now?"
          options={[
            { value: 'yes', label: 'Yes, in a message of its own' },
            { value: 'no', label: 'No', hint: 'The next message to them carries it.' },
          ]}
          form={form}
        />
        <Button quiet>Replace the link</Button>
      </ActForm>
      <Farewells id={id} gone={gone} />
      <p>
        <a href="/roster">Back to the list</a>
      </p>
    </Shell>
  );
}

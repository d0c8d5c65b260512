import type { VNode } from 'preact';
import { english, mirrored } from '../kernel/language/say.js';
import { ActForm, Button, Choices, Field } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';

/** What members see: one narrow column, choices alike, nothing pre-ticked, help in one place. */
export function MemberDesignPage({ dir }: { dir: 'ltr' | 'rtl' }): VNode {
  return (
    <Shell
      title="The design, for members"
      narrow
      say={dir === 'rtl' ? mirrored : english}
      help={<p>A person answers your questions: Rosa, 030 123 456, or at the bakery on Fridays.</p>}
    >
      <p role="status">Thank you for saying it. We tell you only what you must know, and ask no more.</p>
      <h1>Hello Aylin</h1>
      <h2>What is happening</h2>
      <p>The new place is open beside the old one. You need not do anything now.</p>
      <section>
        <h2>You choose</h2>
        <ActForm action="/design/member" class="alike">
          <Button>I’m in</Button>
          <p class="hint">You are there, or you begin now. You can change your mind.</p>
        </ActForm>
        <ActForm action="/design/member" class="alike">
          <fieldset class="choices">
            <legend>Help me. How would you like it?</legend>
            <Button>by message</Button>
            <Button>by phone</Button>
            <Button>at my door</Button>
          </fieldset>
        </ActForm>
        <ActForm action="/design/member" class="alike">
          <Button>I’d rather not</Button>
          <p class="hint">We stop asking. You hear only what you must know, such as a day for closing.</p>
        </ActForm>
      </section>
      <section>
        <h2>A screen of a survey</h2>
        <p class="hint">Rosa and Tom see your answers. You can change them until Sunday 12 July.</p>
        <ActForm action="/design/member">
          <Choices
            name="task"
            legend="Did you write a message?"
            options={[
              { value: 'yes', label: 'yes' },
              { value: 'not-yet', label: 'not yet' },
              { value: 'did-not-try', label: 'did not try' },
            ]}
          />
          <Field name="confused" label="What confused you?" rows={3} />
          <Button>Save and continue</Button>
        </ActForm>
      </section>
      <section>
        <h2>What you can open</h2>
        <details>
          <summary>Something else</summary>
          <ActForm action="/design/member">
            <Button quiet>I have no phone or computer for it</Button>
          </ActForm>
        </details>
      </section>
    </Shell>
  );
}

import type { ComponentChildren, VNode } from 'preact';
import { z } from 'zod';
import { lineField } from '../kernel/http/fields.js';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { spokenDay } from './calendar.words.js';
import type { Scene } from './scene.js';

const optionalLine = z
  .string()
  .trim()
  .max(200, 'Use at most 200 characters.')
  .optional()
  .transform((text) => text || undefined);

/** Never a phone number, never a birthday: a name, and how to tell them things. */
export const joinForm = z
  .object({
    name: lineField(80),
    calledThere: optionalLine,
    how: z.enum(['email', 'person', 'here'], 'Choose how we tell you things.'),
    email: optionalLine,
    language: z.enum(['en', 'de', 'fr', 'es', 'pt']).optional().catch(undefined),
    /** This very form: pressing twice is coming once. */
    once: z
      .string()
      .regex(/^[\w-]{22}$/)
      .optional()
      .catch(undefined),
  })
  .refine(({ how, email }) => how !== 'email' || z.email().safeParse(email).success, {
    path: ['email'],
    message: 'Write the address to which we may send, for example name@example.org.',
  });

function Narrow(props: { title: string; problem?: boolean; children: ComponentChildren }): VNode {
  return (
    <Shell title={props.title} narrow lang="en" {...(props.problem && { problem: true })}>
      {props.children}
    </Shell>
  );
}

export function CodePage({ form }: { form: FormState }): VNode {
  return (
    <Narrow title="Come along" problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>Do you have a code?</h1>
      <ActForm action="/join">
        <Field
          name="code"
          label="Your code"
          hint="Eight letters and digits. Capitals and spaces do not matter."
          autocomplete="off"
          form={form}
        />
        <Button>Continue</Button>
      </ActForm>
    </Narrow>
  );
}

export function JoinPage(props: { code: string; scene: Scene; form: FormState; once: string }): VNode {
  const { code, scene, form, once } = props;
  return (
    <Narrow title={`${scene.community}: come along`} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>Come along with {scene.community}</h1>
      <p>
        We are moving from {scene.oldPlace} to {scene.newPlaceCalled}. Tell us how to reach you, and nobody
        forgets you.
      </p>
      {scene.closesOn && (
        <p>
          <strong>On {spokenDay(scene.closesOn)} the old place closes for new messages.</strong> You can still
          read it after that.
        </p>
      )}
      <p>
        We keep what you write here, nothing else, and only until the move is over. You can delete it at any
        time.
      </p>
      <ActForm action={`/j/${code}`}>
        <input type="hidden" name="once" value={once} />
        <Field
          name="name"
          label="Your name"
          hint="A name that you made up is fine."
          autocomplete="name"
          form={form}
        />
        <Field
          name="calledThere"
          label={`What you are called in ${scene.oldPlace}`}
          hint="Only if you like. It helps us not to count you twice."
          autocomplete="off"
          form={form}
        />
        <Choices
          name="how"
          legend="How shall we tell you things?"
          options={[
            { value: 'email', label: 'By e-mail', hint: 'One message asks you first whether it is you.' },
            { value: 'person', label: 'A person tells me', hint: 'Somebody who helps, in their own words.' },
            { value: 'here', label: "I'll look here", hint: 'You get a page of your own.' },
          ]}
          form={form}
        />
        <Field name="email" type="email" label="E-mail, if you chose it" autocomplete="email" form={form} />
        <Button>Come along</Button>
      </ActForm>
      <p>
        Who asks you this: {scene.responsible}, {scene.contact}.
      </p>
    </Narrow>
  );
}

/** The same for a code that never was, was replaced, or has ended. */
export function NoCodePage(): VNode {
  return (
    <Narrow title="This code opens nothing">
      <h1>This code opens nothing</h1>
      <p>It may have been replaced, or it was typed a little differently. Nothing has happened.</p>
      <p>
        <a href="/join">Type it again</a>, or ask whoever gave it to you for the newest one.
      </p>
    </Narrow>
  );
}

/**
 * The house is busy, for this visitor alone. What they typed stands in the form of this page: one press sends it again.
 * It says the same for every code, so it names no community.
 */
export function TooManyPage(props: { again: string; path?: string; typed?: Record<string, unknown> }): VNode {
  const { again, path, typed } = props;
  const kept = Object.entries(typed ?? {}).filter(
    (one): one is [string, string] => typeof one[1] === 'string',
  );
  return (
    <Narrow title="Try again in a while">
      <h1>Try again {again}</h1>
      <p>
        Many tries came from your network within an hour. Your code may be right: we look at it again then.
      </p>
      {path && (
        <>
          <p>Nothing is sent yet, and what you typed is kept in this page. Leave it open, and press then.</p>
          <ActForm action={path}>
            {kept.map(([name, value]) => (
              <input type="hidden" name={name} value={value} key={name} />
            ))}
            <Button>Send it again</Button>
          </ActForm>
        </>
      )}
    </Narrow>
  );
}

export function WaitingPage({ scene, mailed }: { scene: Scene; mailed: boolean }): VNode {
  return (
    <Narrow title="Thank you">
      <h1>Thank you. A person looks at it soon</h1>
      <p>
        Keep the address of this page, or come back to it: it becomes your own page as soon as somebody of{' '}
        {scene.community} has said yes. If nobody does so within 14 days, what you wrote is deleted.
      </p>
      {mailed && (
        <p>We send one message to the address that you typed. Say yes there, and we write to you.</p>
      )}
      <p>
        Questions: {scene.responsible}, {scene.contact}.
      </p>
    </Narrow>
  );
}

/** Whoever came is on the list already, a lead thinks. The page of the list's person opens once the lead has asked. */
export function KnownPage({ scene }: { scene: Scene }): VNode {
  return (
    <Narrow title="We know you already">
      <h1>Thank you. We think we know you already</h1>
      <p>
        Your name is on our list. So that nobody opens another person's page, we ask you first whether it is
        you. After that this address leads to your page.
      </p>
      <p>Did you get a message from us before? The link in it opens your page now.</p>
      <p>
        Ask, or say that it is somebody else: {scene.responsible}, {scene.contact}.
      </p>
    </Narrow>
  );
}

import type { VNode } from 'preact';
import { inWhichWeWrite, languageChoices } from '../community/language.choices.js';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Select } from '../kernel/ui/select.js';
import { ZoneSelect } from '../kernel/ui/zone-select.js';
import { Shell } from '../kernel/ui/shell.js';
import { CareQuestions } from './care.pages.js';

export function SetupPage({ token, form }: { token: string; form: FormState }): VNode {
  return (
    <Shell title="Set up Changeover" narrow problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>Set up Changeover</h1>
      <p class="answer">
        A few answers, and your community has a place from which to plan its move. Nothing is stored before.
      </p>
      <ActForm action={`/set-up/${token}`}>
        <h2>Your community</h2>
        <Field name="communityName" label="What is it called?" form={form} />
        <ZoneSelect
          name="timeZone"
          label="Which time zone does it live in?"
          hint="Choose the city whose clocks it lives by. All dates are told in it."
          form={form}
        />
        <Select
          name="language"
          label="Which language does it speak?"
          hint={inWhichWeWrite}
          options={languageChoices(form.values['language'])}
          form={form}
        />
        <h2>Who is responsible for its data?</h2>
        <p>Members read this in the first message, and on the page that says what is kept about them.</p>
        <Field name="responsibleName" label="Name" form={form} />
        <Field
          name="responsibleContact"
          label="How to reach them"
          hint="An e-mail address that a person reads, for answers to our mails, and one way that is not e-mail: a phone number, a door, a meeting."
          form={form}
        />
        <h2>How careful?</h2>
        <CareQuestions form={form} />
        <h2>You</h2>
        <Field
          name="name"
          label="Your name"
          hint="You will lead the move. Others can join you later."
          form={form}
          autocomplete="name"
        />
        <Field
          name="email"
          type="email"
          label="Your e-mail address (you may leave this empty)"
          hint="For what needs you, and what goes out by itself."
          form={form}
          autocomplete="email"
        />
        <Button>Set up</Button>
      </ActForm>
    </Shell>
  );
}

export function SetupDonePage({ name }: { name: string }): VNode {
  return (
    <Shell title="Changeover is set up" narrow>
      <h1>Changeover is set up</h1>
      <p class="answer">
        {name} has a place now, and you are signed in. Next: where do you move from, and where to?
      </p>
      <p>
        <a class="button" href="/begin">
          Go on to the first steps
        </a>
      </p>
      <p class="hint">
        This browser stays signed in for 14 days. Afterwards whoever hosts this page prints a new link:{' '}
        <code>changeover sign-in-link</code>. A program that acts in your name needs a token:{' '}
        <a href="/account">My account</a> makes one.
      </p>
    </Shell>
  );
}

export function SetupUsedPage(): VNode {
  return (
    <Shell title="This link no longer opens" narrow>
      <h1>This link no longer opens</h1>
      <p class="answer">The set-up link works once. Perhaps the community is set up already.</p>
      <p>
        Otherwise, look where Changeover was started: the link is printed there. Whoever hosts it can print
        another one: <code>changeover set-up-link</code>.
      </p>
      <p>
        Is it yours, and set up? <a href="/sign-in">Sign in</a>
      </p>
    </Shell>
  );
}

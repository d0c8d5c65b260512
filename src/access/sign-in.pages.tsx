import type { VNode } from 'preact';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { OpenIdDoor } from './openid.pages.js';
import { PasskeyDoor } from './passkeys.pages.js';
import { signInPath, Wanted } from './wanted.js';

export interface SignInProps {
  form: FormState;
  to: string | undefined;
  /** Whether mail leaves this house. */
  byMail: boolean;
  /** The script for passkeys, where browsers make some. */
  passkeys: string | undefined;
  /** Where people of this house can sign in too, as they know it. */
  provider: string | undefined;
}

export function SignInPage({ form, to, byMail, passkeys, provider }: SignInProps): VNode {
  return (
    <Shell title="Sign in" narrow problem={form.reasons.length > 0} script={passkeys}>
      <ErrorSummary form={form} />
      <h1>Sign in</h1>
      {byMail ? (
        <>
          <p class="answer">We send you a link by e-mail. There is no password.</p>
          <ActForm action="/sign-in">
            <Wanted to={to} />
            <Field name="email" type="email" label="Your e-mail address" autocomplete="email" form={form} />
            <Button>Send me a link</Button>
          </ActForm>
        </>
      ) : (
        <p class="answer">
          {provider
            ? 'You need no password of ours: come in with an account that you have.'
            : 'No mail leaves here, so a person gives you a link.'}
        </p>
      )}
      {provider && <OpenIdDoor name={provider} to={to} only={!byMail} />}
      {passkeys && <PasskeyDoor to={to} />}
      <h2>{byMail ? 'No mail, or another address?' : 'How to get in'}</h2>
      <ul>
        <li>Were you invited? Whoever invited you can make you a new link.</li>
        <li>
          Else ask whoever hosts this page. They run <code>changeover sign-in-link NAME</code>.
        </li>
      </ul>
      <h2>Are you a member?</h2>
      <p>You need no account. Open the link in your message.</p>
    </Shell>
  );
}

/** The same words for everybody, known or not. */
export function SentPage({ email, to }: { email: string; to: string | undefined }): VNode {
  return (
    <Shell title="Look into your mail" narrow>
      <h1>Look into your mail</h1>
      <p class="answer">If somebody here works under {email}, a link is on its way.</p>
      <p>It opens once, within 30 minutes. You may close this page.</p>
      <h2>Nothing came?</h2>
      <ul>
        <li>Look among spam.</li>
        <li>
          Look whether the address is spelled as you gave it here. <a href={signInPath(to)}>Type it again</a>
        </li>
        <li>Ask whoever invited you, or whoever hosts this page, for a link.</li>
      </ul>
    </Shell>
  );
}

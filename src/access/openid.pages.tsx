import type { VNode } from 'preact';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { signInPath } from './wanted.js';

/** A link and no form: a browser lets no form of ours lead to another site. */
export function OpenIdDoor(props: { name: string; to: string | undefined; only: boolean }): VNode {
  const { name, to, only } = props;
  const query = to === undefined ? '' : `?to=${encodeURIComponent(to)}`;
  return (
    <p>
      <a class={only ? 'button' : 'button quiet'} href={`/sign-in/openid${query}`}>
        Sign in with {name}
      </a>
    </p>
  );
}

/** For whoever works in several communities under one address. */
export function WhichPage(props: { doors: { called: string; token: string }[] }): VNode {
  return (
    <Shell title="Where to?" narrow>
      <h1>Where to?</h1>
      <p class="answer">This address opens more than one way in. Choose one.</p>
      {props.doors.map(({ called, token }) => (
        <ActForm key={token} action={`/enter/${token}`}>
          <Button quiet>{called}</Button>
        </ActForm>
      ))}
    </Shell>
  );
}

export type NotIn = 'refused' | 'unchecked' | 'wrong' | 'away' | 'late' | 'unknown';

/** Why somebody did not come in from elsewhere, and how else they can. */
export function NotInPage(props: {
  why: NotIn;
  name: string;
  to: string | undefined;
  address?: string;
}): VNode {
  const { why, to, address = '' } = props;
  const name = props.name.charAt(0).toLocaleUpperCase('en') + props.name.slice(1);
  const words: Record<NotIn, [title: string, answer: string, next: string]> = {
    refused: [
      `${name} did not let you in`,
      'It sent you back without saying who you are.',
      'Begin again, or sign in another way.',
    ],
    unchecked: [
      'We do not know your address',
      `${name} told us no e-mail address that it has checked.`,
      'Let your address be checked there, or sign in another way.',
    ],
    wrong: [
      `This did not work with ${props.name}`,
      'Its answer could not be used. You are not signed in.',
      'Begin again. If it comes back, tell whoever hosts this page: their log names the reason.',
    ],
    away: [
      `${name} does not answer`,
      'You are not signed in. Nothing else happened.',
      'Try again in a minute, or sign in another way.',
    ],
    late: [
      'This sign-in cannot go on',
      'It was begun in another browser or more than ten minutes ago, or it is done already.',
      'Begin again.',
    ],
    unknown: [
      'Nobody works here under this address',
      `${name} says that yours is ${address}.`,
      'Ask whoever invited you to write down this address. Or sign in another way.',
    ],
  };
  const [title, answer, next] = words[why];
  return (
    <Shell title={title} narrow>
      <h1>{title}</h1>
      <p class="answer">{answer}</p>
      <p>{next}</p>
      <p>
        <a href={signInPath(to)}>Go to the sign-in</a>
      </p>
    </Shell>
  );
}

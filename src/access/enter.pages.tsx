import type { VNode } from 'preact';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { signInPath, Wanted } from './wanted.js';

export function EnterPage({ token, to }: { token: string; to: string | undefined }): VNode {
  return (
    <Shell title="Sign in" narrow>
      <h1>Sign in</h1>
      <p class="answer">Press the button and you are in. The link works once.</p>
      <ActForm action={`/enter/${token}`}>
        <Wanted to={to} />
        <Button>Sign in</Button>
      </ActForm>
      <p class="hint">
        This browser stays signed in for 14 days, or until you leave. On a shared computer, leave.
      </p>
    </Shell>
  );
}

export function UsedLinkPage({ to }: { to: string | undefined }): VNode {
  return (
    <Shell title="This link no longer opens" narrow>
      <h1>This link no longer opens</h1>
      <p class="answer">A sign-in link works once, and only for a while.</p>
      <p>
        <a href={signInPath(to)}>Get a new one</a>
      </p>
    </Shell>
  );
}

export function LeavePage({ name }: { name: string }): VNode {
  return (
    <Shell title="Leave" narrow>
      <h1>Leave</h1>
      <p class="answer">You are signed in here as {name}.</p>
      <ActForm action="/leave">
        <Button>Leave</Button>
      </ActForm>
    </Shell>
  );
}

/** @param provider where they may have come from, and are signed in still */
export function LeftPage({ provider }: { provider: string | undefined }): VNode {
  return (
    <Shell title="You have left" narrow>
      <h1>You have left</h1>
      <p class="answer">This browser is no longer signed in.</p>
      {provider && <p>It may still be signed in with {provider}. On a shared computer, leave there too.</p>}
      <p>
        <a href="/sign-in">Come back in</a>
      </p>
    </Shell>
  );
}

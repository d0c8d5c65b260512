import type { VNode } from 'preact';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import type { Scene } from './scene.js';

/** It names nobody: whoever reads it may not be who typed the address. */
export function ConfirmPage({ scene, token }: { scene: Scene; token: string }): VNode {
  return (
    <Shell title="May we write to you?" narrow lang="en">
      <h1>May we write to you at this address?</h1>
      <p>
        Somebody typed it on the join page of {scene.community}, to hear of the move from {scene.oldPlace} to{' '}
        {scene.newPlaceCalled}.
      </p>
      <ActForm action={`/confirm/${token}`}>
        <Button>Yes, write to me here</Button>
      </ActForm>
      <p>
        It was not you? Close this page. We do not write to you again, unless somebody types this address
        again.
      </p>
      <p>
        Who asks you this: {scene.responsible}, {scene.contact}.
      </p>
    </Shell>
  );
}

export function ConfirmedPage({ scene }: { scene: Scene }): VNode {
  return (
    <Shell title="Thank you" narrow lang="en">
      <h1>Thank you. We write to you here from now on</h1>
      <p>Each message says how to stop its kind. You can close this page.</p>
      <p>
        Questions: {scene.responsible}, {scene.contact}.
      </p>
    </Shell>
  );
}

/** The same for a link that never was, has expired, or whose request is gone. */
export function NoConfirmationPage(): VNode {
  return (
    <Shell title="This link opens nothing" narrow lang="en">
      <h1>This link opens nothing</h1>
      <p>It may be too old, or it was typed a little differently. Nothing has happened.</p>
      <p>
        You can <a href="/join">come along again with a code</a>, or ask whoever gave it to you.
      </p>
    </Shell>
  );
}

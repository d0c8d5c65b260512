import type { ComponentChildren, VNode } from 'preact';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import type { Scene } from './scene.js';

/** It names nobody: whoever reads it may not be who typed the address. */
export function AskAddressPage({
  scene,
  action,
  about,
}: {
  scene: Scene;
  action: string;
  /** Who typed it, and what for. */
  about: string;
}): VNode {
  return (
    <Shell title="May we write to you?" narrow lang="en">
      <h1>May we write to you at this address?</h1>
      <p>{about}</p>
      <ActForm action={action}>
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

/** Its owner has said yes; `also` is what follows from it. */
export function AddressTakenPage({
  scene,
  title = 'We write to you here from now on',
  also,
}: {
  scene: Scene;
  title?: string;
  also: string;
}): VNode {
  return (
    <Shell title="Thank you" narrow lang="en">
      <h1>Thank you. {title}</h1>
      <p>{also} You can close this page.</p>
      <p>
        Questions: {scene.responsible}, {scene.contact}.
      </p>
    </Shell>
  );
}

/** The same for a link that never was, has expired, or whose address is gone. */
export function NothingOpensPage({ why, children }: { why: string; children?: ComponentChildren }): VNode {
  return (
    <Shell title="This link opens nothing" narrow lang="en">
      <h1>This link opens nothing</h1>
      <p>It may be too old, or {why}. Nothing has happened.</p>
      {typeof children === 'string' ? <p>{children}</p> : children}
    </Shell>
  );
}

export function ConfirmPage({ scene, token }: { scene: Scene; token: string }): VNode {
  return (
    <AskAddressPage
      scene={scene}
      action={`/confirm/${token}`}
      about={`Somebody typed it on the join page of ${scene.community}, to hear of the move from ${scene.oldPlace} to ${scene.newPlaceCalled}.`}
    />
  );
}

/** `waits`: nobody of the people who lead has said yet who came. */
export function ConfirmedPage({ scene, waits }: { scene: Scene; waits: boolean }): VNode {
  return waits ? (
    <AddressTakenPage
      scene={scene}
      title="We know now that this address is yours"
      also="Somebody who leads the move looks at who came. After that we write to you here."
    />
  ) : (
    <AddressTakenPage scene={scene} also="Each message says how to stop its kind." />
  );
}

export function NoConfirmationPage(): VNode {
  return (
    <NothingOpensPage why="it was typed a little differently">
      <p>
        You can <a href="/join">come along again with a code</a>, or ask whoever gave it to you.
      </p>
    </NothingOpensPage>
  );
}

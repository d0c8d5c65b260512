import type { ComponentChildren, VNode } from 'preact';
import type { Say } from '../kernel/language/say.js';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { link } from '../kernel/ui/tags.js';
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
  const { say, responsible, contact } = scene;
  return (
    <Shell title={say('May we write to you?')} narrow say={say}>
      <h1>{say('May we write to you at this address?')}</h1>
      <p>{about}</p>
      <ActForm action={action}>
        <Button>{say('Yes, write to me here')}</Button>
      </ActForm>
      <p>
        {say(
          'It was not you? Close this page. We do not write to you again, unless somebody types this address again.',
        )}
      </p>
      <p>{say('Who asks you this: {responsible}, {contact}.', { responsible, contact })}</p>
    </Shell>
  );
}

/** Its owner has said yes; `also` is what follows from it. */
export function AddressTakenPage({
  scene,
  title,
  also,
}: {
  scene: Scene;
  title?: string;
  also: string;
}): VNode {
  const { say, responsible, contact } = scene;
  return (
    <Shell title={say('Thank you')} narrow say={say}>
      <h1>{title ?? say('Thank you. We write to you here from now on')}</h1>
      <p>
        {also} {say('You can close this page.')}
      </p>
      <p>{say('Questions: {responsible}, {contact}.', { responsible, contact })}</p>
    </Shell>
  );
}

/** The same for a link that never was, has expired, or whose address is gone. */
export function NothingOpensPage({
  say,
  why,
  children,
}: {
  say: Say;
  why: string;
  children: ComponentChildren;
}): VNode {
  return (
    <Shell title={say('This link opens nothing')} narrow say={say}>
      <h1>{say('This link opens nothing')}</h1>
      <p>
        {why} {say('Nothing has happened.')}
      </p>
      <p>{children}</p>
    </Shell>
  );
}

export function ConfirmPage({ scene, token }: { scene: Scene; token: string }): VNode {
  const { say, community, oldPlace, newPlaceCalled } = scene;
  const about = say(
    'Somebody typed it on the join page of {community}. They want to hear of the move from {oldPlace} to {newPlaceCalled}.',
    { community, oldPlace, newPlaceCalled },
  );
  return <AskAddressPage {...{ scene, about }} action={`/confirm/${token}`} />;
}

/** `waits`: nobody of the people who lead has said yet who came. */
export function ConfirmedPage({ scene, waits }: { scene: Scene; waits: boolean }): VNode {
  const { say } = scene;
  return waits ? (
    <AddressTakenPage
      scene={scene}
      title={say('Thank you. We know now that this address is yours')}
      also={say('Somebody who leads the move looks at who came. After that we write to you here.')}
    />
  ) : (
    <AddressTakenPage scene={scene} also={say('Each message says how to stop its kind.')} />
  );
}

export function NoConfirmationPage({ say }: { say: Say }): VNode {
  return (
    <NothingOpensPage say={say} why={say('It may be too old, or it was typed a little differently.')}>
      {say.rich('You can <a>come along again with a code</a>, or ask whoever gave it to you.', {
        a: link('/join'),
      })}
    </NothingOpensPage>
  );
}

import type { VNode } from 'preact';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { inOneLine } from '../privacy/column.words.js';
import type { HeldKind } from '../privacy/held.service.js';
import type { Scene } from '../rollout/scene.js';

export interface DataPageProps {
  path: string;
  scene: Scene;
  kinds: Omit<HeldKind, 'rows'>[];
  form: FormState;
  /** Sent to the known address; with it no words are asked for. */
  key: string | undefined;
  hasAddress: boolean;
  said: string | null;
}

/** What we store, why, who sees it, until when; made from what the program declares. */
export function DataPage(props: DataPageProps): VNode {
  const { path, scene, kinds, form, key, hasAddress, said } = props;
  return (
    <Shell
      title="What we store"
      narrow
      lang="en"
      problem={form.reasons.length > 0}
      help={<Help scene={scene} />}
    >
      <ErrorSummary form={form} />
      {said && <p role="status">{said}</p>}
      <h1>What we store, why, who sees it, until when</h1>
      <p class="answer">
        Not what you write in our places, no phone number, not where you were: only what stands below.{' '}
        {scene.responsible} answers for it.
      </p>
      <h2>What we hold about you</h2>
      <p>Links get passed on. So a second thing is asked before we show or delete.</p>
      <ActForm action={`${path}/data`}>
        {key === undefined ? (
          <Field name="words" label="The four words that you noted" autocomplete="off" form={form} />
        ) : (
          <input type="hidden" name="key" value={key} />
        )}
        <div class="alike">
          <Button>Show me everything</Button>
          <button type="submit" formAction={`${path}/data/json`}>
            Take it with me (JSON)
          </button>
          <button type="submit" formAction={`${path}/data/delete#problem`}>
            Delete me
          </button>
        </div>
      </ActForm>
      <p>
        Deleting takes your name, addresses, answers and messages away at once, for good. No list brings you
        back; you can come back yourself.
      </p>
      {key === undefined && hasAddress && (
        <ActForm action={`${path}/data/key`} class="bare">
          <Button quiet>I have no words: send a key to my address</Button>
        </ActForm>
      )}
      {key !== undefined && (
        <p>
          With this key you can also <a href={`${path}/reach?key=${key}`}>change your e-mail address</a>.
        </p>
      )}
      <h2>All kinds of data</h2>
      {kinds.map((kind) => (
        <Kind key={kind.what} kind={kind} />
      ))}
      <p>
        <a href={path}>Back to my page</a>
      </p>
    </Shell>
  );
}

export function EverythingPage({
  path,
  scene,
  held,
}: {
  path: string;
  scene: Scene;
  held: HeldKind[];
}): VNode {
  return (
    <Shell title="Everything about you" narrow lang="en" help={<Help scene={scene} />}>
      <h1>Everything that we hold about you</h1>
      {held.map((kind) => (
        <section key={kind.what}>
          <Kind kind={kind} />
          <ul>
            {[...new Set(kind.rows.map(inOneLine))].map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
      <p>
        <a href={`${path}/data`}>Back</a>
      </p>
    </Shell>
  );
}

export function DeletedPage({ scene }: { scene: Scene }): VNode {
  return (
    <Shell title="You are deleted" narrow lang="en" help={<Help scene={scene} />}>
      <h1>You are deleted</h1>
      <p class="answer">Your name, addresses, answers and messages are gone. This page is gone too.</p>
      <p>No list brings you back for two years. If you come back yourself, you are welcome.</p>
    </Shell>
  );
}

function Kind({ kind }: { kind: Omit<HeldKind, 'rows'> }): VNode {
  return (
    <>
      <h3>{kind.what}</h3>
      <p>
        Why: {kind.why}. Who sees it: {kind.who}. Until when: {kind.until}.
      </p>
    </>
  );
}

function Help({ scene }: { scene: Scene }): VNode {
  return (
    <p>
      A person answers your questions: {scene.responsible}, {scene.contact}.
    </p>
  );
}

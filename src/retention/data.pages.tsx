import { Fragment, type VNode } from 'preact';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import type { Say } from '../kernel/language/say.js';
import { Shell } from '../kernel/ui/shell.js';
import { link } from '../kernel/ui/tags.js';
import { groupBy } from '../notices/group.rules.js';
import { inOneLine } from '../privacy/column.words.js';
import { leaders } from '../privacy/inventory.js';
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
  const { say, responsible } = scene;
  return (
    <Shell
      title={say('What we store')}
      say={say}
      narrow
      problem={form.reasons.length > 0}
      help={<Help scene={scene} />}
    >
      <ErrorSummary form={form} />
      {said && <p role="status">{said}</p>}
      <h1>{say('What we store, why, who sees it, until when')}</h1>
      <p class="answer">
        {say(
          'Not what you write in our places, no phone number, not where you were: only what stands below.',
        )}{' '}
        {say('{responsible} answers for it.', { responsible })}
      </p>
      <h2>{say('What we hold about you')}</h2>
      <p>{say('Links get passed on. So a second thing is asked before we show or delete.')}</p>
      <ActForm action={`${path}/data`}>
        <SecondField say={say} proof={key} form={form} />
        <div class="alike">
          <Button>{say('Show me everything')}</Button>
          <button type="submit" formAction={`${path}/data/json`}>
            {say('Take it with me (JSON)')}
          </button>
        </div>
      </ActForm>
      {key === undefined && hasAddress && <KeyWanted say={say} path={path} />}
      {key !== undefined && (
        <p>
          {say.rich('With this key you can also <a>change your e-mail address</a>.', {
            a: link(`${path}/reach?key=${key}`),
          })}
        </p>
      )}
      <h2>{say('You want to be deleted?')}</h2>
      <p>
        {say.rich('<a>What is deleted and what stays</a> is said first. Nothing happens before you say so.', {
          a: link(`${path}/data/delete${withKey(key)}`),
        })}
      </p>
      <h2>{say('All kinds of data')}</h2>
      <p>{say('Where nothing else is said, the people who lead the move see it.')}</p>
      {Array.from(
        groupBy(kinds, ({ until }) => until),
        ([until, those]) => (
          <section key={until}>
            <p class="note">{say('Until when: {until}.', { until: say(until) })}</p>
            {those.map(({ what, why, who }) => (
              <Fragment key={what}>
                <h3>{say(what)}</h3>
                <p>
                  {who === leaders
                    ? say('Why: {why}.', { why: say(why) })
                    : say('Why: {why}. Who sees it: {who}.', { why: say(why), who: say(who) })}
                </p>
              </Fragment>
            ))}
          </section>
        ),
      )}
      <p>
        <a href={path}>{say('Back to my page')}</a>
      </p>
    </Shell>
  );
}

export function EverythingPage({
  path,
  scene,
  held,
  timeZone,
}: {
  path: string;
  scene: Scene;
  held: HeldKind[];
  /** Of who reads it. */
  timeZone: string;
}): VNode {
  const { say } = scene;
  return (
    <Shell title={say('Everything about you')} say={say} narrow help={<Help scene={scene} />}>
      <h1>{say('Everything that we hold about you')}</h1>
      {held.map((kind) => (
        <section key={kind.what}>
          <h2>{say(kind.what)}</h2>
          <p>
            {say('Why: {why}. Who sees it: {who}. Until when: {until}.', {
              why: say(kind.why),
              who: say(kind.who),
              until: say(kind.until),
            })}
          </p>
          <ul>
            {[...new Set(kind.rows.map((row) => inOneLine(row, timeZone, say)))].map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
      <p>
        <a href={`${path}/data`}>{say('Back')}</a>
      </p>
    </Shell>
  );
}

/** What proves that it is them: their words, or the key that came by mail and is carried along. */
export function SecondField(props: { say: Say; proof: string | undefined; form: FormState }): VNode {
  const { say, proof, form } = props;
  return proof === undefined ? (
    <Field
      name="words"
      label={say('The four words that you noted')}
      hint={say('Only the letters count.')}
      autocomplete="off"
      form={form}
    />
  ) : (
    <input type="hidden" name="key" value={proof} />
  );
}

export const KeyWanted = ({ say, path }: { say: Say; path: string }): VNode => (
  <ActForm action={`${path}/data/key`} class="bare">
    <Button quiet>{say('I have no words: send a key to my address')}</Button>
  </ActForm>
);

export const withKey = (key: string | undefined): string => (key === undefined ? '' : `?key=${key}`);

export function Help({ scene }: { scene: Scene }): VNode {
  return (
    <p>
      {scene.say('A person answers your questions: {responsible}, {contact}.', {
        responsible: scene.responsible,
        contact: scene.contact,
      })}
    </p>
  );
}

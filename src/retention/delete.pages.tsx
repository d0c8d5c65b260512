import type { VNode } from 'preact';
import { ActForm, Button, ErrorSummary } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { link } from '../kernel/ui/tags.js';
import type { Scene } from '../rollout/scene.js';
import { Help, KeyWanted, SecondField, withKey, type DataPageProps } from './data.pages.js';

/** Before somebody deletes themselves: what goes, what stays and why, and that it cannot be taken back. */
export function DeleteMePage(props: Omit<DataPageProps, 'kinds' | 'said'>): VNode {
  const { path, scene, form, key, hasAddress } = props;
  const { say } = scene;
  return (
    <Shell
      title={say('Delete me')}
      say={say}
      narrow
      problem={form.reasons.length > 0}
      help={<Help scene={scene} />}
    >
      <ErrorSummary form={form} />
      <h1>{say('Do you want to be deleted?')}</h1>
      <p class="answer">{say('It is done at once, and nobody can undo it. We cannot either.')}</p>
      <p>
        {say.rich('You only want fewer messages? <a>Choose which ones you get</a>.', {
          a: link(`${path}/kinds`),
        })}
      </p>
      <h2>{say('What is deleted')}</h2>
      <ul>
        <li>{say('Your name, your addresses, and what you are called in our places.')}</li>
        <li>{say('This page, and every link to it.')}</li>
        <li>{say('What you chose, and the days on which you were seen.')}</li>
        <li>{say('Messages to you, as far as we keep them. What still waits is not sent.')}</li>
      </ul>
      <h2>{say('What stays, and why')}</h2>
      <ul>
        <li>
          {say('What you answered, reported or objected to, without your name: others still work on it.')}
        </li>
        <li>{say('That one person was told something on a day, without you: it proves what was said.')}</li>
        <li>{say('In our record, that somebody was deleted today, by a number only.')}</li>
        <li>
          {say(
            'A number made of your address or name, for two years. Nobody can read it. By it no list brings you back.',
          )}
        </li>
      </ul>
      <h2>{say('What we cannot take back')}</h2>
      <ul>
        <li>{say('What you wrote in our places. It is not here: delete it there.')}</li>
        <li>{say('Mails that have reached you.')}</li>
      </ul>
      <p>{say('If you come back yourself, you are welcome. You then begin anew.')}</p>
      <h2>{say('Say so here')}</h2>
      <p>{say('Links get passed on. So a second thing is asked before we show or delete.')}</p>
      <ActForm action={`${path}/data/delete`}>
        <SecondField say={say} proof={key} form={form} />
        <Button>{say('Delete me for good')}</Button>
      </ActForm>
      {key === undefined && hasAddress && <KeyWanted say={say} path={path} />}
      <p>
        <a href={`${path}/data${withKey(key)}`}>{say('Back, delete nothing')}</a>
      </p>
    </Shell>
  );
}

export function DeletedPage({ scene }: { scene: Scene }): VNode {
  const { say } = scene;
  return (
    <Shell title={say('You are deleted')} say={say} narrow help={<Help scene={scene} />}>
      <h1>{say('You are deleted')}</h1>
      <p class="answer">
        {say('Your name, your addresses and this page are gone. What you answered stays, without your name.')}
      </p>
      <p>{say('No list brings you back for two years. If you come back yourself, you are welcome.')}</p>
    </Shell>
  );
}

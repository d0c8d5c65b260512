import type { VNode } from 'preact';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { stoppable } from './opt-outs.service.js';
import type { Purpose } from './words.js';

/** What members read for each kind. */
const kinds: Record<Purpose, string> = {
  essential: 'what you must know',
  invitation: 'invitations to come along, and reminders of them',
  survey: 'questions how it goes',
  help: 'messages about help you asked for',
  community: 'news of the move',
  team: 'messages to the people who lead the move',
};

export function StopPage({
  path,
  purpose,
  stopped,
}: {
  path: string;
  purpose: Purpose;
  stopped: boolean;
}): VNode {
  return (
    <Shell title="Messages you get" narrow>
      <h1>Messages you get</h1>
      <p class="answer">
        {stopped ? `You get no more ${kinds[purpose]}.` : `Do you want no more ${kinds[purpose]}?`}
      </p>
      <ActForm action={`${path}/stop/${purpose}${stopped ? '/undo' : ''}`}>
        <Button>{stopped ? 'Send me these again' : 'No more of these'}</Button>
      </ActForm>
      <p>
        What everybody must know still reaches you: when the old place closes, and what is stored about you.
        To be removed altogether, open <a href={`${path}/data`}>what we store about you</a>.
      </p>
      <p>
        <a href={path}>My page</a>
      </p>
    </Shell>
  );
}

/** Every kind at once: what it is, whether it comes, and the other choice. */
export function KindsPage({ path, stopped }: { path: string; stopped: Purpose[] }): VNode {
  return (
    <Shell title="What we may send you" narrow>
      <h1>What we may send you</h1>
      <p class="answer">
        {stopped.length === 0
          ? 'You get every kind of message. You choose which.'
          : `You stopped ${stopped.length} of ${stoppable.length} kinds of messages.`}
      </p>
      {stoppable.map((purpose) => {
        const off = stopped.includes(purpose);
        return (
          <section key={purpose}>
            <h2>{capital(kinds[purpose])}</h2>
            <p>{off ? 'You do not get these.' : 'You get these.'}</p>
            <ActForm action={`${path}/kinds`} class="bare">
              <input type="hidden" name="wanted" value={off ? 'yes' : 'no'} />
              <Button quiet name="kind" value={purpose}>
                {off ? 'Send me these again' : 'No more of these'}
              </Button>
            </ActForm>
          </section>
        );
      })}
      <section>
        <h2>{capital(kinds.essential)}</h2>
        <p>
          When the old place closes, how to take your things along, and what is stored about you. These few
          always come, so that nobody loses anything unasked. They end when you{' '}
          <a href={`${path}/data`}>delete yourself here</a>. After “I’d rather not” only the day of closing
          and its changes are left.
        </p>
      </section>
      <p>
        <a href={path}>Back to my page</a>
      </p>
    </Shell>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

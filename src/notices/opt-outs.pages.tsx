import type { VNode } from 'preact';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
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

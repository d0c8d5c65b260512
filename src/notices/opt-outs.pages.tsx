import type { VNode } from 'preact';
import { msg, type Msg } from '../kernel/language/message.js';
import type { Say } from '../kernel/language/say.js';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { link } from '../kernel/ui/tags.js';
import { STOP_FIELD, stoppable, stopPath, type Stoppable } from './stop.rules.js';
import type { Purpose } from './words.js';

/** What members read for each kind: as a heading, as a question, and once it is stopped. */
const kinds: Record<Stoppable, { called: Msg; stop: Msg; stopped: Msg }> = {
  invitation: {
    called: msg('Invitations to come along, and reminders of them'),
    stop: msg('Do you want no more invitations to come along, and reminders of them?'),
    stopped: msg('You get no more invitations to come along, and reminders of them.'),
  },
  survey: {
    called: msg('Questions how it goes'),
    stop: msg('Do you want no more questions how it goes?'),
    stopped: msg('You get no more questions how it goes.'),
  },
  help: {
    called: msg('Messages about help you asked for'),
    stop: msg('Do you want no more messages about help you asked for?'),
    stopped: msg('You get no more messages about help you asked for.'),
  },
  community: {
    called: msg('News of the move'),
    stop: msg('Do you want no more news of the move?'),
    stopped: msg('You get no more news of the move.'),
  },
};

export function StopPage({
  path,
  say,
  kinds: named,
  stopped,
}: {
  path: string;
  say: Say;
  /** More than one where they came in one message. */
  kinds: Stoppable[];
  stopped: boolean;
}): VNode {
  return (
    <Shell title={say('Messages you get')} narrow say={say}>
      <h1>{say('Messages you get')}</h1>
      {named.map((kind) => (
        <p class="answer" key={kind}>
          {stopped ? say(kinds[kind].stopped) : say(kinds[kind].stop)}
        </p>
      ))}
      <ActForm action={`${path}/${stopPath(named)}${stopped ? '/undo' : ''}`}>
        <Button {...(!stopped && { name: STOP_FIELD, value: 'yes' })}>
          {say(stopped ? 'Send me these again' : 'No more of these')}
        </Button>
      </ActForm>
      <p>
        {say(
          'What everybody must know still reaches you: when the old place closes, and what is stored about you.',
        )}{' '}
        {say.rich('To be removed altogether, open <a>what we store about you</a>.', {
          a: link(`${path}/data`),
        })}
      </p>
      <p>
        <a href={path}>{say('My page')}</a>
      </p>
    </Shell>
  );
}

/** Every kind at once: what it is, whether it comes, and the other choice. */
export function KindsPage(props: { path: string; say: Say; stopped: Purpose[]; turnedAway: boolean }): VNode {
  const { path, say, stopped, turnedAway } = props;
  return (
    <Shell title={say('What we may send you')} narrow say={say}>
      <h1>{say('What we may send you')}</h1>
      <p class="answer">{answer(props)}</p>
      {(turnedAway ? [] : stoppable).map((purpose) => {
        const off = stopped.includes(purpose);
        return (
          <section key={purpose}>
            <h2>{say(kinds[purpose].called)}</h2>
            <p>{say(off ? 'You do not get these.' : 'You get these.')}</p>
            <ActForm action={`${path}/kinds`} class="bare">
              <input type="hidden" name="wanted" value={off ? 'yes' : 'no'} />
              <Button quiet name="kind" value={purpose}>
                {say(off ? 'Send me these again' : 'No more of these')}
              </Button>
            </ActForm>
          </section>
        );
      })}
      <section>
        <h2>{say('What you must know')}</h2>
        <p>
          {turnedAway
            ? say(
                'The day on which the old place closes, and its changes. A reminder a week before. How the move ends. What is stored about you.',
              )
            : say(
                'When the old place closes, how to take your things along, and what is stored about you.',
              )}{' '}
          {say('These few always come, so that nobody loses anything unasked.')}{' '}
          {say.rich('They end when you <a>delete yourself here</a>.', { a: link(`${path}/data`) })}{' '}
          {!turnedAway &&
            say(
              'After “I’d rather not” this is left: the day of closing and its changes. A reminder a week before. How the move ends. What is stored about you.',
            )}
        </p>
      </section>
      <p>
        <a href={path}>{say('Back to my page')}</a>
      </p>
    </Shell>
  );
}

function answer({ say, stopped, turnedAway }: { say: Say; stopped: Purpose[]; turnedAway: boolean }): string {
  if (turnedAway) return say('You said no. So you get only what you must know.');
  if (stopped.length === 0) return say('You get every kind of message. You choose which.');
  return say('You stopped {stopped} of {all} kinds of messages.', {
    ...{ stopped: stopped.length, all: stoppable.length },
  });
}

import type { VNode } from 'preact';
import type { Temporal } from 'temporal-polyfill';
import { msg, type Msg } from '../kernel/language/message.js';
import type { Say } from '../kernel/language/say.js';
import { ActForm, Button } from '../kernel/ui/forms.js';
import type { Outcome } from '../rollout/words.js';
import { wayWords, waysToHelp } from './help.rules.js';
import type { Promised } from './help-requests.service.js';

const chosen: Record<Outcome, Msg | null> = {
  declined: msg('You said that you would rather not. That is fine.'),
  'will leave': msg('You said that you leave. We tell you only what you must know.'),
  'no device': msg('You said that no phone or computer fits. We look for a way with you.'),
  unreachable: null,
};

export interface YouChooseProps {
  say: Say;
  path: string;
  said: Outcome | null;
  arrivedOn: Temporal.PlainDate | null;
  /** Nothing but their own word says that they came. */
  onlySaid: boolean;
  /** They can come now. */
  open: boolean;
  /** They asked for help, and somebody comes back to them. */
  promised: Promised | null;
}

/** I'm in, help me, I'd rather not: alike, each with what happens next, each taken back in one step. */
export function YouChoose({ say, path, open, promised, ...of }: YouChooseProps): VNode {
  const said = of.said ? chosen[of.said] : null;
  const cameOn = said ? null : of.arrivedOn;
  return (
    <section>
      <h2>{say('You choose')}</h2>
      {said && <TakeBack say={say} path={path} said={said} />}
      {cameOn && <p>{say('You came on {day}. Good to have you.', { day: say.day(cameOn) })}</p>}
      {cameOn && of.onlySaid && (
        <ActForm action={`${path}/not-in`} class="bare">
          <Button quiet>{say('I am not there yet')}</Button>
        </ActForm>
      )}
      {!cameOn && open && (
        <ActForm action={`${path}/in`} class="alike">
          <Button>{say('I’m in')}</Button>
          <p class="hint">{say('You are there, or you begin now. You can change your mind.')}</p>
        </ActForm>
      )}
      {promised ? <Waiting say={say} path={path} promised={promised} /> : <HelpMe say={say} path={path} />}
      {!said && <Not say={say} path={path} />}
    </section>
  );
}

function Not({ say, path }: { say: Say; path: string }): VNode {
  return (
    <>
      <ActForm action={`${path}/rather-not`} class="alike">
        <Button>{say('I’d rather not')}</Button>
        <p class="hint">
          {say('We stop asking. You hear only what you must know, such as a day for closing.')}
        </p>
      </ActForm>
      <details>
        <summary>{say('Something else')}</summary>
        <ActForm action={`${path}/no-device`}>
          <Button quiet>{say('I have no phone or computer for it')}</Button>
        </ActForm>
        <ActForm action={`${path}/will-leave`}>
          <Button quiet>{say('I leave the community')}</Button>
        </ActForm>
      </details>
    </>
  );
}

function TakeBack({ say, path, said }: { say: Say; path: string; said: Msg }): VNode {
  return (
    <ActForm action={`${path}/changed-mind`}>
      <p>{say(said)}</p>
      <Button quiet>{say('I have changed my mind')}</Button>
    </ActForm>
  );
}

function HelpMe({ say, path }: { say: Say; path: string }): VNode {
  return (
    <ActForm action={`${path}/help`} class="alike">
      <fieldset class="choices">
        <legend>{say('Help me. How would you like it?')}</legend>
        {waysToHelp.map((way) => (
          <Button key={way} name="way" value={way}>
            {say(wayWords[way])}
          </Button>
        ))}
      </fieldset>
    </ActForm>
  );
}

function Waiting({ say, path, promised }: { say: Say; path: string; promised: Promised }): VNode {
  const day = say.day(promised.on);
  return (
    <ActForm action={`${path}/help-not-needed`}>
      <p>
        {promised.by === null
          ? say('You asked for help. One of the people who lead the move comes back to you by {day}.', {
              day,
            })
          : say('You asked for help. {name} comes back to you by {day}.', { name: promised.by, day })}
      </p>
      <Button quiet>{say('I need no help any more')}</Button>
    </ActForm>
  );
}

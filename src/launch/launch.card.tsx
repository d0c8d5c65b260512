import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { msg, type Msg } from '../kernel/language/message.js';
import type { Say } from '../kernel/language/say.js';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { OwnPageCard, type OwnPageVisit } from '../rollout/sockets.js';
import type { Outcome } from '../rollout/words.js';
import { Choices } from './choices.service.js';
import { wayWords, waysToHelp } from './help.rules.js';
import { HelpRequests, type Promised } from './help-requests.service.js';
import { OfficeHourGuest } from './office-hour.entity.js';
import { nextHelpHours } from './office-hour.queries.js';
import { launchOpened } from './people.queries.js';

const chosen: Record<Outcome, Msg | null> = {
  declined: msg('You said that you would rather not. That is fine.'),
  'will leave': msg('You said that you leave. We tell you only what you must know.'),
  'no device': msg('You said that no phone or computer fits. We look for a way with you.'),
  unreachable: null,
};

/** What everybody can choose, ask for, and join. */
@Injectable()
export class LaunchCards {
  constructor(
    private readonly help: HelpRequests,
    private readonly said: Choices,
  ) {}

  /** I'm in, help me, I'd rather not: alike, each with what happens next, each taken back in one step. */
  @OwnPageCard(20)
  async choices({ tx, rollout, participation, path, say }: OwnPageVisit): Promise<VNode | null> {
    if (rollout.cancelledAt) return null;
    const request = await this.help.openOf(tx, participation.id);
    const promised = request && (await this.help.promise(tx, request));
    const open = participation.pilot || (await launchOpened(tx, rollout.id));
    const said = participation.outcome ? chosen[participation.outcome] : null;
    const isIn = participation.arrivedOn !== null && !said;
    return (
      <section>
        <h2>{say('You choose')}</h2>
        {said && <TakeBack say={say} path={path} said={said} />}
        {isIn && (
          <p>{say('You came on {day}. Good to have you.', { day: say.day(participation.arrivedOn!) })}</p>
        )}
        {isIn && (await this.said.onlySaid(tx, participation.id)) && (
          <ActForm action={`${path}/not-in`} class="bare">
            <Button quiet>{say('I am not there yet')}</Button>
          </ActForm>
        )}
        {!isIn && open && (
          <ActForm action={`${path}/in`} class="alike">
            <Button>{say('I’m in')}</Button>
            <p class="hint">{say('You are there, or you begin now. You can change your mind.')}</p>
          </ActForm>
        )}
        {promised ? <Waiting say={say} path={path} promised={promised} /> : <HelpMe say={say} path={path} />}
        {!said && (
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
        )}
      </section>
    );
  }

  @OwnPageCard(22)
  async helpHours({ tx, rollout, participation, path, now, say }: OwnPageVisit): Promise<VNode | null> {
    const { next, timeZone } = await nextHelpHours(tx, rollout, now);
    if (next.length === 0) return null;
    const mine = await tx.findBy(OfficeHourGuest, { participationId: participation.id });
    return (
      <section>
        <h2>{say('Help hours')}</h2>
        {next.map((hour) => {
          const coming = mine.some((one) => one.officeHourId === hour.id);
          return (
            <article key={hour.id}>
              <p>
                {say('{when}, with {host}: {room}.', {
                  when: say.moment(hour.startsAt, timeZone),
                  host: hour.host,
                  room: hour.room,
                })}
              </p>
              <ActForm action={`${path}/office-hours/${hour.id}/${coming ? 'leave' : 'come'}`} class="bare">
                <Button quiet>{say(coming ? 'I cannot come after all' : 'I want to come')}</Button>
              </ActForm>
              <p>
                <a href={`${path}/office-hours/${hour.id}/calendar.ics`}>{say('Put it into my calendar')}</a>
              </p>
            </article>
          );
        })}
      </section>
    );
  }

  /** Who helps sees their people; who has arrived is asked whether they would. The circle is asked by the pilot. */
  @OwnPageCard(30)
  async helping({ participation, path, say }: OwnPageVisit): Promise<VNode | null> {
    if (participation.advocate)
      return (
        <section>
          <h2>{say('People you help')}</h2>
          <p>
            <a href={`${path}/people`}>{say('See who asks, who has arrived, and whom you could tell')}</a>
          </p>
        </section>
      );
    if (participation.arrivedOn === null || participation.pilot || participation.outcome) return null;
    return (
      <section>
        <h2>{say('Would you help others?')}</h2>
        <p>{say('A handful of people at most. You can stop on any day.')}</p>
        <ActForm action={`${path}/helper`}>
          <Button quiet name="answer" value="yes">
            {say('Yes, I help')}
          </Button>
        </ActForm>
      </section>
    );
  }
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

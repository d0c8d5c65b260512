import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { spokenDay, spokenMoment } from '../rollout/calendar.words.js';
import { OwnPageCard, type OwnPageVisit } from '../rollout/sockets.js';
import { wayWords, waysToHelp } from './help.rules.js';
import { HelpRequests, type Promised } from './help-requests.service.js';
import { OfficeHourGuest } from './office-hour.entity.js';
import { nextHelpHours } from './office-hour.queries.js';
import { launchOpened } from './people.queries.js';

const chosen = {
  declined: 'You said that you would rather not. That is fine.',
  'will leave': 'You said that you leave. We tell you only what you must know.',
  'no device': 'You said that no phone or computer fits. We look for a way with you.',
  unreachable: null,
} as const;

/** What everybody can choose, ask for, and join. */
@Injectable()
export class LaunchCards {
  constructor(private readonly help: HelpRequests) {}

  /** I'm in, help me, I'd rather not: alike, each with what happens next, each taken back in one step. */
  @OwnPageCard(20)
  async choices({ tx, rollout, participation, path }: OwnPageVisit): Promise<VNode | null> {
    if (rollout.cancelledAt) return null;
    const request = await this.help.openOf(tx, participation.id);
    const promised = request && (await this.help.promise(tx, request));
    const open = participation.pilot || (await launchOpened(tx, rollout.id));
    const said = participation.outcome ? chosen[participation.outcome] : null;
    const isIn = participation.arrivedOn !== null && !said;
    return (
      <section>
        <h2>You choose</h2>
        {said && <TakeBack path={path} said={said} />}
        {isIn && <p>You came on {spokenDay(participation.arrivedOn!)}. Good to have you.</p>}
        {!isIn && open && (
          <ActForm action={`${path}/in`} class="alike">
            <Button>I’m in</Button>
            <p class="hint">You are there, or you begin now. You can change your mind.</p>
          </ActForm>
        )}
        {promised ? <Waiting path={path} promised={promised} /> : <HelpMe path={path} />}
        {!said && (
          <>
            <ActForm action={`${path}/rather-not`} class="alike">
              <Button>I’d rather not</Button>
              <p class="hint">We stop asking. You hear only what you must know, such as a day for closing.</p>
            </ActForm>
            <details>
              <summary>Something else</summary>
              <ActForm action={`${path}/no-device`}>
                <Button quiet>I have no phone or computer for it</Button>
              </ActForm>
              <ActForm action={`${path}/will-leave`}>
                <Button quiet>I leave the community</Button>
              </ActForm>
            </details>
          </>
        )}
      </section>
    );
  }

  @OwnPageCard(22)
  async helpHours({ tx, rollout, participation, path, now }: OwnPageVisit): Promise<VNode | null> {
    const { next, timeZone } = await nextHelpHours(tx, rollout, now);
    if (next.length === 0) return null;
    const mine = await tx.findBy(OfficeHourGuest, { participationId: participation.id });
    return (
      <section>
        <h2>Help hours</h2>
        {next.map((hour) => {
          const coming = mine.some((one) => one.officeHourId === hour.id);
          return (
            <article key={hour.id}>
              <p>
                {spokenMoment(hour.startsAt, timeZone)}, with {hour.host}: {hour.room}.
              </p>
              <ActForm action={`${path}/office-hours/${hour.id}/${coming ? 'leave' : 'come'}`} class="bare">
                <Button quiet>{coming ? 'I cannot come after all' : 'I want to come'}</Button>
              </ActForm>
              <p>
                <a href={`${path}/office-hours/${hour.id}/calendar.ics`}>Put it into my calendar</a>
              </p>
            </article>
          );
        })}
      </section>
    );
  }

  /** Who helps sees their people; who has arrived is asked whether they would. The circle is asked by the pilot. */
  @OwnPageCard(30)
  async helping({ participation, path }: OwnPageVisit): Promise<VNode | null> {
    if (participation.advocate)
      return (
        <section>
          <h2>People you help</h2>
          <p>
            <a href={`${path}/people`}>See who asks, who has arrived, and whom you could tell</a>
          </p>
        </section>
      );
    if (participation.arrivedOn === null || participation.pilot || participation.outcome) return null;
    return (
      <section>
        <h2>Would you help others?</h2>
        <p>A handful of people at most. You can stop on any day.</p>
        <ActForm action={`${path}/helper`}>
          <Button quiet name="answer" value="yes">
            Yes, I help
          </Button>
        </ActForm>
      </section>
    );
  }
}

function TakeBack({ path, said }: { path: string; said: string }): VNode {
  return (
    <ActForm action={`${path}/changed-mind`}>
      <p>{said}</p>
      <Button quiet>I have changed my mind</Button>
    </ActForm>
  );
}

function HelpMe({ path }: { path: string }): VNode {
  return (
    <ActForm action={`${path}/help`} class="alike">
      <fieldset class="choices">
        <legend>Help me. How would you like it?</legend>
        {waysToHelp.map((way) => (
          <Button key={way} name="way" value={way}>
            {wayWords[way]}
          </Button>
        ))}
      </fieldset>
    </ActForm>
  );
}

function Waiting({ path, promised }: { path: string; promised: Promised }): VNode {
  return (
    <ActForm action={`${path}/help-not-needed`}>
      <p>
        You asked for help. {promised.by ?? 'One of the people who lead the move'} comes back to you by{' '}
        {spokenDay(promised.on)}.
      </p>
      <Button quiet>I need no help any more</Button>
    </ActForm>
  );
}

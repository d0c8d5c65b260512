import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { OwnPageCard, type OwnPageVisit } from '../rollout/sockets.js';
import { Choices } from './choices.service.js';
import { HelpRequests } from './help-requests.service.js';
import { OfficeHourGuest } from './office-hour.entity.js';
import { nextHelpHours } from './office-hour.queries.js';
import { mayComeIn } from './people.queries.js';
import { YouChoose } from './you-choose.pages.js';

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
    return YouChoose({
      ...{ say, path, promised, open: await mayComeIn(tx, rollout, participation) },
      said: participation.outcome,
      arrivedOn: participation.arrivedOn,
      onlySaid: participation.arrivedOn !== null && (await this.said.onlySaid(tx, participation.id)),
    });
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

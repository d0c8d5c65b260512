import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { OwnPageCard, type OwnPageVisit } from '../rollout/sockets.js';
import { Things } from './closing.entity.js';
import { oldPlatform } from './old-places.js';
import { placesOf } from './places.service.js';
import { Transition } from './transition.entity.js';

@Injectable()
export class ThingsCard {
  /** From the announcement until the old place has gone. */
  @OwnPageCard(40)
  async things({ tx, rollout, participation, path, say }: OwnPageVisit): Promise<VNode | null> {
    const transition = await tx.findOneBy(Transition, { rolloutId: rollout.id });
    if (!transition || transition.heldAt || rollout.keptBothAt || rollout.cancelledAt) return null;
    const { said } = (await tx.findOneBy(Things, { participationId: participation.id })) ?? {};
    const places = await placesOf(tx, rollout.id);
    const ends = transition.t.add({ days: rollout.plan.archiveDays });
    return (
      <section id="things">
        <h2>{say('My things')}</h2>
        <p>
          {say('The old place can be read until {day}.', { day: say.day(ends) })}{' '}
          {said
            ? say(
                said === 'have'
                  ? 'You said that you have your things.'
                  : 'You said that there is nothing to keep.',
              )
            : say('Save from it what you want to keep:')}
        </p>
        {!said && (
          <ul>
            {places.map((place) => (
              <li key={place.id}>
                {place.name}: {say(oldPlatform(place.platform).things)}
              </li>
            ))}
          </ul>
        )}
        <ActForm action={`${path}/things`} class="alike">
          {said ? (
            <Button name="said" value="undo" quiet>
              {say('Change my mind')}
            </Button>
          ) : (
            <>
              <Button name="said" value="have">
                {say('I have my things')}
              </Button>
              <Button name="said" value="nothing">
                {say('Nothing to keep')}
              </Button>
            </>
          )}
        </ActForm>
      </section>
    );
  }
}

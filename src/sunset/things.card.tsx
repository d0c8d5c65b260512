import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { OwnPageCard, type OwnPageVisit } from '../rollout/sockets.js';
import { Things } from './closing.entity.js';
import { oldPlatform } from './old-places.js';
import { placesOf } from './places.service.js';
import { Transition } from './transition.entity.js';

@Injectable()
export class ThingsCard {
  /** From the announcement until the old place has gone. */
  @OwnPageCard(40)
  async things({ tx, rollout, participation, path }: OwnPageVisit): Promise<VNode | null> {
    const transition = await tx.findOneBy(Transition, { rolloutId: rollout.id });
    if (!transition || transition.heldAt || rollout.keptBothAt || rollout.cancelledAt) return null;
    const { said } = (await tx.findOneBy(Things, { participationId: participation.id })) ?? {};
    const places = await placesOf(tx, rollout.id);
    const ends = transition.t.add({ days: rollout.plan.archiveDays });
    return (
      <section id="things">
        <h2>My things</h2>
        <p>
          The old place can be read until {spokenDay(ends)}.{' '}
          {said
            ? said === 'have'
              ? 'You said that you have your things.'
              : 'You said that there is nothing to keep.'
            : 'Save from it what you want to keep:'}
        </p>
        {!said && (
          <ul>
            {places.map((place) => (
              <li key={place.id}>
                {place.name}: {oldPlatform(place.platform).things}
              </li>
            ))}
          </ul>
        )}
        <ActForm action={`${path}/things`} class="alike">
          {said ? (
            <Button name="said" value="undo" quiet>
              Change my mind
            </Button>
          ) : (
            <>
              <Button name="said" value="have">
                I have my things
              </Button>
              <Button name="said" value="nothing">
                Nothing to keep
              </Button>
            </>
          )}
        </ActForm>
      </section>
    );
  }
}

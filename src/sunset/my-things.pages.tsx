import type { VNode } from 'preact';
import type { Temporal } from 'temporal-polyfill';
import type { Say } from '../kernel/language/say.js';
import { ActForm, Button } from '../kernel/ui/forms.js';
import type { ThingsSaid } from './closing.entity.js';
import { oldPlatform } from './old-places.js';
import type { OldPlace } from './places.service.js';

export interface MyThingsProps {
  say: Say;
  path: string;
  /** The last day on which the old place can be read. */
  ends: Temporal.PlainDate;
  places: Pick<OldPlace, 'id' | 'name' | 'platform'>[];
  said: ThingsSaid | null;
}

/** How to save one's own things from each old place; that it is done, or that there is nothing to keep. */
export function MyThings({ say, path, ends, places, said }: MyThingsProps): VNode {
  return (
    <>
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
    </>
  );
}

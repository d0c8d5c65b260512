import type { VNode } from 'preact';
import { localDay } from '../kernel/local-day.js';
import type { Say } from '../kernel/language/say.js';
import { ActForm, Button } from '../kernel/ui/forms.js';
import type { ToldInPerson } from '../notices/told.queries.js';
import { pageOf, ways } from './to-tell.pages.js';

/** So long a helper sees whom they told: a slip shows soon, and a lead can take it back later. */
export const TOLD_DAYS = 7;
/** So many at most: the page has to stay light. */
export const TOLD_MOST = 8;

interface Props {
  say: Say;
  /** Of the helper's own page. */
  path: string;
  told: ToldInPerson[];
  timeZone: string;
  called: (name: string) => string;
}

/** Whom a helper marked as told, folded away; each mark can be taken back. */
export function YouTold({ say, path, told, timeZone, called }: Props): VNode {
  return (
    <details id="told">
      <summary>{say('The people you told last')}</summary>
      <div class="stack">
        <p>{say('You pressed a wrong name? Take it back: they stand on your list again.')}</p>
        {told.map((one) => (
          <article key={one.deliveryId}>
            <h3>{called(one.name)}</h3>
            <p>
              {say('Told {way}, on {day}.', {
                way: say(ways[one.how]),
                day: say.day(localDay(one.at, timeZone)),
              })}
            </p>
            <ActForm action={pageOf(path, one)} class="bare">
              <Button quiet name="how" value="not told">
                {say('I have not told them')}
              </Button>
            </ActForm>
          </article>
        ))}
      </div>
    </details>
  );
}

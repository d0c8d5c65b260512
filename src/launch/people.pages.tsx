import { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import { localDay } from '../kernel/local-day.js';
import type { Say } from '../kernel/language/say.js';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import type { Card } from '../notices/by-hand.service.js';
import type { ToldInPerson } from '../notices/told.queries.js';
import { wayWords } from './help.rules.js';
import type { OpenRequest } from './help-request.queries.js';
import type { Helpee } from './people.queries.js';
import { toldApart } from './people.rules.js';
import { theirLanguage, ToTell } from './to-tell.pages.js';
import { YouTold } from './you-told.pages.js';

export interface CallSheetProps {
  say: Say;
  path: string;
  requests: OpenRequest[];
  people: Helpee[];
  /** People to be told something in person. */
  toTell: Card[];
  /** Whom they told of late: a slip can be taken back. */
  told: ToldInPerson[];
  /** Of the rollout. */
  timeZone: string;
  now: Temporal.Instant;
}

/** A helper's page: a card a person, the next kind step on each. Prints with first names only. */
export function CallSheet(props: CallSheetProps): VNode {
  const { say, path, requests, people, toTell, told, timeZone, now } = props;
  const called = toldApart([...requests, ...toTell, ...people, ...told].map(({ name }) => name));
  const burnBy = localDay(now, timeZone).add({ days: 14 });
  return (
    <Shell say={say} title={say('People you help')} narrow>
      <h1>{say('People you help')}</h1>
      <p class="answer">{answer(say, requests.length, toTell.length)}</p>
      {requests.length > 0 && (
        <section>
          <h2>{say('They ask for help')}</h2>
          {requests.map((request) => (
            <article key={request.id}>
              <h3>{called(request.name)}</h3>
              <p>
                {promisedWords(say, request)} {theirLanguage(say, request.language)}{' '}
                {theirHour(say, request, now)}
              </p>
              <ActForm action={`${path}/people/requests/${request.id}/${request.taken ? 'done' : 'take'}`}>
                <Button>{say(request.taken ? 'They are helped' : 'I take it')}</Button>
              </ActForm>
            </article>
          ))}
        </section>
      )}
      {toTell.length > 0 && <ToTell {...{ say, path, called }} cards={toTell} />}
      {people.length > 0 && (
        <section>
          <h2>{say('Your people')}</h2>
          {people.map((person) => (
            <article key={person.participationId}>
              <h3>{called(person.name)}</h3>
              <p>
                {nextStep(say, person)} {theirLanguage(say, person.language)} {theirHour(say, person, now)}
              </p>
              {!person.arrivedOn && (
                <ActForm action={`${path}/people/${person.participationId}/in`} class="bare">
                  <Button quiet>{say('They are in: we did it together')}</Button>
                </ActForm>
              )}
            </article>
          ))}
        </section>
      )}
      {told.length > 0 && <YouTold {...props} called={called} />}
      {requests.length + toTell.length + people.length > 0 && (
        <p>
          <a href={`${path}/people/call-sheet.pdf`}>{say('This list on paper (PDF)')}</a>
        </p>
      )}
      <p class="aside">{say('If you print this, burn or shred it by {day}.', { day: say.day(burnBy) })}</p>
      <ActForm action={`${path}/helper`} class="bare">
        <Button quiet name="answer" value="no">
          {say('I would rather stop helping')}
        </Button>
      </ActForm>
      <p>
        <a href={path}>{say('Back to your page')}</a>
      </p>
    </Shell>
  );
}

function answer(say: Say, asking: number, toTell: number): string {
  if (asking + toTell === 0) return say('Nobody waits for you now. Thank you.');
  return [
    asking > 0 &&
      say('{count, plural, one {# person asks} other {# people ask}} for help.', { count: asking }),
    toTell > 0 &&
      say('{count, plural, one {# person} other {# people}} you could tell something.', { count: toTell }),
  ]
    .filter(Boolean)
    .join(' ');
}

/** How they would like to be helped, and what we promised. */
export const promisedWords = (
  say: Say,
  { way, promisedOn }: Pick<OpenRequest, 'way' | 'promisedOn'>,
): string => say('{way}. We said: by {day}.', { way: say(wayWords[way]), day: say.day(promisedOn) });

export function nextStep(say: Say, { arrivedOn, outcome, invitedOn }: Helpee): string {
  if (arrivedOn)
    return say('Came on {day}. A hello in the new place is enough.', { day: say.day(arrivedOn) });
  if (outcome === 'no device') return say('No phone or computer fits. Ask what would.');
  if (invitedOn)
    return say('Invited on {day}, not there yet. Ask once how it goes; then let them be.', {
      day: say.day(invitedOn),
    });
  return say('Not invited yet. Nothing to do.');
}

export function theirHour(
  say: Say,
  { timeZone }: { timeZone: string | null },
  now: Temporal.Instant,
): string {
  if (timeZone === null) return '';
  const hour = now.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' });
  return say('It is {hour} where they are.', { hour });
}

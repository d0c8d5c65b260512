import { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import { msg, type Msg } from '../kernel/language/message.js';
import type { Say } from '../kernel/language/say.js';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { safeUrl } from '../kernel/ui/safe-url.js';
import { Shell } from '../kernel/ui/shell.js';
import type { Card } from '../notices/by-hand.service.js';
import { firstName } from '../notices/fill.rules.js';
import { waysToTell, type WayToTell } from '../notices/words.js';
import { wayWords } from './help.rules.js';
import type { OpenRequest } from './help-request.queries.js';
import type { Helpee } from './people.queries.js';

export interface CallSheetProps {
  say: Say;
  path: string;
  requests: OpenRequest[];
  people: Helpee[];
  /** People to be told something in person. */
  toTell: Card[];
  now: Temporal.Instant;
}

const told: Record<WayToTell, Msg> = {
  message: msg('Told by message'),
  phone: msg('Told by phone'),
  door: msg('Told at the door'),
  meeting: msg('Told at a meeting'),
};

/** A helper's page: a card a person, the next kind step on each. Prints with first names only. */
export function CallSheet({ say, path, requests, people, toTell, now }: CallSheetProps): VNode {
  const burnBy = now.toZonedDateTimeISO('UTC').toPlainDate().add({ days: 14 });
  return (
    <Shell say={say} title={say('People you help')} narrow>
      <h1>{say('People you help')}</h1>
      <p class="answer">{answer(say, requests.length, toTell.length)}</p>
      {requests.length > 0 && (
        <section>
          <h2>{say('They ask for help')}</h2>
          {requests.map((request) => (
            <article key={request.id}>
              <h3>{firstName(request.name)}</h3>
              <p>
                {say('{way}. We said: by {day}.', {
                  way: say(wayWords[request.way]),
                  day: say.day(request.promisedOn),
                })}{' '}
                {theirHour(say, request, now)}
              </p>
              <ActForm action={`${path}/people/requests/${request.id}/${request.taken ? 'done' : 'take'}`}>
                <Button>{say(request.taken ? 'They are helped' : 'I take it')}</Button>
              </ActForm>
            </article>
          ))}
        </section>
      )}
      {toTell.length > 0 && (
        <section>
          <h2>{say('Would you tell them?')}</h2>
          {toTell.map((card) => (
            <ToTell key={card.deliveryId} say={say} path={path} card={card} />
          ))}
        </section>
      )}
      {people.length > 0 && (
        <section>
          <h2>{say('Your people')}</h2>
          {people.map((person) => (
            <article key={person.participationId}>
              <h3>{firstName(person.name)}</h3>
              <p>
                {nextStep(say, person)}{' '}
                {person.language && say('Language: {language}.', { language: person.language })}{' '}
                {theirHour(say, person, now)}
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

function ToTell({ say, path, card }: { say: Say; path: string; card: Card }): VNode {
  return (
    <article>
      <h3>{firstName(card.name)}</h3>
      <p>{say('To say aloud: {words}', { words: card.aloud })}</p>
      <details>
        <summary>{say('The text to copy, with their own link')}</summary>
        <p>{card.text}</p>
        {card.shareLinks.map(({ label, href }) => (
          <p key={label}>
            <a href={safeUrl(href)}>{label}</a>
          </p>
        ))}
      </details>
      <ActForm action={`${path}/people/to-tell/${card.deliveryId}`}>
        {waysToTell.map((way) => (
          <Button key={way} quiet name="how" value={way}>
            {say(told[way])}
          </Button>
        ))}
        <Button quiet name="how" value="could not">
          {say('I could not')}
        </Button>
      </ActForm>
    </article>
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

function nextStep(say: Say, { arrivedOn, outcome, invitedOn }: Helpee): string {
  if (arrivedOn)
    return say('Came on {day}. A hello in the new place is enough.', { day: say.day(arrivedOn) });
  if (outcome === 'no device') return say('No phone or computer fits. Ask what would.');
  if (invitedOn)
    return say('Invited on {day}, not there yet. Ask once how it goes; then let them be.', {
      day: say.day(invitedOn),
    });
  return say('Not invited yet. Nothing to do.');
}

function theirHour(say: Say, { timeZone }: { timeZone: string | null }, now: Temporal.Instant): string {
  if (timeZone === null) return '';
  const hour = now.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' });
  return say('It is {hour} where they are.', { hour });
}

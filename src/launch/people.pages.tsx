import { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { safeUrl } from '../kernel/ui/safe-url.js';
import { Shell } from '../kernel/ui/shell.js';
import type { Card } from '../notices/by-hand.service.js';
import { firstName } from '../notices/fill.rules.js';
import { waysToTell, type WayToTell } from '../notices/words.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { wayWords } from './help.rules.js';
import type { OpenRequest } from './help-request.queries.js';
import type { Helpee } from './people.queries.js';

export interface CallSheetProps {
  path: string;
  requests: OpenRequest[];
  people: Helpee[];
  /** People to be told something in person. */
  toTell: Card[];
  now: Temporal.Instant;
}

const told: Record<WayToTell, string> = {
  message: 'Told by message',
  phone: 'Told by phone',
  door: 'Told at the door',
  meeting: 'Told at a meeting',
};

/** A helper's page: a card a person, the next kind step on each. Prints with first names only. */
export function CallSheet({ path, requests, people, toTell, now }: CallSheetProps): VNode {
  const burnBy = now.toZonedDateTimeISO('UTC').toPlainDate().add({ days: 14 });
  return (
    <Shell title="People you help" narrow>
      <h1>People you help</h1>
      <p class="answer">{answer(requests, toTell)}</p>
      {requests.length > 0 && (
        <section>
          <h2>They ask for help</h2>
          {requests.map((request) => (
            <article key={request.id}>
              <h3>{firstName(request.name)}</h3>
              <p>
                {wayWords[request.way]}. We said: by {spokenDay(request.promisedOn)}.{' '}
                {theirHour(request, now)}
              </p>
              <ActForm action={`${path}/people/requests/${request.id}/${request.taken ? 'done' : 'take'}`}>
                <Button>{request.taken ? 'They are helped' : 'I take it'}</Button>
              </ActForm>
            </article>
          ))}
        </section>
      )}
      {toTell.length > 0 && (
        <section>
          <h2>Would you tell them?</h2>
          {toTell.map((card) => (
            <ToTell key={card.deliveryId} path={path} card={card} />
          ))}
        </section>
      )}
      {people.length > 0 && (
        <section>
          <h2>Your people</h2>
          {people.map((person) => (
            <article key={person.participationId}>
              <h3>{firstName(person.name)}</h3>
              <p>
                {nextStep(person)} {person.language && `Language: ${person.language}.`}{' '}
                {theirHour(person, now)}
              </p>
              {!person.arrivedOn && (
                <ActForm action={`${path}/people/${person.participationId}/in`} class="bare">
                  <Button quiet>They are in: we did it together</Button>
                </ActForm>
              )}
            </article>
          ))}
        </section>
      )}
      <p class="aside">If you print this, burn or shred it by {spokenDay(burnBy)}.</p>
      <ActForm action={`${path}/helper`} class="bare">
        <Button quiet name="answer" value="no">
          I would rather stop helping
        </Button>
      </ActForm>
      <p>
        <a href={path}>Back to your page</a>
      </p>
    </Shell>
  );
}

function ToTell({ path, card }: { path: string; card: Card }): VNode {
  return (
    <article>
      <h3>{firstName(card.name)}</h3>
      <p>To say aloud: {card.aloud}</p>
      <details>
        <summary>The text to copy, with their own link</summary>
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
            {told[way]}
          </Button>
        ))}
        <Button quiet name="how" value="could not">
          I could not
        </Button>
      </ActForm>
    </article>
  );
}

const count = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n} ${many}`);

function answer(requests: OpenRequest[], toTell: Card[]): string {
  if (requests.length === 0 && toTell.length === 0) return 'Nobody waits for you now. Thank you.';
  return [
    requests.length > 0 && `${count(requests.length, 'person asks', 'people ask')} for help.`,
    toTell.length > 0 && `${count(toTell.length, 'person', 'people')} you could tell something.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function nextStep(person: Helpee): string {
  if (person.arrivedOn) return `Came on ${spokenDay(person.arrivedOn)}. A hello in the new place is enough.`;
  if (person.outcome === 'no device') return 'No phone or computer fits. Ask what would.';
  if (person.invitedOn)
    return `Invited on ${spokenDay(person.invitedOn)}, not there yet. Ask once how it goes; then let them be.`;
  return 'Not invited yet. Nothing to do.';
}

function theirHour({ timeZone }: { timeZone: string | null }, now: Temporal.Instant): string {
  if (timeZone === null) return '';
  const hour = now.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' });
  return `It is ${hour} where they are.`;
}

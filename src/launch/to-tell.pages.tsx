import type { VNode } from 'preact';
import { msg, type Msg } from '../kernel/language/message.js';
import type { Say } from '../kernel/language/say.js';
import { Copyable } from '../kernel/ui/copyable.js';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { spokenIn } from '../kernel/ui/tags.js';
import type { Card } from '../notices/by-hand.service.js';
import { oneLine } from '../notices/fill.rules.js';
import { groupBy } from '../notices/group.rules.js';
import { waysToTell, type WayToTell } from '../notices/words.js';

interface Telling {
  say: Say;
  /** Of the helper's own page. */
  path: string;
  card: Card;
}

export const ways: Record<WayToTell, Msg> = {
  message: msg('by message'),
  phone: msg('by phone'),
  door: msg('at the door'),
  meeting: msg('at a meeting'),
};

/** Whoever writes opens the words first, and says there that they wrote. */
const withoutWords = waysToTell.filter((way) => way !== 'message');

/** So many can be marked on the list itself, what is essential first: the page has to stay light. */
export const IN_FULL = 6;

/** On a helper's list: enough for whoever talks to people; what is sent stands a press away. */
export function ToTell(
  props: Omit<Telling, 'card'> & { cards: Card[]; called: (name: string) => string },
): VNode {
  const { say, path, cards, called } = props;
  // What many are told is said once, above them.
  const full = new Set(cards.slice(0, IN_FULL));
  const alike = groupBy(cards, ({ aloud }) => aloud);
  return (
    <section>
      <h2>{say('Would you tell them?')}</h2>
      {Array.from(alike, ([aloud, those]) => (
        <div class="stack" key={aloud}>
          <Aloud say={say} card={those[0]} />
          {those.map((card) => (
            <article key={card.deliveryId}>
              <h3>{called(card.name)}</h3>
              {card.speaks && <p>{theirLanguage(say, card.speaks)}</p>}
              <a class="button quiet" href={pageOf(path, card)}>
                {say(full.has(card) ? 'The words to send' : 'The words, and how it went')}
              </a>
              {full.has(card) && (
                <ActForm action={pageOf(path, card)}>
                  <Outcomes say={say} told={withoutWords} />
                </ActForm>
              )}
            </article>
          ))}
        </div>
      ))}
    </section>
  );
}

/** What one person is told, ready to be sent or copied. It names them whole: a helper must know who it is. */
export function WordsPage({ say, path, card }: Telling): VNode {
  const { name: given, text, shareLinks, wordsIn } = card;
  const name = oneLine(given);
  const title = say('Tell {name}', { name });
  return (
    <Shell say={say} title={title} narrow>
      <h1>{title}</h1>
      {card.speaks && <p>{theirLanguage(say, card.speaks)}</p>}
      <Aloud say={say} card={card} />
      <section>
        <h2>{say('The words to send')}</h2>
        {shareLinks.length > 0 && (
          <>
            <p>{say('Send them by:')}</p>
            <p class="acts">
              {shareLinks.map(({ label, href }) => (
                <a key={label} class="button" href={href}>
                  {say(label)}
                </a>
              ))}
            </p>
          </>
        )}
        <Copyable
          id="words"
          label={say(
            shareLinks.length > 0
              ? 'You choose {name} there. Or copy them from here:'
              : 'Copy them from here, to send them to {name}:',
            { name },
          )}
          text={text}
          lang={wordsIn}
        />
        <p class="hint">{say('The link in it is for {name} only.', { name })}</p>
      </section>
      <ActForm action={pageOf(path, card)}>
        <Outcomes say={say} told={waysToTell} />
      </ActForm>
      <p>
        <a href={`${path}/people`}>{say(backToList)}</a>
      </p>
    </Shell>
  );
}

export const backToList = msg('Back to the people you help');

function Aloud({ say, card: { aloud, wordsIn } }: Omit<Telling, 'path'>): VNode {
  return <p>{say.rich('To say aloud: <q>{words}</q>', { words: aloud, q: spokenIn(wordsIn) })}</p>;
}

function Outcomes({ say, told }: { say: Say; told: readonly WayToTell[] }): VNode {
  return (
    <fieldset>
      <legend>{say('Did you tell them?')}</legend>
      <div class="acts told">
        {told.map((way) => (
          <Button key={way} name="how" value={way}>
            {say(ways[way])}
          </Button>
        ))}
        <Button name="how" value="could not">
          {say('I could not')}
        </Button>
      </div>
    </fieldset>
  );
}

/** By its name in the reader's language; nothing where nobody knows it. */
export const theirLanguage = (say: Say, tag: string | null): string =>
  tag === null ? '' : say('Language: {language}.', { language: say.tongue(tag) });

export const pageOf = (path: string, { deliveryId }: Pick<Card, 'deliveryId'>): string =>
  `${path}/people/to-tell/${deliveryId}`;

import type { VNode } from 'preact';
import { Copyable } from '../kernel/ui/copyable.js';
import { Shell } from '../kernel/ui/shell.js';
import { messagePath, pagesOf, toSayPath } from '../rollout/lead-nav.js';
import { wordsIn } from '../rollout/rewording.rules.js';
import { titleOf } from '../rollout/step-words.js';
import { SECONDS, VOICE_WORDS } from './materials.rules.js';
import type { ToSay } from './printables.service.js';

/** One message for all, ready to be posted, read aloud, said on the phone and hung up. */
export function ToSayPage({ it }: { it: ToSay }): VNode {
  const { rollout, key, play, short, long, voice, phone, sheet } = it;
  const title = `To pass on: ${titleOf(key, play)}`;
  const path = toSayPath(rollout.id, key);
  const lang = sheet.language;
  const seconds = Math.ceil((wordsIn(voice) * SECONDS) / VOICE_WORDS);
  return (
    <Shell title={title} within={rollout.name} nav={pagesOf(rollout.id, 'posts')}>
      <h1>{title}</h1>
      <p class="answer">The same words in every form. They prove nothing about one person.</p>
      <section>
        <h2>To post</h2>
        <Copyable
          id="short"
          label={`For a chat: ${Array.from(short).length} characters`}
          text={short}
          lang={lang}
        />
        {long !== short && (
          <Copyable id="long" label="For a forum or a mailing list" text={long} lang={lang} />
        )}
      </section>
      <section>
        <h2>To say</h2>
        <Copyable id="voice" label={`As a voice note: about ${seconds} seconds`} text={voice} lang={lang} />
        <Copyable id="phone" label="On the phone" text={phone} lang={lang} />
      </section>
      <section>
        <h2>To print</h2>
        {sheet.code === null && <p>They lead to our front page: no code opens the way in now.</p>}
        <ul>
          <li>
            A poster, A4: <a href={`${path}/poster.pdf`}>as PDF</a>, <a href={`${path}/poster`}>as a page</a>
          </li>
          <li>
            Ten slips to cut: <a href={`${path}/slips.pdf`}>as PDF</a>,{' '}
            <a href={`${path}/slips`}>as a page</a>
          </li>
        </ul>
      </section>
      <p>
        <a href={`/rollouts/${rollout.id}/posts`}>All posts</a> ·{' '}
        <a href={messagePath(rollout.id, key)}>The message itself</a>
      </p>
    </Shell>
  );
}

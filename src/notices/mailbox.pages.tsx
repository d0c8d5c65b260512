import type { VNode } from 'preact';
import { homeNav } from '../access/home-nav.js';
import { moment } from '../kernel/database/columns.js';
import { english } from '../kernel/language/say.js';
import { Shell } from '../kernel/ui/shell.js';
import type { MailboxLetter, MailboxLine } from './mailbox.queries.js';

/** In the community's zone: letters of several moves lie beside each other. */
const when = (at: Date, timeZone: string): string => english.moment(moment(at), timeZone);

export interface MailboxProps {
  lines: MailboxLine[];
  first: boolean;
  timeZone: string;
  /** A mail server is set up: letters leave this machine. */
  mails: boolean;
}

export function MailboxPage({ lines, first, timeZone, mails }: MailboxProps): VNode {
  const last = lines.at(-1);
  return (
    <Shell title="Mailbox" nav={homeNav()}>
      <h1>Mailbox</h1>
      <p class="answer">
        {lines.length === 0
          ? `There is nothing ${first ? 'here yet' : 'older than this'}.`
          : 'These messages were written and kept here. Nobody received them.'}
      </p>
      <p>
        {mails
          ? 'A mail server is set up: messages go out by it now. What lies here was kept before, or in the sample.'
          : 'A mail server is not set up, so nothing here counts as told.'}{' '}
        Only leads see this page.
      </p>
      <ul class="plain">
        {lines.map(({ id, to, subject, at }) => (
          <li key={id}>
            <a href={`/mailbox/${id}`}>{subject}</a>
            <br />
            to {to}, {when(at, timeZone)}
          </li>
        ))}
      </ul>
      {lines.length === 100 && last && (
        <p>
          <a href={`/mailbox?before=${last.id}`}>Older messages</a>
        </p>
      )}
    </Shell>
  );
}

/** The text part: it says the same as the HTML part, and cannot bring anything along. */
export function LetterPage({ letter, timeZone }: { letter: MailboxLetter; timeZone: string }): VNode {
  return (
    <Shell title={letter.subject} nav={homeNav()}>
      <p>
        <a href="/mailbox">Back to the mailbox</a>
      </p>
      <h1>{letter.subject}</h1>
      <p class="answer">
        To {letter.to}, {when(letter.at, timeZone)}. Kept here, not sent.
      </p>
      <div class="note stack">
        {letter.text.split('\n\n').map((paragraph) => (
          <p key={paragraph}>{paragraph.split(/(https?:\/\/\S+)/).map(withLinks)}</p>
        ))}
      </div>
    </Shell>
  );
}

/** Only a preview is ever linked: from here nobody acts in a member's name. */
const withLinks = (part: string): VNode | string =>
  part.endsWith('/mailbox/preview') ? (
    <a key={part} href="/mailbox/preview">
      the reader’s own page
    </a>
  ) : (
    part
  );

export function PreviewPage(): VNode {
  return (
    <Shell title="A member’s own page">
      <h1>A member’s own page</h1>
      <p class="answer">In a message that is really sent, this link opens its reader’s own page.</p>
      <p>
        From the mailbox it leads here and does nothing, so that nobody answers in somebody else’s name. To
        see what a member sees, play the demo or a rehearsal.
      </p>
      <p>
        <a href="/mailbox">Back to the mailbox</a>
      </p>
    </Shell>
  );
}

import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { Say } from '../kernel/language/say.js';
import type { Letter } from './letter.js';

/** What goes below every letter: from whom, why, and how to make it stop. */
export interface Closing {
  nothing: string;
  signature: string;
  reach: string;
  why: string;
  /** How to stop this kind; in the first message, before it, how to be removed at once. */
  links: { words: string; to: string }[];
  /** How the reader asks whether it is from us; empty where they cannot. */
  fromUs: string;
}

export interface MailParts {
  say: Say;
  /** As the list of an inbox shows it, with the first line below it. */
  subject: string;
  preheader: string;
  greeting: string;
  /** More than one where several letters go as one message. */
  letters: Letter[];
  /** After several letters, each of which is shown by its opening: where the whole of them stands. */
  inFull: string;
  closing: Closing;
}

const text = { margin: '0 0 16px', fontSize: '16px', lineHeight: 1.5 };
const strong = { ...text, fontWeight: 'bold' };
const small = { ...text, margin: '0 0 8px' };
const address = { ...text, wordBreak: 'break-word' };
const heading = { margin: '0 0 8px', fontSize: '18px', lineHeight: 1.3 };
const body = { margin: 0, padding: '16px', fontFamily: "system-ui, -apple-system, 'Segoe UI', sans-serif" };
const hidden = { display: 'none', maxHeight: 0, overflow: 'hidden' };
const column = { maxWidth: '560px' };
const button = {
  display: 'inline-block',
  background: '#1F7796',
  // The border gives the button its height: Outlook ignores the padding of a link.
  border: 'solid #1F7796',
  borderWidth: '14px 22px',
  color: '#FFFFFF',
  fontSize: '16px',
  fontWeight: 'bold',
  textDecoration: 'none',
};

/**
 * Plain enough for any mail program: one column, no image, nothing loaded from anywhere, no colour on body text, so
 * that a dark theme may invert it. Placeholders in braces are left in it, to be filled in for each reader.
 */
export function mailHtml(parts: MailParts): string {
  const { say, subject, preheader, greeting, letters, inFull, closing } = parts;
  const several = letters.length > 1;
  const page = (
    <html lang={say.lang} dir={say.dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{subject}</title>
      </head>
      <body style={body}>
        <div style={hidden}>{preheader}</div>
        <table role="presentation" width="100%" cellPadding="0" cellSpacing="0" style={column}>
          <tr>
            <td>
              <p style={text}>{greeting}</p>
              {letters.map((letter) =>
                several ? (
                  <Brief letter={letter} key={letter.subject} />
                ) : (
                  <OneLetter letter={letter} key={letter.subject} />
                ),
              )}
              {several && <p style={text}>{inFull}</p>}
              {closing.nothing && <p style={text}>{closing.nothing}</p>}
              <p style={text}>
                {closing.signature}
                <br />
                {closing.reach}
              </p>
              <p style={small}>{closing.why}</p>
              {closing.links.map(({ words, to }) => (
                <p style={small} key={to}>
                  <a href={to}>{words.replace(/\s*:$/, '')}</a>
                </p>
              ))}
              {closing.fromUs && <p style={small}>{closing.fromUs}</p>}
            </td>
          </tr>
        </table>
      </body>
    </html>
  );
  return `<!DOCTYPE html>${render(page)}`;
}

/** Of several letters in one message each says what it is about, and what happens without the reader. None has a button: there is one at most. */
function Brief({ letter }: { letter: Letter }): VNode {
  return (
    <>
      <h2 style={heading}>{letter.subject}</h2>
      <p style={text}>
        {letter.opening} {letter.nothing}
      </p>
      {letter.action && <Address to={letter.action.to} />}
    </>
  );
}

function OneLetter({ letter }: { letter: Letter }): VNode {
  return (
    <>
      <p style={strong}>{letter.opening}</p>
      {letter.paragraphs.map((paragraph) => (
        <p style={text} key={paragraph}>
          {paragraph}
        </p>
      ))}
      {letter.action && (
        <>
          <p style={text}>
            <a href={linkTo(letter.action.to)} style={button}>
              {letter.action.label}
            </a>
          </p>
          <Address to={letter.action.to} />
        </>
      )}
    </>
  );
}

/** A link in full, to be typed or copied by whoever cannot press it. */
function Address({ to }: { to: string }): VNode {
  const link = linkTo(to);
  return (
    <p style={address}>
      <a href={link}>{link}</a>
    </p>
  );
}

/** The same words for programs and people that read no HTML. */
export function mailText({ say, greeting, letters, inFull, closing }: MailParts): string {
  const several = letters.length > 1;
  const parts = letters.flatMap((letter) => [
    ...(several
      ? [inCapitals(letter.subject), `${letter.opening} ${letter.nothing}`]
      : [
          letter.opening,
          ...letter.paragraphs,
          ...(letter.action ? [say('{label}:', { label: letter.action.label })] : []),
        ]),
    ...(letter.action ? [linkTo(letter.action.to)] : []),
  ]);
  return [
    greeting,
    ...parts,
    ...(several ? [inFull] : []),
    ...(closing.nothing ? [closing.nothing] : []),
    `${closing.signature}\n${closing.reach}`,
    '--',
    closing.why,
    ...closing.links.map(({ words, to }) => `${words}\n${to}`),
    ...(closing.fromUs ? [closing.fromUs] : []),
    '',
  ].join('\n\n');
}

/** What is filled in later keeps its name. */
const inCapitals = (subject: string): string =>
  subject.replaceAll(/\{[^{}]*\}|[^{]+|\{/g, (part) =>
    part.endsWith('}') && part.startsWith('{') ? part : part.toUpperCase(),
  );

/** A path below the reader's own page, or a part of it (`#things`), as a placeholder that the sending fills in. */
export const linkTo = (to: string): string =>
  to === '' || to.startsWith('#') ? `{ownPage}${to}` : `{ownPage}/${to.replace(/^\/+/, '')}`;

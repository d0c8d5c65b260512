import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import type { Language, Letter } from './letter.js';
import type { MailWords } from './mail.words.js';

/** What goes below every letter: from whom, why, and how to make it stop. */
export interface Closing {
  nothing: string;
  signature: string;
  reply: string;
  why: string;
  /** Only in the first message that somebody gets: where we have them from, who answers for it, how to be removed. */
  first: string[];
  stop: { words: string; to: string };
}

export interface MailParts {
  language: Language;
  words: MailWords;
  /** More than one where several letters go as one message. */
  letters: Letter[];
  closing: Closing;
}

const text = { margin: '0 0 16px', fontSize: '16px', lineHeight: 1.5 };
const strong = { ...text, fontWeight: 'bold' };
const small = { margin: '0 0 8px', fontSize: '16px', lineHeight: 1.5 };
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
export function mailHtml({ language, words, letters, closing }: MailParts): string {
  const preheader = letters[0]?.opening ?? '';
  const page = (
    <html lang={language} dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{letters[0]?.subject}</title>
      </head>
      <body style={body}>
        <div style={hidden}>{preheader}</div>
        <table role="presentation" width="100%" cellPadding="0" cellSpacing="0" style={column}>
          <tr>
            <td>
              <p style={text}>{words.greeting}</p>
              {letters.map((letter) => (
                <OneLetter letter={letter} words={words} titled={letters.length > 1} key={letter.subject} />
              ))}
              {closing.nothing && <p style={text}>{closing.nothing}</p>}
              <p style={text}>
                {closing.signature}
                <br />
                {closing.reply}
              </p>
              <p style={small}>{closing.why}</p>
              {closing.first.map((line) => (
                <p style={small} key={line}>
                  {line}
                </p>
              ))}
              <p style={small}>
                {closing.stop.words} <a href={closing.stop.to}>{closing.stop.to}</a>
              </p>
            </td>
          </tr>
        </table>
      </body>
    </html>
  );
  return `<!DOCTYPE html>${render(page)}`;
}

function OneLetter({ letter, words, titled }: { letter: Letter; words: MailWords; titled: boolean }): VNode {
  const link = letter.action && linkTo(letter.action.to);
  return (
    <>
      {titled && <h2 style={heading}>{letter.subject}</h2>}
      <p style={strong}>{letter.opening}</p>
      {letter.paragraphs.map((paragraph) => (
        <p style={text} key={paragraph}>
          {paragraph}
        </p>
      ))}
      {letter.action && link && (
        <>
          <p style={text}>
            <a href={link} style={button}>
              {letter.action.label}
            </a>
          </p>
          <p style={small}>
            {words.address}
            <br />
            <a href={link}>{link}</a>
          </p>
        </>
      )}
    </>
  );
}

/** The same words for programs and people that read no HTML. */
export function mailText({ words, letters, closing }: MailParts): string {
  const parts = letters.flatMap((letter) => [
    ...(letters.length > 1 ? [letter.subject.toUpperCase()] : []),
    letter.opening,
    ...letter.paragraphs,
    ...(letter.action ? [`${letter.action.label}:\n${linkTo(letter.action.to)}`] : []),
  ]);
  return [
    words.greeting,
    ...parts,
    ...(closing.nothing ? [closing.nothing] : []),
    `${closing.signature}\n${closing.reply}`,
    '--',
    closing.why,
    ...closing.first,
    `${closing.stop.words}\n${closing.stop.to}`,
    '',
  ].join('\n\n');
}

/** A path below the reader's own page, as a placeholder that the sending fills in. */
export const linkTo = (to: string): string => `{ownPage}${to === '' ? '' : `/${to.replace(/^\/+/, '')}`}`;

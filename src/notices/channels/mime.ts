import * as mime from 'nodemailer/lib/mime-funcs';
import * as quotedPrintable from 'nodemailer/lib/qp';
import { fill, inHtml, inText, oneLine, piecesOf, valueOf, type Values } from '../fill.rules.js';
import type { Message, Words } from './channel.js';

/** Room for the soft line break: 76 characters a line are allowed (RFC 2045). */
const LINE = 75;
/** Nothing that is quoted-printable contains it. */
const BOUNDARY = '=_changeover';
/** As it stands in a message without more ado. */
const plain = /^[!-<>-~](?:[ -<>-~]{0,70}[!-<>-~])?$/;

/** A body encoded once for all of its readers: each value begins and ends a line of its own. */
interface Body {
  literals: string[];
  names: string[];
}

/** How words go over the wire: text and HTML in UTF-8, quoted-printable, so that every server carries them unharmed. */
export class Letterform {
  private readonly text: Body;
  private readonly html: Body;
  private readonly headerLines = new Map<string, string>();

  constructor(private readonly words: Words) {
    this.text = body(words.text);
    this.html = body(words.html);
  }

  /**
   * The whole message (RFC 5322), ASCII but for an address that is not.
   * @param to deliverable, see `address.rules.ts` · @param from our address · @param date as in RFC 5322
   */
  write(
    { values, fromName, replyTo, headers, messageId }: Message,
    { to, from, date }: { to: string; from: string; date: string },
  ): string {
    const known = new Map<string, string>();
    return [
      this.header('From', fromName, (name) => addressed(name, from)),
      `To: ${to}`,
      ...(replyTo ? [this.header('Reply-To', replyTo, oneLine)] : []),
      this.header('Subject', fill(this.words.subject, values), text),
      `Message-ID: ${oneLine(messageId)}`,
      `Date: ${date}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${oneLine(value)}`),
      'MIME-Version: 1.0',
      `Content-Type: multipart/alternative; boundary="${BOUNDARY}"`,
      '',
      `--${BOUNDARY}`,
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      filledIn(this.text, values, inText, known),
      `--${BOUNDARY}`,
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      filledIn(this.html, values, inHtml, new Map()),
      `--${BOUNDARY}--`,
      '',
    ].join('\r\n');
  }

  /** Most headers are the same for all readers: each is encoded and folded once. */
  private header(name: string, value: string, encoded: (value: string) => string): string {
    const key = `${name}:${value}`;
    const line = this.headerLines.get(key) ?? mime.foldLines(`${name}: ${encoded(oneLine(value))}`, 76);
    if (this.headerLines.size < 50) this.headerLines.set(key, line);
    return line;
  }
}

const text = (value: string): string => mime.encodeWords(value, 'Q', 52, true);

function addressed(name: string, address: string): string {
  if (name === '') return address;
  const shown = /^[\x20-\x7e]*$/.test(name) ? mime.quoteString(name) : mime.encodeWord(name, 'Q', 52);
  return `${shown} <${address}>`;
}

function body(template: string): Body {
  const { literals, names } = piecesOf(template.replaceAll(/\r?\n/g, '\r\n'));
  const last = literals.length - 1;
  return { names, literals: literals.map((literal, i) => inLines(literal, i === last)) };
}

/** @param ends nothing follows: no soft line break is needed */
function inLines(literal: string, ends: boolean): string {
  const lines = quotedPrintable.wrap(quotedPrintable.encode(literal), LINE);
  return ends || lines === '' || lines.endsWith('\r\n') ? lines : `${lines}=\r\n`;
}

/** @param known values that this message holds already */
function filledIn(
  { literals, names }: Body,
  values: Values,
  written: (value: string) => string,
  known: Map<string, string>,
): string {
  let whole = literals[0]!;
  names.forEach((name, i) => {
    let line = known.get(name);
    if (line === undefined) {
      const value = valueOf(values, name);
      line = valueLine(value === undefined ? `{${name}}` : written(value));
      known.set(name, line);
    }
    whole += line + literals[i + 1]!;
  });
  return whole;
}

/** Empty where there is nothing to say: a soft line break alone would be a line of its own. */
function valueLine(value: string): string {
  if (plain.test(value)) return `${value}=\r\n`;
  return value === '' ? '' : `${quotedPrintable.wrap(quotedPrintable.encode(value), LINE)}=\r\n`;
}

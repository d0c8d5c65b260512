import { msg, type Msg } from '../kernel/language/message.js';

/** So long an address may be that phones, mail programs and browsers hand on whole. */
export const LONGEST_LINK = 2000;

export interface ToShare {
  text: string;
  /** The same in a sentence. */
  aloud: string;
  ownPage: string;
}

export interface ShareLink {
  label: Msg;
  href: string;
}

const ways: { label: Msg; link: (text: string, page: string) => string }[] = [
  // `?&` is read by the phones of both makers.
  { label: msg('SMS'), link: (text) => `sms:?&body=${text}` },
  { label: msg('WhatsApp'), link: (text) => `https://wa.me/?text=${text}` },
  { label: msg('Telegram'), link: (text, page) => `https://t.me/share/url?url=${page}&text=${text}` },
  { label: msg('E-mail'), link: (text) => `mailto:?body=${text}` },
];

/**
 * Links that open the teller's own messenger with the text filled in; they pick the person there, so we need no
 * number. A text too long for a link is left out of it for the sentence and the page: what is cut by a program would
 * lose the page, which stands last. Signal takes no text from a link: there it is copied (decision 0082).
 */
export function shareLinks(what: ToShare): ShareLink[] {
  const short = `${what.aloud}\n\n${what.ownPage}`;
  return ways.map(({ label, link }) => {
    const made = [what.text, short, what.ownPage].map((text) =>
      link(encodeURIComponent(text), encodeURIComponent(what.ownPage)),
    );
    return { label, href: made.find((href) => href.length <= LONGEST_LINK) ?? made.at(-1)! };
  });
}

import type { Letters } from '../notices/letter.js';
import { titled } from '../notices/subject.rules.js';

/** To an address that somebody typed on the join page: whose it is we do not know, so it says nobody's name. */
export function confirmAddress(community: string): Letters {
  return {
    en: {
      subject: titled(community, 'may we write to you?'),
      opening: 'Somebody typed this address on our join page, to hear from us by e-mail.',
      paragraphs: ['Was it you? Then say so on the page behind the button.'],
      action: { label: 'See and confirm', to: '' },
      nothing: 'If you do nothing, we do not write here again, unless somebody types this address again.',
      why: 'You get this because of that one request.',
    },
  };
}

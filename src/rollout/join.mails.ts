import { inEveryLanguage, type Letters } from '../notices/letter.js';
import { titled } from '../notices/subject.rules.js';

/** To an address that somebody typed on the join page: whose it is we do not know, so it says nobody's name. */
export const confirmAddress = (community: string): Letters =>
  inEveryLanguage((say) => ({
    subject: titled(say, community, say('may we write to you?')),
    opening: say('Somebody typed this address on our join page, to hear from us by e-mail.'),
    paragraphs: [say('Was it you? Then say so on the page behind the button.')],
    action: { label: say('See and confirm'), to: '' },
    nothing: say('If you do nothing, we do not write here again, unless somebody types this address again.'),
    why: say('You get this because of that one request.'),
  }));

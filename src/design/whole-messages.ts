import { emptyForm } from '../kernel/ui/forms.js';
import type { Fate } from '../notices/fates.rules.js';
import { MessagePage } from '../rollout/message.pages.js';
import type { MessageView } from '../rollout/message.queries.js';
import { at, move } from './garden.js';
import type { WholePage } from './part.pages.js';

const person = (name: string, reason: string, canHaveArrived: boolean) => ({
  ...{ id: name, memberId: name, name, reason, canHaveArrived },
});
const full = 'their mailbox is full';
const unknown = 'there is no such mailbox';
const away = 'their mail server cannot be reached';

const silent = (fate: Fate, people: number) => ({ fate, people, confirmed: 0, cameBack: 0 });

/** The invitations of the second wave, three days later: some did not reach anybody. */
const view: MessageView = {
  ...{ id: 'n', key: 'launch.invitation/2', play: 'launch.invitation', at: at(0) },
  ...{ stopped: false, toTeam: false, letter: null, posts: [] },
  waitsUntil: null,
  fates: [
    { fate: 'accepted', people: 173, confirmed: 102, cameBack: 0, reasons: [] },
    { fate: 'told', people: 30, confirmed: 18, cameBack: 2, reasons: [] },
    { ...silent('given up', 4), reasons: [{ reason: away, people: 4 }] },
    {
      ...silent('bounced', 3),
      reasons: [
        { reason: full, people: 2 },
        { reason: unknown, people: 1 },
      ],
    },
    { ...silent('posted', 4), reasons: [] },
  ],
  grades: { confirmed: 120, told: 12, accepted: 71, 'posted only': 4 },
};

/** What leads meet of one message. */
export const wholeMessages: WholePage[] = [
  {
    name: 'A message: some came back',
    slug: 'came-back',
    draw: () =>
      MessagePage({
        ...{ rollout: move(), view, form: emptyForm() },
        lead: {
          fate: 'bounced',
          people: [
            person('Carla Diaz', full, true),
            person('Finn Ott', full, true),
            person('Ines Silva', unknown, false),
          ],
          ...{ again: { bounced: 2, 'given up': 4 }, uselessSince: null },
          stopped: { went: 206, inFlight: 0, stopped: 0, onPages: 4, notReached: 4, leftOut: 0 },
        },
      }),
  },
];

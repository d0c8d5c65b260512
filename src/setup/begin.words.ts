import type { Door } from '../community/community.entity.js';
import { leadPath } from '../rollout/lead-nav.js';
import type { Begun, StepKey } from './begin.rules.js';

export interface StepWords {
  title: string;
  words: string;
  href: string;
  label: string;
}

export const doorWords: Record<Door, { title: string; words: string; press: string }> = {
  file: {
    title: 'I have a file',
    words: 'A list of people from the old place, or from a spreadsheet. You see what it would do first.',
    press: 'Begin with a file',
  },
  group: {
    title: 'We have only the group',
    words: 'No list, and nobody here yet. People come by themselves: by a link, a poster or a slip.',
    press: 'Begin with a link',
  },
  begun: {
    title: 'We have begun already',
    words: 'Some weeks lie behind you. They are recorded, and nothing is sent for them.',
    press: 'Begin in the middle',
  },
};

/** The fourth door leads away from one's own data, and back. */
export const sampleWords = {
  title: 'Show me with the sample',
  words: 'A made-up community of some 260 people, apart from yours. No mail leaves it. One press deletes it.',
  press: 'Look at the sample',
};

/** A step as this community reads it; what is done says what is there. */
export const stepWords: Record<StepKey, (begun: Begun) => StepWords> = {
  care: ({ responsible, care }) => ({
    title: 'Who answers, and how careful',
    words: `${responsible} answers for the data. How careful: ${care}.`,
    ...{ href: '/care', label: 'Look at it again' },
  }),
  places: ({ places }) => ({
    title: 'Name the places',
    words: places < 2 ? 'The groups that you leave, and the new one.' : `${places} places are named.`,
    ...{ href: '/places', label: places < 2 ? 'Name the places' : 'Look at the places' },
  }),
  people: (begun) => ({
    title: 'Bring people',
    words: peopleWords(begun),
    ...{ href: '/roster', label: begun.people === 0 ? 'Bring people' : 'Look at the list' },
  }),
  lead: ({ leads }) => ({
    title: 'Find a second lead',
    words: leads < 2 ? 'Four acts need two. You can do it later.' : `${leads} people lead.`,
    ...{ href: '/team', label: leads < 2 ? 'Add somebody' : 'Look who works here' },
  }),
  plan: ({ moves: [move], door }) => ({
    title: 'Plan the move',
    words: move
      ? `“${move.name}” ${move.state === 'draft' ? 'is planned' : 'has begun'}.`
      : door === 'begun'
        ? 'From which places to which, and on which day it began.'
        : 'From which places to which, and on which day it begins.',
    href: move ? leadPath(move.id, 'plan') : '/begin/move',
    label: move ? 'Look at the plan' : 'Plan the move',
  }),
  tonight: ({ moves: [move] }) => ({
    title: 'Take something for tonight',
    words: move?.over
      ? 'The old place is closed, so codes open nothing. It says who lets latecomers in.'
      : 'Words to post in the old place, a poster, slips and the link. They work without a list.',
    href: move ? `/rollouts/${move.id}/tonight` : '/begin/move',
    label: move?.over ? 'Who lets latecomers in' : 'Words, poster and link',
  }),
  start: ({ moves, door }) => {
    const started = moves.find(({ state }) => state !== 'draft');
    const [move] = moves;
    const ahead = door === 'begun' ? 'plan' : 'rehearsal';
    return {
      title: door === 'begun' ? 'See what is recorded, and start' : 'Rehearse and start',
      words:
        door === 'begun'
          ? 'The plan counts what is recorded and what is still to be said. Then start.'
          : 'Read every message beforehand. Then start: from that day it acts by itself.',
      href: started ? `/rollouts/${started.id}` : move ? leadPath(move.id, ahead) : '/begin/move',
      label: started ? 'See how it goes' : door === 'begun' ? 'See it in numbers' : 'Rehearse it',
    };
  },
};

function peopleWords({ people, unheard, moves, care, door }: Begun): string {
  if (people > 0)
    return `${people === 1 ? '1 person is' : `${people.toLocaleString('en')} people are`} on the list.${moves.length === 0 ? silence(unheard) : ''}`;
  if (care === 'protective')
    return 'Where there is danger no file is taken in. People come by a code: take the door “We have only the group”.';
  if (door === 'begun') return 'Send a file, or paste names. Who is in the new place already is said later.';
  return 'Send a file, or paste names. People can come by a link too.';
}

/** While no move is planned there is no overview on which it would be said. */
const silence = (unheard: number): string =>
  unheard === 0
    ? ''
    : ` Nothing was said to ${unheard.toLocaleString('en')} of them for 30 days. Plan the move, or their names go 60 days after they came.`;

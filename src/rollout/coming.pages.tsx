import type { VNode } from 'preact';
import { Details, NextByItself, type NextItem } from '../kernel/ui/notes.js';
import type { Counted } from './ahead.js';
import { spokenMoment } from './calendar.words.js';
import type { Coming } from './coming.queries.js';
import { leftOutWords } from './left-out.rules.js';
import { occurrencePath } from './lead-nav.js';
import { playRow } from './playbook.js';
import type { Rollout } from './rollout.entity.js';

export interface ComingProps {
  rollout: Rollout;
  coming: readonly Coming[];
  /** By key; null where it cannot be told before its time, absent where nothing was counted. */
  counts: ReadonlyMap<string, Counted | null>;
  /** Who only reads figures sees no small ones, and no acts. */
  leads: boolean;
  /** The lines beyond the first three are open. */
  all: boolean;
}

/** As many of what comes by itself as a tired reader takes in; the others are one press away. */
const AT_A_GLANCE = 3;

/** What comes by itself: to how many, why these, who is left out, and a stop. */
export function ComingList({ rollout, coming, counts, leads, all }: ComingProps): VNode {
  const items = coming.map((one) => itemOf(rollout, one, counts.get(one.key), leads));
  const others = items.slice(AT_A_GLANCE);
  return (
    <>
      <NextByItself items={items.slice(0, AT_A_GLANCE)} />
      {others.length > 0 && (
        <Details
          id="next"
          summary={
            others.length === 1 ? 'And one thing after that' : `And ${others.length} things after that`
          }
          open={all}
        >
          <NextByItself items={others} />
        </Details>
      )}
    </>
  );
}

function itemOf(
  rollout: Rollout,
  { key, play, what, to, at }: Coming,
  counted: Counted | null | undefined,
  leads: boolean,
): NextItem {
  const item = { what: capital(what), when: spokenMoment(at, rollout.plan.timeZone), people: null };
  if (!leads) return { ...item, why: `To ${to}`, ...shown(counted) };
  const path = occurrencePath(rollout.id, key);
  return {
    ...item,
    why: `To ${to}${counted ? instead(counted, playRow(play).purpose === 'team') : '. How many is not known before its time'}.`,
    ...(counted && counted.people > 0 && { people: counted.people }),
    ...(counted && counted.team === 0 && leftOutOf(counted)),
    ...{ readHref: path, stopAction: `${path}/hold` },
  };
}

/** Where no member is told in person: who is, or that nobody is. */
function instead({ people, team, places }: Counted, ofTeam: boolean): string {
  if (people > 0) return '';
  if (team > 0) return team === 1 ? ': 1 person who leads' : `: ${team} people who lead`;
  if (places > 0) return `, as a post in ${places === 1 ? '1 place' : `${places} places`}`;
  return ofTeam ? '' : '. Nobody, as things stand';
}

function leftOutOf({ people, leftOut }: Counted): { leftOut?: string } {
  if (leftOut === null) return { leftOut: 'Who said no or opted out is left out when it goes.' };
  return people > 0 && leftOut.length > 0 ? { leftOut: leftOutWords(leftOut) } : {};
}

/** Under five nobody is counted for who only reads: everybody knows everybody. */
const shown = (counted: Counted | null | undefined): { people?: number } =>
  counted && counted.people >= 5 ? { people: counted.people } : {};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

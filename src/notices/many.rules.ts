import { Refusal } from '../kernel/refusal.js';

/** A lead who sends something to more people than this types how many there are. */
export const MANY = 50;

/** Nobody sends to more people than they believe. @throws Refusal of the field `people`, with the true number */
export function mustKnowHowMany(people: number, typed: number | undefined): void {
  if (people <= MANY || typed === people) return;
  const all = people.toLocaleString('en');
  const message =
    typed === undefined
      ? `This goes to ${all} people. Type the number to send it.`
      : `You typed ${typed.toLocaleString('en')}. This goes to ${all} people now. Look at it again, then type the number.`;
  throw new Refusal('invalid', { field: 'people', message });
}

import type { EntityTarget, ObjectLiteral } from 'typeorm';

/** Until when a kind of data is kept, in the words that members read. */
export const limits = {
  'the move':
    'until 30 days after we have looked back together, at the latest 12 months after the old place closed; or until you delete yourself',
  'first contact':
    'until 30 days after we have looked back together, at the latest 12 months after the old place closed; or until you delete yourself. If nothing was said to you, until 60 days after you came on our list, or 30 days after the day on which you were to be invited',
  'T + 30': 'until 30 days after the old place closed',
  '24 months': '24 months, then it goes by itself',
  '14 days in all': '14 days, then it goes by itself',
  '14 days': '14 days, unless somebody who leads the move has said yes to it',
  'taken over': 'until the list was taken over or dropped, at most 14 days',
  'the work': 'until the person has left the work, and the move is over',
  'the way in':
    'an hour at most where it was typed on the sign-in page, else until the person has come in or the link has ended',
  'the record': 'as long as the community keeps its record here',
  'the numbers': 'as long as the community keeps its record here; it holds no name',
} as const;
export type Limit = keyof typeof limits;

export interface Keeping {
  /** What is stored, in plain words. */
  what: string;
  why: string;
  /** Who sees it. */
  who: string;
  until: Limit;
  /**
   * Which rows are about one person: a condition with $1 their member id and $2::uuid[] their participations.
   * Null: about people who work here, or about nobody who could be found by it.
   */
  of: string | null;
}

const KEEPS = 'changeover:keeps';

/** Stands on an entity that holds something about people; the page "what we store" is made of these. */
export function Keeps(keeping: Keeping): ClassDecorator {
  return (target) => Reflect.defineMetadata(KEEPS, keeping, target);
}

export function keepingOf(entity: EntityTarget<ObjectLiteral>): Keeping | undefined {
  return typeof entity === 'function'
    ? (Reflect.getOwnMetadata(KEEPS, entity) as Keeping | undefined)
    : undefined;
}

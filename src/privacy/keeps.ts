import { msg, type Msg } from '../kernel/language/message.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';

/** Until when a kind of data is kept, in the words that members read. */
export const limits = {
  'the move': msg(
    'until 30 days after we have looked back together. At the latest 12 months after the old place closed, or when you delete yourself',
  ),
  'first contact': msg(
    'until 30 days after we have looked back together. At the latest 12 months after the old place closed, or when you delete yourself. If nothing was said to you: 60 days after you came on our list, or 30 days after the day planned to invite you',
  ),
  'T + 30': msg('until 30 days after the old place closed'),
  '24 months': msg('24 months, then it goes by itself'),
  '14 days in all': msg('14 days, then it goes by itself'),
  '14 days': msg('14 days, unless somebody who leads the move has said yes to it'),
  'taken over': msg('until the list was taken over or dropped, at most 14 days'),
  'the work': msg('until the person has left the work, and the move is over'),
  'the way in': msg(
    'an hour at most if typed on the sign-in page. Else until the person came in or the link ended',
  ),
  'the record': msg('as long as the community keeps its record here'),
  'the numbers': msg('as long as the community keeps its record here; it holds no name'),
} as const;
export type Limit = keyof typeof limits;

export interface Keeping {
  /** What is stored, in plain words. */
  what: Msg;
  why: Msg;
  /** Who sees it. */
  who: Msg;
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

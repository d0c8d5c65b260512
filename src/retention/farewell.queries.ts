import type { EntityManager } from 'typeorm';
import { Refusal } from '../kernel/refusal.js';

export interface Person {
  name: string;
  gone: 'deceased' | 'departed' | 'duplicate' | null;
}

/** @throws Refusal where they are of another community, or not there any more */
export async function personOf(tx: EntityManager, communityId: string, memberId: string): Promise<Person> {
  const [person] = await tx.query<Person[]>(
    'select display_name as name, gone from member where id = $1 and community_id = $2 and erased_at is null',
    [memberId, communityId],
  );
  if (!person) throw new Refusal('not-found', 'There is no such person here.');
  return person;
}

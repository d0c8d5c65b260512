import type { EntityManager } from 'typeorm';
import { languageOf, type Language } from '../kernel/language/language.rules.js';

/** In which of our languages a community is spoken to, where a reader has none of their own. */
export async function languageOfCommunity(tx: EntityManager, communityId: string): Promise<Language> {
  const [community] = await tx.query<{ language: string }[]>('select language from community where id = $1', [
    communityId,
  ]);
  return languageOf(community?.language);
}

import type { EntityManager } from 'typeorm';

const open = new WeakMap<EntityManager, Map<string, Promise<unknown>>>();

/**
 * While `look` runs, whoever asks for the same thing by `once` in this transaction gets the same answer. For work
 * that only reads: pages, and gathering the facts of a rollout from the features. Outside a transaction nothing is
 * remembered: others ask there too, and for them the answer would be old.
 */
export async function reading<T>(tx: EntityManager, look: () => Promise<T>): Promise<T> {
  if (open.has(tx) || !tx.queryRunner?.isTransactionActive) return look();
  open.set(tx, new Map());
  try {
    return await look();
  } finally {
    open.delete(tx);
  }
}

/** Asks, or answers what was answered before while this transaction is `reading`. `what` names the question. */
export function once<T>(tx: EntityManager, what: string, ask: () => Promise<T>): Promise<T> {
  const known = open.get(tx);
  if (!known) return ask();
  const answer = (known.get(what) as Promise<T> | undefined) ?? ask();
  known.set(what, answer);
  return answer;
}

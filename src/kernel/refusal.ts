import { format, type Literal, type Msg, type Values } from './language/message.js';

export const refusalKinds = [
  'invalid',
  'not-found',
  'conflict',
  'changed',
  'forbidden',
  'stale-form',
  'too-early',
  'gone',
  'unknown-actor',
  'too-many',
] as const;
export type RefusalKind = (typeof refusalKinds)[number];

export interface Reason {
  /** What was wrong and what to do, as a sentence for the person who asked. */
  message: string;
  /** Dotted path of the input it is about, for example `plan.startsOn`. */
  field?: string;
  /** What is stored now, where somebody else changed it while this was typed. */
  now?: string;
  /**
   * The same before its values were filled in, so that it can be said in another language. `inWords`: so can the values,
   * where they are sentences of ours.
   */
  said?: { sentence: string; values: Values; inWords?: true };
}

/** A reason with numbers or names in it, which members may meet: it reaches them in their own language. */
export const because = <S extends string>(sentence: Literal<S>, values: Values, field?: string): Reason => ({
  message: format(sentence, 'en-GB', values) as string,
  ...(field !== undefined && { field }),
  said: { sentence, values },
});

/** A page of the reader's own, from which they can go on. */
export interface WayBack {
  to: string;
  label: Msg;
}

/**
 * The product says no. Carries every reason at once, so that nobody has to try again and again to learn them.
 * Domain code throws it; the HTTP layer turns the kind into a status.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reasons: Reason[];
  /** Whoever knows in which language its reader wants it, notes that here. */
  language: string | undefined;
  /** Whoever knows where its reader was, notes that here. */
  back: WayBack | undefined;

  constructor(
    readonly kind: RefusalKind,
    reasons: string | Reason | Reason[],
  ) {
    const list = typeof reasons === 'string' ? [{ message: reasons }] : [reasons].flat();
    super(list.map((reason) => (reason.field ? `${reason.field}: ` : '') + reason.message).join('\n'));
    this.reasons = list;
  }
}

import { createHash } from 'node:crypto';
import pg from 'pg';

/** Asked this often on one connection, a text is prepared there: PostgreSQL then plans it no more each time. */
const OFTEN = 5;
/** Each prepared text costs its connection some tens of kilobytes for as long as it lives. */
const MOST = 400;
/** Texts with lists of changing length would be counted for ever. */
const COUNTED = 1000;

/** The plan no longer fits after a migration; the name is not known, or known already, behind a pooler. */
const unprepared = new Set(['0A000', '26000', '42P05']);

/**
 * A connection that prepares what it is asked again and again. Nobody else needs to know: the same text with the
 * same values gives the same answer. Half of the time of a small query is its planning.
 */
export class PreparingClient extends pg.Client {
  private readonly asked = new Map<string, number>();
  private readonly names = new Map<string, string>();
  private prepares = true;

  override query = ((query: unknown, values?: unknown, ...rest: unknown[]) => {
    const ask = super.query.bind(this) as (...question: unknown[]) => unknown;
    const name = typeof query === 'string' && Array.isArray(values) ? this.nameOf(query) : undefined;
    if (name === undefined) return ask(query, values, ...rest);
    const answer = ask({ name, text: query, values }, ...rest);
    if (answer instanceof Promise) answer.catch(this.lookAt);
    return answer;
  }) as pg.Client['query'];

  /** Undefined: not asked often enough, or too many are prepared already. */
  private nameOf(text: string): string | undefined {
    const known = this.names.get(text);
    if (known !== undefined || !this.prepares || this.names.size >= MOST) return known;
    const times = (this.asked.get(text) ?? 0) + 1;
    if (times < OFTEN) {
      if (this.asked.size >= COUNTED) this.asked.clear();
      this.asked.set(text, times);
      return undefined;
    }
    this.asked.delete(text);
    // The name says the text: behind a pooler, one name must never stand for two texts.
    const name = createHash('sha256').update(text).digest('base64url');
    this.names.set(text, name);
    return name;
  }

  /** That question has failed, and is for its caller to ask again; this connection prepares nothing any more. */
  private readonly lookAt = (error: { code?: string }): void => {
    if (!unprepared.has(error.code ?? '')) return;
    this.prepares = false;
    this.names.clear();
  };
}

import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { Refusal } from '../refusal.js';
import type { CookieHolder } from './csrf.js';

/** The hidden field by which a form of a signed-in person is known again: each page that is drawn has its own. */
export const ONCE_FIELD = '_once';

/** Afterwards it is forgotten that a form was sent: nobody presses twice a day later. */
const KEPT_HOURS = 24;
const LOOK_EVERY_MS = 100;
const LOOKS = 150;

/**
 * A form that is sent twice (a double click, a reload, a phone that sends again) is acted on once: the second waits
 * for the first, and is led where that one leads. Only where that is gets kept, under a hash of what was sent.
 */
@Injectable()
export class SentForms {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** By what a sent form is known; undefined for what is no form of a signed-in person. Takes the field out of the body. */
  markOf({ method, url, body, csrf }: FastifyRequest & CookieHolder): Buffer | undefined {
    if (method !== 'POST' || csrf === undefined || typeof body !== 'object' || body === null)
      return undefined;
    const fields = body as Record<string, unknown>;
    const once = fields[ONCE_FIELD];
    delete fields[ONCE_FIELD];
    if (typeof once !== 'string' || once === '') return undefined;
    // The same page can hold several forms, and Back brings one of them again to be filled in otherwise.
    const typed = JSON.stringify(fields, (name, value: unknown) => (name === 'bytes' ? undefined : value));
    return createHash('sha256').update([csrf, once, url, typed].join('\n')).digest();
  }

  /**
   * Null for the first to send it, who then says `done` or `undone`. For any other, where the first was led.
   * @throws Refusal where the first is still at it after a quarter of a minute, or ended without a word
   */
  async begin(mark: Buffer): Promise<string | null> {
    await this.forget();
    for (let look = 0; look < LOOKS; look++) {
      const [first] = await this.dataSource.query<object[]>(
        'insert into sent_form (mark, sent_at) values ($1, $2) on conflict do nothing returning mark',
        [mark, this.clock.now().toString()],
      );
      if (first) return null;
      const [before] = await this.dataSource.query<{ leads_to: string | null }[]>(
        'select leads_to from sent_form where mark = $1',
        [mark],
      );
      if (before?.leads_to) return before.leads_to;
      await setTimeout(LOOK_EVERY_MS);
    }
    throw new Refusal(
      'conflict',
      'This was sent before, and we do not know yet how it ended. Look whether it was done before you send it again.',
    );
  }

  async done(mark: Buffer, leadsTo: string): Promise<void> {
    await this.dataSource.query('update sent_form set leads_to = $2 where mark = $1', [mark, leadsTo]);
  }

  /** Nothing was done: the same may be sent again. */
  async undone(mark: Buffer): Promise<void> {
    await this.dataSource.query('delete from sent_form where mark = $1', [mark]);
  }

  private async forget(): Promise<void> {
    const until = this.clock.now().subtract({ hours: KEPT_HOURS }).toString();
    await this.dataSource.query('delete from sent_form where sent_at < $1', [until]);
  }
}

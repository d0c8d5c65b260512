import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../kernel/clock.js';
import type { FastifyRequest } from 'fastify';
import { RateLimit } from '../kernel/http/rate-limit.js';
import type { Visitor } from '../kernel/http/visitors.js';

/** Wrong codes and links of one visitor in an hour. Who has a right one is never counted. */
const misses = 120;
/** Requests by one code of one visitor in an hour: a whole meeting may sit behind one address. */
const asks = 60;

/**
 * How often one visitor may try codes and links, and send requests. A visitor is an address, their own where a
 * reverse proxy is configured as trusted; it is kept nowhere.
 */
@Injectable()
export class JoinGate {
  constructor(
    private readonly limit: RateLimit,
    private readonly clock: Clock,
  ) {}

  /** False for who has guessed too often: from then on right ones are not opened either, or guessing would go on. */
  async mayLook(visitor: Visitor): Promise<boolean> {
    return !(await this.limit.isSpent('join missed', visitor, misses));
  }

  /** They tried a code or a link that opens nothing. */
  async missed(visitor: Visitor): Promise<void> {
    await this.limit.take('join missed', visitor, misses);
  }

  /** Counted by visitor and code: nobody closes a code for anybody else. */
  mayAsk({ own, shared }: Visitor, code: string): Promise<boolean> {
    const by = { own: `${own}\0${code}`, ...(shared !== undefined && { shared: `${shared}\0${code}` }) };
    return this.limit.take('join ask', by, asks);
  }

  visitor(request: FastifyRequest): Visitor {
    return this.limit.visitor(request);
  }

  /** In how many minutes a visitor may try again. */
  again(): number {
    return this.limit.minutesLeft();
  }

  now(): Temporal.Instant {
    return this.clock.now();
  }
}

import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../kernel/clock.js';
import { RateLimit } from '../kernel/http/rate-limit.js';

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
  mayLook(ip: string): boolean {
    return !this.limit.isSpent('join missed', ip, misses);
  }

  /** They tried a code or a link that opens nothing. */
  missed(ip: string): void {
    this.limit.take('join missed', ip, misses);
  }

  /** Counted by visitor and code: nobody closes a code for anybody else. */
  mayAsk(ip: string, code: string): boolean {
    return this.limit.take('join ask', `${ip}\0${code}`, asks);
  }

  /** In how many minutes a visitor may try again. */
  again(): number {
    return this.limit.minutesLeft();
  }

  now(): Temporal.Instant {
    return this.clock.now();
  }
}

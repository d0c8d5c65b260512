import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../kernel/clock.js';
import { RateLimit } from '../kernel/http/rate-limit.js';

/** How often one address may try codes or send requests. Past it, every code looks like one that never was. */
@Injectable()
export class JoinGate {
  constructor(
    private readonly limit: RateLimit,
    private readonly clock: Clock,
  ) {}

  mayLook(ip: string): boolean {
    return this.limit.take('join look', ip, 120);
  }

  /** A whole meeting may sit behind one address. */
  mayAsk(ip: string): boolean {
    return this.limit.take('join ask', ip, 60);
  }

  now(): Temporal.Instant {
    return this.clock.now();
  }
}

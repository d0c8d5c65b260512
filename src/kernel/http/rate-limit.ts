import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { Clock } from '../clock.js';

/** Counts attempts in memory. Keys are salted hashes and salt and counts vanish every hour: no address is kept. */
@Injectable()
export class RateLimit {
  private hour = -1;
  private salt = randomBytes(16);
  private readonly counts = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** False once `key` (an address, a code) has been used more than `perHour` times in this clock hour. */
  take(bucket: string, key: string, perHour: number): boolean {
    const name = this.name(bucket, key);
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    return count <= perHour;
  }

  /** Whether the next would be one too many. Asking counts nothing: for what counts failures only. */
  isSpent(bucket: string, key: string, perHour: number): boolean {
    return (this.counts.get(this.name(bucket, key)) ?? 0) >= perHour;
  }

  /** In how many minutes all counts begin anew, 1 to 60. */
  minutesLeft(): number {
    return 60 - (Math.floor(this.clock.now().epochMilliseconds / 60_000) % 60);
  }

  private name(bucket: string, key: string): string {
    const hour = Math.floor(this.clock.now().epochMilliseconds / 3_600_000);
    if (hour !== this.hour) {
      this.hour = hour;
      this.salt = randomBytes(16);
      this.counts.clear();
    }
    return createHash('sha256').update(this.salt).update(`${bucket}\0${key}`).digest('base64');
  }
}

/** "Try again in 12 minutes": what a page says of `minutesLeft`. */
export const inMinutes = (minutes: number): string =>
  minutes === 1 ? 'in a minute' : `in ${minutes} minutes`;

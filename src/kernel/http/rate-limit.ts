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
    const hour = Math.floor(this.clock.now().epochMilliseconds / 3_600_000);
    if (hour !== this.hour) {
      this.hour = hour;
      this.salt = randomBytes(16);
      this.counts.clear();
    }
    const name = createHash('sha256').update(this.salt).update(`${bucket}\0${key}`).digest('base64');
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    return count <= perHour;
  }
}

import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { z } from 'zod';
import { defineJob, Handles } from '../kernel/jobs/job.js';
import { AccountLetters } from './account-letters.js';

/** Somebody who works here waits for a letter. Which, stands in the table. */
export const writeToAccounts = defineJob('access.write', z.object({}));

@Injectable()
export class AccountLetterJobs {
  constructor(private readonly letters: AccountLetters) {}

  @Handles(writeToAccounts)
  async write(): Promise<void> {
    await this.letters.run();
  }

  /** What the server did not take at once, and every ring that was lost. */
  @Interval(30_000)
  async sweep(): Promise<void> {
    await this.letters.run();
  }
}

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { inMinutes, RateLimit } from '../kernel/http/rate-limit.js';
import type { Visitor } from '../kernel/http/visitors.js';
import { Jobs } from '../kernel/jobs/jobs.js';
import { Refusal } from '../kernel/refusal.js';
import { writeToAccounts } from './account-letters.jobs.js';
import { AccountLetters } from './account-letters.js';
import { addressKey } from './accounts.js';

/** Links for one address in an hour, whether anybody has it or not. */
const perAddress = 4;
/** Requests of one visitor in an hour: a house may share an address in the net. */
const perVisitor = 20;

/**
 * Somebody at the door says an address. It is only written down, whoever's it is: who has it is looked up afterwards,
 * so that neither the answer nor its time tells.
 */
@Injectable()
export class SignInRequests {
  constructor(
    private readonly dataSource: DataSource,
    private readonly letters: AccountLetters,
    private readonly limit: RateLimit,
    private readonly jobs: Jobs,
  ) {}

  get byMail(): boolean {
    return this.letters.goesOut;
  }

  /**
   * @param visitor from where; counted, not kept
   * @throws Refusal where no mail leaves here, and for too many of one visitor or for one address
   */
  async ask(visitor: Visitor, email: string, wanted?: string): Promise<void> {
    if (!this.byMail) throw new Refusal('conflict', 'No mail leaves here. Ask somebody below for a link.');
    const when = inMinutes(this.limit.minutesLeft());
    if (!(await this.limit.take('sign-in', visitor, perVisitor)))
      throw new Refusal(
        'too-many',
        `Many links were asked for from your network. Look into your mail, or try again ${when}.`,
      );
    if (!(await this.limit.take('sign-in-mail', addressKey(email), perAddress)))
      throw new Refusal('too-many', {
        field: 'email',
        message: `A link was asked for ${perAddress} times with this address. Look among spam too, or try again ${when}.`,
      });
    await this.letters.put(this.dataSource.manager, {
      ...{ kind: 'sign-in', address: email },
      ...(wanted !== undefined && { wanted }),
    });
    await this.jobs.ring(writeToAccounts, {});
  }
}

import { Injectable } from '@nestjs/common';
import { inMinutes, RateLimit } from '../kernel/http/rate-limit.js';
import { Jobs } from '../kernel/jobs/jobs.js';
import { Refusal } from '../kernel/refusal.js';
import { writeToAccounts } from './account-letters.jobs.js';
import type { Actor } from './actor.js';
import { Invitations, type Invitation } from './invitations.js';
import { PeopleService, type NewColleague } from './people.service.js';

/** Letters to one person in an hour: nobody's mailbox is filled by pressing a button. */
const perHour = 5;

/** Inviting, as page and API do it: the act, then the bell. */
@Injectable()
export class InvitationDesk {
  constructor(
    private readonly invitations: Invitations,
    private readonly people: PeopleService,
    private readonly limit: RateLimit,
    private readonly jobs: Jobs,
  ) {}

  /** False where no mail leaves this house: then each link is handed over. */
  get byMail(): boolean {
    return this.invitations.byMail;
  }

  async invite(by: Actor, person: NewColleague): Promise<{ id: string; invitation: Invitation }> {
    const { account, first } = await this.people.add(by, person, (tx, made, at) =>
      this.invitations.make(tx, made, at),
    );
    await this.jobs.ring(writeToAccounts, {});
    return { id: account.id, invitation: first };
  }

  async anew(by: Actor, id: string): Promise<Invitation & { name: string }> {
    if (!(await this.limit.take('invitation', id, perHour)))
      throw new Refusal(
        'too-many',
        `They were invited ${perHour} times in this hour. Try again ${inMinutes(this.limit.minutesLeft())}.`,
      );
    const invitation = await this.people.inviteAnew(by, id);
    await this.jobs.ring(writeToAccounts, {});
    return invitation;
  }
}

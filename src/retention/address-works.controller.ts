import { Controller, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { idField } from '../kernel/http/fields.js';
import { Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { Bounces } from '../notices/bounces.js';
import { LedgerDesk } from '../notices/ledger.desk.js';
import { pathId } from '../rollout/path-id.js';

const which = z.strictObject({ id: idField });

/** Messages came back from somebody's address, and a lead knows that it works. */
@Controller()
@Who('lead')
export class AddressWorksController {
  constructor(
    private readonly desk: LedgerDesk,
    private readonly bounces: Bounces,
  ) {}

  @Post('api/v1/members/:id/address-works')
  @Api({
    summary: 'Say that an address from which messages came back works: they count as arrived',
    refuses: ['conflict'],
    params: which,
    answer: z.object({}),
    status: 204,
  })
  byProgram(@By() actor: Actor, @Input('params') { id }: z.infer<typeof which>): Promise<void> {
    return this.works(actor, id);
  }

  @Post('roster/people/:memberId/address-works')
  @Page()
  async onPage(@By() actor: Actor, @Param('memberId') given: string): Promise<PageAnswer> {
    const id = pathId(given);
    await this.works(actor, id);
    return seeOther(`/roster/people/${id}?said=works`);
  }

  private works(actor: Actor, memberId: string): Promise<void> {
    const { communityId } = actor;
    return this.desk.act(actor, 'member.address-works', memberId, (tx, now) =>
      this.bounces.works(tx, { communityId, memberId }, now),
    );
  }
}

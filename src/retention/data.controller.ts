import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, Input } from '../kernel/http/api.js';
import { idField } from '../kernel/http/fields.js';
import { Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { msg } from '../kernel/language/message.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm } from '../kernel/ui/forms.js';
import type { HeldKind } from '../privacy/held.service.js';
import { Kept, type KeptKind } from '../privacy/kept.service.js';
import { OwnDesk } from '../rollout/own-desk.js';
import { says } from '../rollout/own-page.words.js';
import { DataDesk, type Taken } from './data-desk.js';
import { MemberData } from './data.service.js';
import { SecondThing } from './second-thing.js';

says({
  'key-sent': msg('We have sent a key to the address that we know. It opens this page for an hour.'),
  'words-noted': msg('Good. Keep them: they are asked for before we show or delete what we hold about you.'),
});

@Controller('m/:token')
export class OwnDataController {
  constructor(
    private readonly ownDesk: OwnDesk,
    private readonly desk: DataDesk,
    private readonly second: SecondThing,
  ) {}

  @Get('data')
  @Page()
  show(
    @Param('token') token: string,
    @Query('key') key?: string,
    @Query('said') said?: string,
  ): Promise<PageAnswer> {
    return this.ownDesk.visit(token, (visit) => this.desk.page(visit, emptyForm(), key, said));
  }

  @Post('data')
  @Page()
  everything(@Param('token') token: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.ownDesk.visit(token, (visit) => this.desk.everything(visit, body));
  }

  @Post('data/json')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Header('content-disposition', 'attachment; filename="what-is-held-about-me.json"')
  file(@Param('token') token: string, @Body() body: unknown): Promise<Taken[]> {
    return this.ownDesk.visit(token, (visit) => this.desk.file(visit, body));
  }

  /** What it takes along is said on a page of its own; only that one deletes. */
  @Get('data/delete')
  @Page()
  askErase(@Param('token') token: string, @Query('key') key?: string): Promise<PageAnswer> {
    return this.ownDesk.visit(token, (visit) => this.desk.askErase(visit, emptyForm(), key));
  }

  @Post('data/delete')
  @Page()
  erase(@Param('token') token: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.ownDesk.visit(token, (visit) => this.desk.erase(visit, body));
  }

  @Post('data/key')
  @Page()
  send(@Param('token') token: string): Promise<PageAnswer> {
    return this.ownDesk.visit(token, async (visit) => {
      if (!(await this.second.send(visit)))
        throw new Refusal('conflict', msg('We know no address of yours. Ask the people who lead the move.'));
      return seeOther(`/m/${token}/data?said=key-sent`);
    });
  }

  @Post('words')
  @Page()
  noted(@Param('token') token: string): Promise<PageAnswer> {
    return this.ownDesk.visit(token, async (visit) => {
      await this.second.noted(visit);
      return seeOther(`/m/${token}?said=words-noted`);
    });
  }
}

const kind = z.object({ what: z.string(), why: z.string(), who: z.string(), until: z.string() });
const keptKind = kind.extend({
  ofMembers: z.boolean().describe('Else it is about who does the work, or for everybody'),
  rows: z.int().nullable().describe('How many there are now; null where they name no community'),
});
const heldKind = kind.extend({ rows: z.array(z.record(z.string(), z.unknown())) });
const ofMember = z.object({ memberId: idField });
type OfMember = z.infer<typeof ofMember>;

@Controller('api/v1')
@Who('lead')
export class MemberDataController {
  constructor(
    private readonly data: MemberData,
    private readonly kept: Kept,
  ) {}

  @Get('data-inventory')
  @Api({
    summary: 'Read what is stored, why, who sees it, until when, and how much there is',
    answer: z.array(keptKind),
  })
  inventory(@By() { communityId }: Actor): Promise<KeptKind[]> {
    return this.kept.of(communityId);
  }

  @Get('members/:memberId/data')
  @Api({ summary: 'Read everything held about a member', params: ofMember, answer: z.array(heldKind) })
  about(@By() actor: Actor, @Input('params') { memberId }: OfMember): Promise<HeldKind[]> {
    return this.data.about(actor, memberId);
  }

  @Delete('members/:memberId/data')
  @Api({
    summary: 'Delete a member who asked for it, from every room',
    params: ofMember,
    answer: z.object({ ok: z.literal(true) }),
  })
  async erase(@By() actor: Actor, @Input('params') { memberId }: OfMember): Promise<{ ok: true }> {
    await this.data.eraseFor(actor, memberId);
    return { ok: true };
  }
}

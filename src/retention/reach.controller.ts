import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { languageField } from '../community/member.input.js';
import { MemberEdits, ways } from '../community/member-edit.service.js';
import { lineField, zoneField } from '../kernel/http/fields.js';
import { tried } from '../kernel/http/form.js';
import { mustBeAsSeen, seenField } from '../kernel/http/seen.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { regions } from '../kernel/language/zones.js';
import { msg } from '../kernel/language/message.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { offTheMail } from '../notices/reroute.writes.js';
import { OwnDesk, type AtOwnDesk } from '../rollout/own-desk.js';
import { saidWords, says } from '../rollout/own-page.words.js';
import { Scenes } from '../rollout/scene.js';
import { AddressChanges } from './address-change.service.js';
import { ownReachSeen, ReachPage } from './reach.pages.js';
import { SecondThing } from './second-thing.js';

says({
  'reach-kept': msg('Good. It is as you chose from now on.'),
  'address-asked': msg('We write once to the address that you typed. Say yes there, and we use it.'),
  'address-forgotten': msg('Your e-mail address is deleted. We write to it no more.'),
});

const wishes = z.object({
  seen: seenField,
  way: z.enum(ways, msg('Choose how we tell you things.')),
  language: languageField.optional(),
  timeZone: zoneField.optional(),
});
const proof = z.object({
  words: z.string().max(200, msg('These are more than four words.')).optional(),
  key: z.string().max(100).optional(),
});
const newAddress = proof.extend({ email: lineField(254) });

/** How a member hears from us, changed by themselves. Nothing here shows an address. */
@Controller('m/:token/reach')
export class ReachController {
  constructor(
    private readonly desk: OwnDesk,
    private readonly edits: MemberEdits,
    private readonly changes: AddressChanges,
    private readonly second: SecondThing,
    private readonly scenes: Scenes,
  ) {}

  @Get()
  @Page()
  show(
    @Param('token') token: string,
    @Query('key') key?: string,
    @Query('said') said?: string,
    @Query('region') region?: string,
  ): Promise<PageAnswer> {
    return this.desk.visit(token, (visit) => this.page(visit, emptyForm(), { key, said, region }));
  }

  @Post()
  @Page()
  keep(@Param('token') token: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.act(token, body, wishes, 'reach-kept', async (visit, { seen, way, language, timeZone }) => {
      const { communityId, memberId } = visit.participation;
      await visit.tx.query('select 1 from member where id = $1 for update', [memberId]);
      mustBeAsSeen(seen, ownReachSeen(await this.edits.reach(visit.tx, communityId, memberId)));
      const wished = { way, language, timeZone: timeZone ?? null };
      await this.edits.change(visit.tx, communityId, memberId, wished);
      if (way !== 'email') await offTheMail(visit.tx, memberId, way === 'person');
    });
  }

  @Post('address')
  @Page()
  address(@Param('token') token: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.act(token, body, newAddress, 'address-asked', async (visit, { email, ...given }) => {
      await this.second.prove(visit.tx, visit, given);
      await this.changes.ask(visit, email);
    });
  }

  @Post('forget')
  @Page()
  forget(@Param('token') token: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.act(token, body, proof, 'address-forgotten', async (visit, given) => {
      const { tx, participation } = visit;
      await this.second.prove(tx, visit, given);
      const { communityId, memberId } = participation;
      const { way } = await this.edits.reach(tx, communityId, memberId);
      await this.edits.change(tx, communityId, memberId, { email: null });
      await offTheMail(tx, memberId, way !== 'here');
    });
  }

  private act<T>(
    token: string,
    body: unknown,
    schema: z.ZodType<T>,
    said: string,
    work: (visit: AtOwnDesk, input: T) => Promise<void>,
  ): Promise<PageAnswer> {
    return this.desk.visit(token, async (visit) => {
      const form = await tried(schema, body, (input) => work(visit, input));
      const { key } = (body ?? {}) as { key?: string };
      return form ? again(await this.page(visit, form, { key })) : seeOther(`/m/${token}/reach?said=${said}`);
    });
  }

  private async page(
    visit: AtOwnDesk,
    form: FormState,
    {
      key,
      said,
      region,
    }: { key?: string | undefined; said?: string | undefined; region?: string | undefined },
  ): Promise<VNode> {
    const { tx, rollout, participation, path } = visit;
    return ReachPage({
      ...{ path, form, scene: await this.scenes.of(tx, rollout, visit.say) },
      reach: await this.edits.reach(tx, participation.communityId, participation.memberId),
      key: key !== undefined && (await this.second.opens(tx, visit, key)) ? key : undefined,
      said: said === undefined ? null : saidWords(said, visit.say),
      moves: rollout.plan.timeZone,
      region: regions.find((one) => one === region),
    });
  }
}

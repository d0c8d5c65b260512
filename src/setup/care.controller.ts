import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { DataSource } from 'typeorm';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, IfMatch, Input } from '../kernel/http/api.js';
import { tried } from '../kernel/http/form.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { seenField, type Seen } from '../kernel/http/seen.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { CareChange, CareForm, CareRead, type CareGiven } from './care.input.js';
import { CarePage } from './care.pages.js';
import { careSeen, CareService } from './care.service.js';

const edited = CareForm.extend({ seen: seenField });

/** How careful the community has to be, and why; changed later, on the record. */
@Controller()
@Who('lead')
export class CareController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly care: CareService,
  ) {}

  @Get('care')
  @Page()
  show(@By() actor: Actor, @Query('said') said?: string): Promise<PageAnswer> {
    return this.page(actor, emptyForm(), said === 'kept');
  }

  /** On the page a field that was emptied is an answer taken back. */
  @Post('care')
  @Page()
  async choose(@By() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    const form = await tried(edited, body, ({ care, who = null, sacred = null, phones = null, seen }) =>
      this.care.change(actor, { care, who, sacred, phones }, seen),
    );
    return form ? again(await this.page(actor, form)) : seeOther('/care?said=kept');
  }

  @Get('api/v1/care')
  @Api({ summary: 'Read how careful the community has to be, and why', answer: CareRead, shows: careSeen })
  read(@By() { communityId }: Actor): Promise<CareRead> {
    return this.care.read(this.dataSource.manager, communityId);
  }

  @Put('api/v1/care')
  @Api({
    summary: 'Say how careful the community has to be; what is left out stays',
    refuses: ['changed'],
    body: CareChange,
    answer: CareRead,
    shows: careSeen,
    overwrites: true,
  })
  async put(@By() actor: Actor, @Input('body') change: CareGiven, @IfMatch() seen?: Seen): Promise<CareRead> {
    await this.care.change(actor, change, seen);
    return this.read(actor);
  }

  private async page({ communityId }: Actor, form: FormState, kept = false): Promise<VNode> {
    const known = await this.care.read(this.dataSource.manager, communityId);
    const charters = await this.dataSource.query<{ id: string; name: string }[]>(
      `select id, name from rollout where community_id = $1 and state <> 'ended' order by name, id`,
      [communityId],
    );
    return CarePage({ known, form, kept, charters });
  }
}

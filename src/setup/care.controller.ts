import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Audit } from '../access/audit.js';
import { Who } from '../access/who.js';
import type { Care } from '../community/community.entity.js';
import { CommunityService } from '../community/community.service.js';
import { Clock } from '../kernel/clock.js';
import { Api, Input } from '../kernel/http/api.js';
import { tried } from '../kernel/http/form.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { CarePage } from './care.pages.js';
import { careField } from './setup.input.js';

const choice = z.object({ care: careField });

/** How careful the community has to be, changed later; on the record. */
@Controller()
@Who('lead')
export class CareController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly communities: CommunityService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  @Get('care')
  @Page()
  show(@By() actor: Actor, @Query('said') said?: string): Promise<PageAnswer> {
    return this.page(actor, emptyForm(), said === 'kept');
  }

  @Post('care')
  @Page()
  async choose(@By() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    const form = await tried(choice, body, ({ care }) => this.change(actor, care));
    return form ? again(await this.page(actor, form)) : seeOther('/care?said=kept');
  }

  @Get('api/v1/care')
  @Api({ summary: 'Read how careful the community has to be', answer: choice })
  async read(@By() { communityId }: Actor): Promise<unknown> {
    const { care } = await this.communities.get(this.dataSource.manager, communityId);
    return { care };
  }

  @Put('api/v1/care')
  @Api({ summary: 'Say how careful the community has to be', body: choice, answer: choice })
  async put(@By() actor: Actor, @Input('body') { care }: z.infer<typeof choice>): Promise<unknown> {
    await this.change(actor, care);
    return { care };
  }

  private change({ communityId, accountId }: Actor, care: Care): Promise<void> {
    return this.dataSource.transaction(async (tx) => {
      await this.communities.setCare(tx, communityId, care);
      await this.audit.note(tx, {
        ...{ communityId, actor: accountId, what: 'community.care-chosen', subject: communityId },
        at: this.clock.now(),
      });
    });
  }

  private async page({ communityId }: Actor, form: FormState, kept = false): Promise<VNode> {
    const { care } = await this.communities.get(this.dataSource.manager, communityId);
    return CarePage({ care, form, kept });
  }
}

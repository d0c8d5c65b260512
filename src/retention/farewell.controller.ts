import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { RosterDesk } from '../community/roster.desk.js';
import { submit } from '../kernel/http/form.js';
import { Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { pathId } from '../rollout/path-id.js';
import { MemberData } from './data.service.js';
import { DeletePage, LeftPage } from './farewell.pages.js';
import { personOf, type Person } from './farewell.queries.js';

const leaving = z.object({ why: z.enum(['departed', 'deceased'], 'Choose what happened.') });

/** Somebody goes: they have left, or they ask to be deleted. Each on a page that says what it does. */
@Controller('roster/people/:memberId')
@Who('lead')
export class FarewellController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly data: MemberData,
    private readonly roster: RosterDesk,
  ) {}

  @Get('delete')
  @Page()
  async askDelete(@By() actor: Actor, @Param('memberId') given: string): Promise<PageAnswer> {
    const id = pathId(given);
    return DeletePage({ id, person: await this.person(actor, id) });
  }

  @Post('delete')
  @Page()
  async erase(@By() actor: Actor, @Param('memberId') given: string): Promise<PageAnswer> {
    const id = pathId(given);
    await this.person(actor, id);
    await this.data.eraseFor(actor, id);
    return seeOther('/roster?said=deleted');
  }

  @Get('left')
  @Page()
  async askLeft(@By() actor: Actor, @Param('memberId') given: string): Promise<PageAnswer> {
    const id = pathId(given);
    return LeftPage({ id, person: await this.person(actor, id), form: emptyForm() });
  }

  @Post('left')
  @Page()
  async left(
    @By() actor: Actor,
    @Param('memberId') given: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const id = pathId(given);
    const person = await this.person(actor, id);
    const page = {
      path: `/roster/people/${id}` as const,
      draw: (form: FormState) => LeftPage({ id, person, form }),
    };
    return submit(page, leaving, body, ({ why }) => {
      if (person.gone !== null) throw new Refusal('conflict', 'This was noted already.');
      return this.dataSource.transaction((tx) => this.roster.gone(tx, actor, id, { why }));
    });
  }

  private person({ communityId }: Actor, id: string): Promise<Person> {
    return personOf(this.dataSource.manager, communityId, id);
  }
}

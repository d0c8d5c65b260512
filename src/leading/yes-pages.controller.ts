import { Body, Controller, Get, Header, Param, Post, StreamableFile } from '@nestjs/common';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { press, submit, tried, type FormPage } from '../kernel/http/form.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { emptyForm } from '../kernel/ui/forms.js';
import { pathId } from '../rollout/path-id.js';
import { AloneRule } from './alone.service.js';
import { RosterOut } from './roster-out.service.js';
import { csvOf } from './yes.controller.js';
import { YesListPage } from './yes-list.pages.js';
import { YesPage, yesPath } from './yes.pages.js';
import { asking, saidNo, saidYes, switchingOff } from './yes.schemas.js';
import { YesService } from './yes.service.js';
import { YesViews } from './yes.view.js';

/** What takes two leads, on pages: asking, looking at what exactly, saying yes or no. */
@Controller('yes')
@Who('lead')
export class YesPagesController {
  constructor(
    private readonly yes: YesService,
    private readonly views: YesViews,
    private readonly alone: AloneRule,
    private readonly roster: RosterOut,
  ) {}

  @Get()
  @Page()
  list(@By() actor: Actor): Promise<PageAnswer> {
    return Promise.resolve(this.onList(actor).draw(emptyForm()));
  }

  @Post('roster')
  @Page()
  async askRoster(@By() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    let id = '';
    const form = await tried(asking, body, async (asked) => {
      const { communityId } = actor;
      const wanted = { kind: 'roster', rolloutId: null, subject: communityId } as const;
      ({ id } = await this.yes.ask(actor, wanted, asked));
    });
    return form ? again(await this.onList(actor).draw(form)) : seeOther(yesPath(id));
  }

  @Post('alone/off')
  @Page()
  switchOff(@By() actor: Actor, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.onList(actor), switchingOff, body, ({ words }) => this.alone.switchOff(actor, words));
  }

  @Post('alone/on')
  @Page()
  switchOn(@By() actor: Actor): Promise<PageAnswer> {
    return press(this.onList(actor), () => this.alone.switchOn(actor));
  }

  @Get(':id')
  @Page()
  one(@By() actor: Actor, @Param('id') id: string): Promise<PageAnswer> {
    return Promise.resolve(this.at(actor, id).draw(emptyForm()));
  }

  @Post(':id/yes')
  @Page()
  say(@By() actor: Actor, @Param('id') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, id), saidYes, body, ({ seen, word }, at) =>
      this.yes.yes(actor, at.id, { seen, ...(word && { word }) }),
    );
  }

  @Post(':id/no')
  @Page()
  refuse(@By() actor: Actor, @Param('id') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, id), saidNo, body, ({ word }, at) => this.yes.no(actor, at.id, word));
  }

  @Post(':id/withdraw')
  @Page()
  withdraw(@By() actor: Actor, @Param('id') id: string): Promise<PageAnswer> {
    return press(this.at(actor, id), (at) => this.yes.withdraw(actor, at.id));
  }

  @Post(':id/file')
  @Header('content-disposition', 'attachment; filename="people.csv"')
  @Header('cache-control', 'no-store')
  async file(@By() actor: Actor, @Param('id') id: string): Promise<StreamableFile> {
    return csvOf(await this.roster.open(actor, pathId(id)));
  }

  private onList(actor: Actor): FormPage {
    return { path: '/yes', draw: async (form) => YesListPage({ list: await this.views.all(actor), form }) };
  }

  private at(actor: Actor, given: string): FormPage & { id: string } {
    const id = pathId(given);
    return {
      ...{ id, path: yesPath(id) },
      draw: async (form) => YesPage({ view: await this.views.one(actor, id), form }),
    };
  }
}

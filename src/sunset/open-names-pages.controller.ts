import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { submit, tried, type FormPage } from '../kernel/http/form.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { emptyForm } from '../kernel/ui/forms.js';
import { yesPath } from '../leading/yes.pages.js';
import { pathId } from '../rollout/path-id.js';
import { SunsetViews } from './lead-view.service.js';
import { OpenNamePage, OpenNamesPage, personPath } from './open-names.pages.js';
import { OpenNames } from './open-names.service.js';
import { because, promise } from './sunset.schemas.js';

interface OnePerson {
  rolloutId: string;
  participationId: string;
}

/** Settling, name by name, who is not proven told. */
@Controller('rollouts/:rolloutId/open-names')
@Who('lead')
export class OpenNamesPagesController {
  constructor(
    private readonly names: OpenNames,
    private readonly views: SunsetViews,
  ) {}

  @Get()
  @Page()
  async list(@By() actor: Actor, @Param('rolloutId') given: string): Promise<PageAnswer> {
    const id = pathId(given);
    const { rollout, announced } = await this.views.audience(actor, id);
    return OpenNamesPage({ rollout, announced, names: await this.names.list(actor, id) });
  }

  @Get(':participationId')
  @Page()
  async one(@By() actor: Actor, @Param() { rolloutId, participationId }: OnePerson): Promise<PageAnswer> {
    const view = await this.views.person(actor, pathId(rolloutId), pathId(participationId));
    return OpenNamePage({ view, form: emptyForm() });
  }

  @Post(':participationId/promise')
  @Page()
  promise(@By() actor: Actor, @Param() path: OnePerson, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, path), promise, body, (promised, { rolloutId, participationId }) =>
      this.names.promise(actor, rolloutId, participationId, promised),
    );
  }

  @Post(':participationId/exception')
  @Page()
  async except(@By() actor: Actor, @Param() given: OnePerson, @Body() body: unknown): Promise<PageAnswer> {
    const { rolloutId, participationId, draw } = this.at(actor, given);
    let id = '';
    const form = await tried(because, body, async ({ reason }) => {
      ({ id } = await this.names.askException(actor, rolloutId, participationId, reason));
    });
    return form ? again(await draw(form)) : seeOther(yesPath(id));
  }

  private at(actor: Actor, path: OnePerson): FormPage & OnePerson {
    const [rolloutId, participationId] = [pathId(path.rolloutId), pathId(path.participationId)];
    return {
      ...{ rolloutId, participationId, path: personPath(rolloutId, participationId) },
      draw: async (form) =>
        OpenNamePage({ view: await this.views.person(actor, rolloutId, participationId), form }),
    };
  }
}

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { tried } from '../kernel/http/form.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { emptyForm } from '../kernel/ui/forms.js';
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
    return this.act(actor, path, body, promise, (id, person, promised) =>
      this.names.promise(actor, id, person, promised),
    );
  }

  @Post(':participationId/exception')
  @Page()
  except(@By() actor: Actor, @Param() path: OnePerson, @Body() body: unknown): Promise<PageAnswer> {
    return this.act(actor, path, body, because, (id, person, { reason }) =>
      this.names.askException(actor, id, person, reason),
    );
  }

  @Post(':participationId/agree')
  @Page()
  agree(@By() actor: Actor, @Param() path: OnePerson): Promise<PageAnswer> {
    return this.act(actor, path, {}, z.object({}), (id, person) =>
      this.names.agreeToException(actor, id, person),
    );
  }

  private async act<T>(
    actor: Actor,
    path: OnePerson,
    body: unknown,
    schema: z.ZodType<T>,
    work: (rolloutId: string, participationId: string, input: T) => Promise<void>,
  ): Promise<PageAnswer> {
    const [id, person] = [pathId(path.rolloutId), pathId(path.participationId)];
    const form = await tried(schema, body, (input) => work(id, person, input));
    if (!form) return seeOther(personPath(id, person));
    return again(OpenNamePage({ view: await this.views.person(actor, id, person), form }));
  }
}

import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { idField } from '../kernel/http/fields.js';
import { press, submit, tried, type FormPage } from '../kernel/http/form.js';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { seenField } from '../kernel/http/seen.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { yesPath } from '../leading/yes.pages.js';
import { leadPath } from '../rollout/lead-nav.js';
import { pathId } from '../rollout/path-id.js';
import { EndingPage } from './ending.pages.js';
import { Endings } from './ending.service.js';
import { SunsetViews } from './lead-view.service.js';
import { OldPlacesPage } from './old-places.pages.js';
import { OldPlaces } from './places.service.js';
import { archive, because, thanks } from './sunset.schemas.js';

const pressed = z.literal('yes').optional();
const seen = z.object({ readOnly: pressed, redirect: pressed });
const thanked = z.object({ ...thanks.shape, seen: seenField });
const whom = z.object({ accountId: z.string('Choose a person.').pipe(idField) });

/** T and what follows it, on pages: the old places, the thanks, the archive, the shutdown. */
@Controller('rollouts/:rolloutId')
@Who('lead')
export class EndingPagesController {
  constructor(
    private readonly places: OldPlaces,
    private readonly endings: Endings,
    private readonly views: SunsetViews,
  ) {}

  @Get('old-places')
  @Page()
  oldPlaces(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return this.placesPage(actor, pathId(id), emptyForm());
  }

  @Post('old-places/:placeId')
  @Page()
  async seen(
    @By() actor: Actor,
    @Param() given: { rolloutId: string; placeId: string },
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const [id, placeId] = [pathId(given.rolloutId), pathId(given.placeId)];
    const page: FormPage = {
      path: leadPath(id, 'old-places'),
      draw: (form) => this.placesPage(actor, id, form),
    };
    return submit(page, seen, body, ({ readOnly, redirect }) =>
      this.places.confirm(actor, id, placeId, { readOnly: readOnly === 'yes', redirect: redirect === 'yes' }),
    );
  }

  @Get('ending')
  @Page()
  async ending(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return EndingPage({ view: await this.views.ending(actor, pathId(id)), form: emptyForm() });
  }

  @Post('ending/thanks')
  @Page()
  thank(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, id), thanked, body, ({ words, seen: shown }, { rolloutId }) =>
      this.endings.writeCelebration(actor, rolloutId, words, shown),
    );
  }

  @Post('ending/archive')
  @Page()
  archive(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, id), archive, body, ({ note }, { rolloutId }) =>
      this.endings.confirmArchive(actor, rolloutId, note),
    );
  }

  @Post('ending/ask')
  @Page()
  ask(@By() actor: Actor, @Param('rolloutId') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return submit(this.at(actor, id), whom, body, ({ accountId }, { rolloutId }) =>
      this.endings.ask(actor, rolloutId, accountId),
    );
  }

  @Post('ending/done')
  @Page()
  done(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return press(this.at(actor, id), ({ rolloutId }) => this.endings.done(actor, rolloutId));
  }

  @Post('ending/yes')
  @Page()
  async askYes(
    @By() actor: Actor,
    @Param('rolloutId') given: string,
    @Body() body: unknown,
  ): Promise<PageAnswer> {
    const { rolloutId, draw } = this.at(actor, given);
    let id = '';
    const form = await tried(because, body, async ({ reason }) => {
      ({ id } = await this.endings.askYes(actor, rolloutId, reason));
    });
    return form ? again(await draw(form)) : seeOther(yesPath(id));
  }

  private at(actor: Actor, given: string): FormPage & { rolloutId: string } {
    const rolloutId = pathId(given);
    return {
      ...{ rolloutId, path: leadPath(rolloutId, 'ending') },
      draw: async (form) => EndingPage({ view: await this.views.ending(actor, rolloutId), form }),
    };
  }

  private async placesPage(actor: Actor, id: string, form: FormState) {
    const { rollout, t, today } = await this.views.ending(actor, id);
    return OldPlacesPage({ rollout, t, today, form, places: await this.places.list(actor, id) });
  }
}

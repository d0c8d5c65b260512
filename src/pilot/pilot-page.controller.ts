import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { again, Page, seeOther, type PageAnswer } from '../kernel/http/page.js';
import { msg } from '../kernel/language/message.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { OwnDesk } from '../rollout/own-desk.js';
import { says } from '../rollout/own-page.words.js';
import { Scenes } from '../rollout/scene.js';
import type { OwnPageVisit } from '../rollout/sockets.js';
import type { Seat } from './circle.entity.js';
import { circleOf } from './circle.view.js';
import { FirstPage, HelpOthersPage, levels } from './pilot.pages.js';
import { SeatService } from './seat.service.js';
import { TasksService } from './tasks.service.js';

says({
  'first-yes': msg('Thank you for trying it first. The things to try stand below.'),
  'first-no': msg('You said no to trying it first. Nothing else changes for you.'),
  helps: msg('Thank you for helping others. You hear from us before anybody is sent to you.'),
  'helps-not': msg('You said no to helping others. That is fine.'),
  'not-done': msg('All right. It stands open again.'),
  'did-it': msg('Good. We noted that you did this.'),
});

type Typed = Record<string, unknown>;

/** Trying it first, below somebody's own page. The addresses say nothing that a passer-by should read. */
@Controller('m/:token/first')
export class PilotPageController {
  constructor(
    private readonly desk: OwnDesk,
    private readonly scenes: Scenes,
    private readonly seats: SeatService,
    private readonly tasks: TasksService,
  ) {}

  @Get()
  @Page()
  show(@Param('token') token: string): Promise<PageAnswer> {
    return this.desk.visit(token, async (visit) => this.page(visit, await this.seat(visit), emptyForm()));
  }

  @Post('yes')
  @Page()
  yes(@Param('token') token: string, @Body() typed: Typed = {}): Promise<PageAnswer> {
    return this.desk.visit(token, async (visit) => {
      const seat = await this.seat(visit);
      const level = levels.find(({ value }) => value === typed['comfort']);
      if (!level) {
        const message = msg('Choose one of the five. “I would rather not say” is one of them.');
        return again(
          await this.page(visit, seat, { values: typed, reasons: [{ field: 'comfort', message }] }),
        );
      }
      await this.seats.accept(visit, level.comfort, helped(typed));
      return seeOther(`/m/${token}?said=first-yes`);
    });
  }

  @Post('no')
  @Page()
  no(@Param('token') token: string, @Body() typed: Typed = {}): Promise<PageAnswer> {
    return this.desk.visit(token, async (visit) => {
      await this.seats.decline(visit, helped(typed));
      return seeOther(`/m/${token}?said=first-no`);
    });
  }

  @Get('help')
  @Page()
  helpOthers(@Param('token') token: string): Promise<PageAnswer> {
    return this.desk.visit(token, async (visit) => {
      const { wouldHelp } = await this.seat(visit);
      return HelpOthersPage({
        scene: await this.scenes.of(visit.tx, visit.rollout, visit.say),
        home: visit.path,
        wouldHelp,
      });
    });
  }

  @Post('help')
  @Page()
  help(@Param('token') token: string, @Body() typed: Typed = {}): Promise<PageAnswer> {
    return this.desk.visit(token, async (visit) => {
      const { answer } = typed;
      if (answer !== 'yes' && answer !== 'no') throw new Refusal('invalid', msg('Choose yes or no.'));
      await this.seats.help(visit, answer === 'yes', helped(typed));
      return seeOther(`/m/${token}?said=${answer === 'yes' ? 'helps' : 'helps-not'}`);
    });
  }

  @Post('tasks/:task')
  @Page()
  done(
    @Param('token') token: string,
    @Param('task') task: string,
    @Body() typed: Typed = {},
  ): Promise<PageAnswer> {
    return this.desk.visit(token, async (visit) => {
      await this.tasks.done(visit, task, helped(typed));
      return seeOther(`/m/${token}?said=did-it`);
    });
  }

  @Post('tasks/:task/not-done')
  @Page()
  notDone(@Param('token') token: string, @Param('task') task: string): Promise<PageAnswer> {
    return this.desk.visit(token, async (visit) => {
      await this.tasks.notDone(visit, task);
      return seeOther(`/m/${token}?said=not-done`);
    });
  }

  private async page(visit: OwnPageVisit, seat: Seat, form: FormState) {
    const { tx, rollout, path, say } = visit;
    return FirstPage({
      scene: await this.scenes.of(tx, rollout, say),
      home: path,
      state: seat.state,
      tasks: await this.tasks.mine(visit),
      objectives: (await circleOf(tx, rollout.id)).objectives,
      form,
    });
  }

  private async seat(visit: OwnPageVisit): Promise<Seat> {
    const seat = await this.seats.seat(visit);
    if (!seat) throw new Refusal('not-found', msg('You were not asked this, or it was taken back.'));
    return seat;
  }
}

const helped = (typed: Typed): boolean => typed['helped'] === 'yes';

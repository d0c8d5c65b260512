import './own-page.words.js';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { formOf } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { msg } from '../kernel/language/message.js';
import { Refusal } from '../kernel/refusal.js';
import { OwnDesk, type AtOwnDesk } from '../rollout/own-desk.js';
import { Advocates } from './advocates.service.js';
import { Choices, type Choice } from './choices.service.js';
import { waysToHelp } from './help.rules.js';
import { HelpRequests } from './help-requests.service.js';
import { mayComeIn } from './people.queries.js';

const asked = z.object({ way: z.enum(waysToHelp, msg('Choose how you would like it.')) });
const helper = z.object({ answer: z.enum(['yes', 'no']) });

/** What somebody chooses on their own page. Each act leads back to it. */
@Controller('m/:token')
export class ChoicesController {
  constructor(
    private readonly desk: OwnDesk,
    private readonly choices: Choices,
    private readonly help: HelpRequests,
    private readonly advocates: Advocates,
  ) {}

  @Post('in')
  @Page()
  in(@Param('token') token: string): Promise<PageAnswer> {
    const come = async (desk: AtOwnDesk): Promise<string> => {
      if (!(await mayComeIn(desk.tx, desk.rollout, desk.participation)))
        throw new Refusal(
          'conflict',
          msg('The new place is not open to you now. Your page says what is happening.'),
        );
      return this.chosen(desk, 'in', 'in');
    };
    return this.desk.act(token, come, 'facts');
  }

  @Post('rather-not')
  @Page()
  ratherNot(@Param('token') token: string): Promise<PageAnswer> {
    return this.choose(token, 'declined', 'declined');
  }

  @Post('will-leave')
  @Page()
  willLeave(@Param('token') token: string): Promise<PageAnswer> {
    return this.choose(token, 'will leave', 'will-leave');
  }

  @Post('no-device')
  @Page()
  noDevice(@Param('token') token: string): Promise<PageAnswer> {
    return this.choose(token, 'no device', 'no-device');
  }

  @Post('changed-mind')
  @Page()
  changedMind(@Param('token') token: string): Promise<PageAnswer> {
    const takeBack = async ({ tx, participation }: AtOwnDesk): Promise<string> => {
      await this.choices.takeBack(tx, participation);
      return '?said=changed-mind';
    };
    return this.desk.act(token, takeBack, 'facts');
  }

  /** Not the same as a changed mind: pressed twice, the second press must not undo more than the first. */
  @Post('not-in')
  @Page()
  notIn(@Param('token') token: string): Promise<PageAnswer> {
    const notIn = async ({ tx, participation }: AtOwnDesk): Promise<string> => {
      await this.choices.notIn(tx, participation);
      return '?said=not-in';
    };
    return this.desk.act(token, notIn, 'facts');
  }

  @Post('help')
  @Page()
  helpMe(@Param('token') token: string, @Body() body: unknown): Promise<PageAnswer> {
    const sent = formOf(asked, body);
    if (!sent.ok) throw new Refusal('invalid', sent.form.reasons);
    return this.desk.act(token, async (desk) => {
      await this.help.ask(desk, sent.input.way, desk.today);
      return '?said=help';
    });
  }

  @Post('help-not-needed')
  @Page()
  helpNotNeeded(@Param('token') token: string): Promise<PageAnswer> {
    const close = async ({ tx, participation, now }: AtOwnDesk): Promise<string> => {
      const open = await this.help.openOf(tx, participation.id);
      if (open) await this.help.close(tx, open, now);
      return '?said=help-not-needed';
    };
    return this.desk.act(token, close, 'facts');
  }

  /** They agree themselves; nobody is made a helper. */
  @Post('helper')
  @Page()
  helper(@Param('token') token: string, @Body() body: unknown): Promise<PageAnswer> {
    const sent = formOf(helper, body);
    if (!sent.ok) throw new Refusal('invalid', sent.form.reasons);
    const yes = sent.input.answer === 'yes';
    return this.desk.act(token, async (desk) => {
      await this.advocates.agree(desk, yes);
      return yes ? '?said=helper' : '?said=no-helper';
    });
  }

  private choose(token: string, choice: Choice, said: string): Promise<PageAnswer> {
    // Who was invited, and who is still counted, looks different after it.
    return this.desk.act(token, (desk) => this.chosen(desk, choice, said), 'facts');
  }

  private async chosen(desk: AtOwnDesk, choice: Choice, said: string): Promise<string> {
    const { tx, participation, today } = desk;
    // Whoever turns away helps nobody to come along.
    if (participation.advocate && (choice === 'declined' || choice === 'will leave'))
      await this.advocates.agree(desk, false);
    await this.choices.choose(tx, participation, choice, today);
    return `?said=${said}`;
  }
}

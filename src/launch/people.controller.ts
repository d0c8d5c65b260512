import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Audit } from '../access/audit.js';
import { formOf } from '../kernel/http/form.js';
import { idField } from '../kernel/http/fields.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { parse } from '../kernel/http/parse.js';
import { msg } from '../kernel/language/message.js';
import { Refusal } from '../kernel/refusal.js';
import { ByHand } from '../notices/by-hand.service.js';
import { toldInPerson } from '../notices/told.queries.js';
import { waysToTell } from '../notices/words.js';
import { OwnDesk, type AtOwnDesk } from '../rollout/own-desk.js';
import { Participation } from '../rollout/participation.entity.js';
import { pathId } from '../rollout/path-id.js';
import { Choices } from './choices.service.js';
import { openRequests } from './help-request.queries.js';
import { HelpRequests } from './help-requests.service.js';
import { CallSheet } from './people.pages.js';
import { helpees } from './people.queries.js';
import { backToList, WordsPage } from './to-tell.pages.js';
import { TOLD_DAYS, TOLD_MOST } from './you-told.pages.js';

const outcome = z.object({ how: z.enum([...waysToTell, 'could not', 'not told']) });

/** A helper's call sheet. It shows only people who agreed to be helped by them, or whom a lead gave them. */
@Controller('m/:token/people')
export class PeopleController {
  constructor(
    private readonly desk: OwnDesk,
    private readonly byHand: ByHand,
    private readonly help: HelpRequests,
    private readonly choices: Choices,
    private readonly audit: Audit,
  ) {}

  @Get()
  @Page()
  show(@Param('token') token: string): Promise<PageAnswer> {
    return this.desk.look(token, async (desk) => {
      mustHelp(desk);
      const { tx, participation, rollout, path, now, say } = desk;
      return CallSheet({
        requests: await openRequests(tx, rollout.id, participation.id),
        people: await helpees(tx, participation.id),
        toTell: await this.byHand.listOf(tx, { participationId: participation.id }),
        told: await toldInPerson(
          tx,
          { participationId: participation.id },
          { since: now.subtract({ hours: 24 * TOLD_DAYS }), most: TOLD_MOST },
        ),
        ...{ path, now, say, timeZone: rollout.plan.timeZone },
      });
    });
  }

  @Post('requests/:id/take')
  @Page()
  take(@Param('token') token: string, @Param('id') id: string): Promise<PageAnswer> {
    return this.act(token, async ({ tx, participation, rollout, now }) => {
      const by = { rolloutId: rollout.id, advocateId: participation.id };
      await this.help.take(tx, parse(idField, id), by, now);
    });
  }

  @Post('requests/:id/done')
  @Page()
  done(@Param('token') token: string, @Param('id') id: string): Promise<PageAnswer> {
    return this.act(token, async ({ tx, participation, rollout, now }) => {
      const request = await this.help.mustBeOpen(tx, parse(idField, id), rollout.id);
      if (request.advocateId !== participation.id)
        throw new Refusal('conflict', msg('Somebody else has taken this meanwhile.'));
      await this.help.close(tx, request, now);
    });
  }

  /** What one person of the list is told. Whoever was told meanwhile is not there any more, as if never. */
  @Get('to-tell/:id')
  @Page()
  words(@Param('token') token: string, @Param('id') id: string): Promise<PageAnswer> {
    return this.desk.look(token, (desk) =>
      fromTheirList(desk, async ({ tx, participation, path, say }) => {
        const teller = { participationId: participation.id };
        return WordsPage({ card: await this.byHand.oneOf(tx, teller, pathId(id)), path, say });
      }),
    );
  }

  @Post('to-tell/:id')
  @Page()
  told(@Param('token') token: string, @Param('id') id: string, @Body() body: unknown): Promise<PageAnswer> {
    return this.act(token, async ({ tx, participation, now }) => {
      const sent = formOf(outcome, body);
      if (!sent.ok) throw new Refusal('invalid', sent.form.reasons);
      const { how } = sent.input;
      const by = { participationId: participation.id };
      const deliveryId = pathId(id);
      if (how === 'not told') {
        if (!(await this.byHand.notTold(tx, deliveryId, by, now))) return;
        const act = { actor: 'self', what: 'person.not-told', subject: deliveryId, at: now };
        return this.audit.note(tx, { communityId: participation.communityId, ...act });
      }
      await (how === 'could not'
        ? this.byHand.couldNot(tx, deliveryId, by)
        : this.byHand.told(tx, deliveryId, how, by, now));
    });
  }

  /** Somebody came in with their helper beside them: counted like everybody, marked "with help". */
  @Post(':id/in')
  @Page()
  in(@Param('token') token: string, @Param('id') id: string): Promise<PageAnswer> {
    return this.act(token, async ({ tx, participation, today }) => {
      const helped = await tx.findOneBy(Participation, {
        id: parse(idField, id),
        advocateId: participation.id,
      });
      if (!helped) throw new Refusal('not-found', msg('This person is not on your list any more.'));
      await this.choices.choose(tx, helped, 'in', today, true);
    });
  }

  /** Whatever a helper notes counts in a gate or ends what waits: who is proven told, who came in, who is helped. */
  private act(token: string, work: (desk: AtOwnDesk) => Promise<void>): Promise<PageAnswer> {
    const noted = (desk: AtOwnDesk): Promise<string> =>
      fromTheirList(desk, async () => {
        await work(desk);
        return '/people';
      });
    return this.desk.act(token, noted, 'facts');
  }
}

/** Whatever is refused there leads back to the list: somebody else may have been quicker. */
async function fromTheirList<T>(desk: AtOwnDesk, work: (desk: AtOwnDesk) => Promise<T>): Promise<T> {
  mustHelp(desk);
  try {
    return await work(desk);
  } catch (error) {
    if (error instanceof Refusal) error.back = { to: `${desk.path}/people`, label: backToList };
    throw error;
  }
}

/** @throws Refusal for whoever does not help others */
export function mustHelp({ participation }: Pick<AtOwnDesk, 'participation'>): void {
  if (!participation.advocate)
    throw new Refusal(
      'forbidden',
      msg('This page is for people who help others. Say so on your page, if you like.'),
    );
}

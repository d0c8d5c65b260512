import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { leads } from '../access/access.rules.js';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { idField } from '../kernel/http/fields.js';
import { submit } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { spoken } from '../kernel/language/language.rules.js';
import { Refusal } from '../kernel/refusal.js';
import { Composer } from '../notices/composer.js';
import { peopleWith } from '../notices/fates.queries.js';
import { fates } from '../notices/fates.rules.js';
import { LedgerDesk } from '../notices/ledger.desk.js';
import { Retries } from '../notices/retries.service.js';
import { messagePath } from './lead-nav.js';
import { MessagePage, type MessageProps } from './message.pages.js';
import { messageOf, type MessageView } from './message.queries.js';
import { Occurrence } from './occurrence.entity.js';
import { pathId } from './path-id.js';
import { Rollout } from './rollout.entity.js';
import { howMany } from './rollout.schemas.js';

/** One message: its words, and what became of it. Who leads sees names and lets it be tried again. */
@Controller('rollouts/:rolloutId/messages/:notice')
@Who('lead')
export class MessageController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly composer: Composer,
    private readonly ledger: LedgerDesk,
    private readonly retries: Retries,
  ) {}

  @Get()
  @Who('viewer')
  @Page()
  async show(
    @By() actor: Actor,
    @Param() path: Path,
    @Query() query: Record<string, string>,
  ): Promise<PageAnswer> {
    return MessagePage(await this.props(actor, path, query));
  }

  @Post('again')
  @Page()
  async again(@By() actor: Actor, @Param() path: Path, @Body() body: unknown): Promise<PageAnswer> {
    const props = await this.props(actor, path, {});
    const { id } = props.view;
    const page = {
      path: messagePath(path.rolloutId, path.notice),
      draw: (form: MessageProps['form']) => MessagePage({ ...props, ...(form && { form }) }),
    };
    return submit(page, howMany, body, ({ people }) =>
      this.ledger.act(actor, 'notice.tried-again', id, (tx, now) =>
        this.retries.again(tx, actor.communityId, id, now, people),
      ),
    );
  }

  private async props(actor: Actor, path: Path, query: Record<string, string>): Promise<MessageProps> {
    const { communityId, role } = actor;
    const tx = this.dataSource.manager;
    const rolloutId = pathId(path.rolloutId);
    const rollout = await tx.findOneBy(Rollout, { communityId, id: rolloutId });
    if (!rollout) throw new Refusal('not-found', 'There is no such move.');
    const wanted = spoken(query['language']);
    const found = { communityId, rolloutId, key: path.notice };
    const view = await messageOf(tx, this.composer, found, wanted);
    if (!view || (view.toTeam && !leads(role))) throw new Refusal('not-found', 'There is no such message.');
    return { rollout, view, lead: leads(role) ? await this.forLeads(view, rolloutId, query) : null };
  }

  private async forLeads(
    view: MessageView,
    rolloutId: string,
    query: Record<string, string>,
  ): Promise<MessageProps['lead']> {
    const tx = this.dataSource.manager;
    const fate = fates.find((one) => one === query['state']) ?? null;
    const after = idField.safeParse(query['after']);
    return {
      fate,
      people: fate ? await peopleWith(tx, view.id, fate, after.success ? after.data : null) : [],
      again: await this.retries.possible(tx, view.id),
      planned: await tx.existsBy(Occurrence, { rolloutId, key: view.key }),
    };
  }
}

interface Path {
  rolloutId: string;
  notice: string;
}

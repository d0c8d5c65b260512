import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { VNode } from 'preact';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { seenField } from '../kernel/http/seen.js';
import { press, submit, type FormPage } from '../kernel/http/form.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { LedgerDesk } from '../notices/ledger.desk.js';
import { postOwner } from '../notices/posts.controller.js';
import { Posts } from '../notices/posts.service.js';
import { LeadDesk } from './lead-desk.js';
import { pathId } from './path-id.js';
import { HandOverPostPage, PostsPage } from './posts.pages.js';

const newOwner = postOwner.extend({ seen: seenField });

interface OnePost {
  rolloutId: string;
  postId: string;
}

/** The post calendar on pages: what is said once in a place, by whom, on which day; ticked here. */
@Controller('rollouts/:rolloutId/posts')
@Who('lead')
export class PostsPagesController {
  constructor(
    private readonly desk: LeadDesk,
    private readonly ledger: LedgerDesk,
    private readonly posts: Posts,
  ) {}

  @Get()
  @Page()
  calendar(@By() actor: Actor, @Param('rolloutId') id: string): Promise<PageAnswer> {
    return this.draw(actor, pathId(id));
  }

  @Post(':postId')
  @Page()
  posted(@By() actor: Actor, @Param() path: OnePost): Promise<PageAnswer> {
    return press(this.page(actor, path), () =>
      this.ledger.act(actor, 'post.posted', pathId(path.postId), (tx, now) =>
        this.posts.posted(tx, actor.communityId, pathId(path.postId), actor.accountId, now),
      ),
    );
  }

  @Post(':postId/not-posted')
  @Page()
  notPosted(@By() actor: Actor, @Param() path: OnePost): Promise<PageAnswer> {
    return press(this.page(actor, path), () =>
      this.ledger.act(actor, 'post.not-posted', pathId(path.postId), (tx) =>
        this.posts.notPosted(tx, actor.communityId, pathId(path.postId)),
      ),
    );
  }

  @Get(':postId/hand-over')
  @Page()
  askHandOver(@By() actor: Actor, @Param() path: OnePost): Promise<PageAnswer> {
    return this.drawOne(actor, path, emptyForm());
  }

  @Post(':postId/hand-over')
  @Page()
  handOver(@By() actor: Actor, @Param() path: OnePost, @Body() body: unknown): Promise<PageAnswer> {
    const page = { ...this.page(actor, path), draw: (form: FormState) => this.drawOne(actor, path, form) };
    return submit(page, newOwner, body, ({ owner, seen }) =>
      this.ledger.act(actor, 'post.handed-over', pathId(path.postId), (tx) =>
        this.posts.handOver(tx, actor.communityId, pathId(path.postId), owner, seen),
      ),
    );
  }

  private page(actor: Actor, { rolloutId }: OnePost): FormPage {
    const id = pathId(rolloutId);
    return { path: `/rollouts/${id}/posts`, draw: () => this.draw(actor, id) };
  }

  private draw(actor: Actor, id: string): Promise<VNode> {
    return this.desk.read(actor, id, async (tx, rollout, today) =>
      PostsPage({ rollout, today, posts: await this.posts.list(tx, actor.communityId, rollout.id) }),
    );
  }

  private drawOne(actor: Actor, { rolloutId, postId }: OnePost, form: FormState): Promise<VNode> {
    return this.desk.read(actor, pathId(rolloutId), async (tx, rollout) => {
      const posts = await this.posts.list(tx, actor.communityId, rollout.id);
      const post = posts.find(({ id }) => id === pathId(postId));
      if (!post) throw new Refusal('not-found', 'There is no such post here. Look at the list again.');
      return HandOverPostPage({ rollout, post, form });
    });
  }
}

import { Controller, Get, Post, Put } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { By, type Actor } from '../access/actor.js';
import { Who } from '../access/who.js';
import { Api, IfMatch, Input } from '../kernel/http/api.js';
import { dayAnswer, idField, momentAnswer } from '../kernel/http/fields.js';
import { asTag, etagField, type Seen } from '../kernel/http/seen.js';
import { LedgerDesk } from './ledger.desk.js';
import { mustBeOurs } from './of-rollout.queries.js';
import { ownerSeen, Posts } from './posts.service.js';

const InRollout = z.strictObject({ rolloutId: idField });
const OnePost = InRollout.extend({ postId: idField });

/** Who posts it; a name, because many who keep a place have no account. */
export const postOwner = z.object({
  owner: z.string().trim().max(80, 'Use at most 80 characters.').default(''),
});

const PostAnswer = z.object({
  id: z.uuid(),
  key: z.string(),
  place: z.string(),
  side: z.enum(['old', 'new']).nullable(),
  owner: z.string().nullable(),
  dueOn: dayAnswer,
  short: z.string(),
  long: z.string(),
  postedAt: momentAnswer.nullable(),
  postedBy: z.string().nullable().describe('Who ticked it'),
  waits: z.enum(['stopped', 'paused']).nullable().describe('Why it is not to be posted now'),
  etag: etagField,
});

/** The post calendar: what is said once in a place, by whom, on which day. */
@Controller('api/v1/rollouts/:rolloutId/posts')
@Who('lead')
export class PostsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly desk: LedgerDesk,
    private readonly posts: Posts,
  ) {}

  @Get()
  @Api({
    summary: 'List the posts of a rollout by their day',
    params: InRollout,
    answer: z.object({ posts: z.array(PostAnswer) }),
  })
  async list(
    @By() actor: Actor,
    @Input('params') { rolloutId }: z.infer<typeof InRollout>,
  ): Promise<unknown> {
    const tx = this.dataSource.manager;
    await mustBeOurs(tx, actor.communityId, rolloutId);
    const posts = await this.posts.list(tx, actor.communityId, rolloutId);
    return { posts: posts.map((post) => Object.assign(post, { etag: asTag(ownerSeen(post)) })) };
  }

  @Post(':postId/posted')
  @Api({ summary: 'Tick that a post was posted', params: OnePost, answer: z.object({}), status: 204 })
  async posted(@By() actor: Actor, @Input('params') { postId }: z.infer<typeof OnePost>): Promise<void> {
    await this.desk.act(actor, 'post.posted', postId, (tx, now) =>
      this.posts.posted(tx, actor.communityId, postId, actor.accountId, now),
    );
  }

  @Post(':postId/not-posted')
  @Api({
    summary: 'Take back that a post was posted: the tick was a mistake',
    params: OnePost,
    answer: z.object({}),
    status: 204,
  })
  async notPosted(@By() actor: Actor, @Input('params') { postId }: z.infer<typeof OnePost>): Promise<void> {
    await this.desk.act(actor, 'post.not-posted', postId, (tx) =>
      this.posts.notPosted(tx, actor.communityId, postId),
    );
  }

  @Put(':postId/owner')
  @Api({
    summary: 'Hand a post to somebody by name; empty leaves it to whoever holds the keys of the place',
    refuses: ['changed'],
    overwrites: true,
    params: OnePost,
    body: postOwner,
    answer: z.object({}),
    status: 204,
  })
  async handOver(
    @By() actor: Actor,
    @Input('params') { postId }: z.infer<typeof OnePost>,
    @Input('body') { owner }: z.infer<typeof postOwner>,
    @IfMatch() seen?: Seen,
  ): Promise<void> {
    await this.desk.act(actor, 'post.handed-over', postId, (tx) =>
      this.posts.handOver(tx, actor.communityId, postId, owner, seen),
    );
  }
}

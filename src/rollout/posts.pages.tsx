import type { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import { day, moment } from '../kernel/database/columns.js';
import { localDay } from '../kernel/local-day.js';
import { Copyable } from '../kernel/ui/copyable.js';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Details, Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { ownerSeen, type PostLine } from '../notices/posts.service.js';
import { isBefore } from './calendar.rules.js';
import { spokenDay } from './calendar.words.js';
import { pagesOf, toSayPath } from './lead-nav.js';
import { whatOf } from './play-words.js';
import type { Rollout } from './rollout.entity.js';
import { Standstill } from './standstill.pages.js';
import { titleOf } from './step-words.js';

const sides = { old: 'the old place', new: 'the new place' } as const;

/** What is said once in a place: what is late, what is to be posted now, what comes, what is done. */
export function PostsPage(props: { rollout: Rollout; posts: PostLine[]; today: Temporal.PlainDate }): VNode {
  const { rollout, posts, today } = props;
  const open = posts.filter(({ postedAt, waits }) => postedAt === null && waits === null);
  const late = open.filter(({ dueOn }) => isBefore(day(dueOn), today));
  const now = open.filter(({ dueOn }) => day(dueOn).equals(today));
  const ahead = open.filter(({ dueOn }) => isBefore(today, day(dueOn)));
  const done = posts.filter(({ postedAt }) => postedAt !== null).toReversed();
  return (
    <Shell title="Posts" within={rollout.name} nav={pagesOf(rollout.id, 'posts')}>
      <h1>Posts</h1>
      <Standstill zone={rollout.plan.timeZone} />
      <p class="answer">{answer(late.length, now.length)}</p>
      <Waiting posts={posts} rolloutId={rollout.id} />
      <p>Copy a text into its place, then tick it here. A post proves nothing about one person.</p>
      <Texts title="Late" posts={late} rollout={rollout} />
      <Texts title="To post today" posts={now} rollout={rollout} />
      <Texts title="To post later" posts={ahead} rollout={rollout} />
      {posts.length === 0 && <Empty what="Texts will stand here" why="from the first day of the move on." />}
      <Done posts={done} rollout={rollout} />
    </Shell>
  );
}

function answer(late: number, today: number): string {
  const all = late + today;
  if (all === 0) return 'Nothing waits to be posted today.';
  return `${texts(all)} to be posted${late > 0 ? `, ${late === all ? 'late' : `${late} of them late`}` : ''}.`;
}

/** A text that lies ready is posted by whoever sees it: while it must not be, only its name stands here. */
function Waiting({ posts, rolloutId }: { posts: PostLine[]; rolloutId: string }): VNode | null {
  const waiting = posts.filter(({ waits }) => waits !== null);
  if (waiting.length === 0) return null;
  return (
    <section>
      <h2>Not to be posted now</h2>
      <ul class="rows">
        {waiting.map(({ id, key, place, waits }) => (
          <li key={id}>
            <p>
              {whatOf(key)}, in {place}: {why[waits!]}
            </p>
            <ActForm action={`/rollouts/${rolloutId}/posts/${id}`} class="bare">
              <Button plain>It stands in {place} already</Button>
            </ActForm>
          </li>
        ))}
      </ul>
    </section>
  );
}

const why = {
  stopped: 'its message is stopped. Let that go on first.',
  paused: 'the move is paused. It can be posted once the move goes on.',
} as const;

function Texts(props: { title: string; posts: PostLine[]; rollout: Rollout }): VNode | null {
  if (props.posts.length === 0) return null;
  return (
    <section>
      <h2>{props.title}</h2>
      {props.posts.map((post) => (
        <OnePost key={post.id} rolloutId={props.rollout.id} post={post} />
      ))}
    </section>
  );
}

function OnePost({ rolloutId, post }: { rolloutId: string; post: PostLine }): VNode {
  const { id, key, place, side, owner, dueOn, short, long } = post;
  const path = `/rollouts/${rolloutId}/posts/${id}`;
  return (
    <article class="next stack">
      <h3>{place}</h3>
      <p>
        {whatOf(key)}, in {side ? sides[side] : 'a place that is no longer part of the move'}.{' '}
        {spokenDay(day(dueOn))}, {owner ? `by ${owner}` : 'by nobody yet'}.
      </p>
      <Copyable id={`short-${id}`} label="To copy" text={short} />
      {long !== short && (
        <details>
          <summary>The longer text</summary>
          <Copyable id={`long-${id}`} label="To copy, for a forum or a mailing list" text={long} />
        </details>
      )}
      <p>
        <a href={toSayPath(rolloutId, key)}>To read aloud, to say on the phone, to print</a> ·{' '}
        <a href={`${path}/hand-over`}>Hand it over</a>
      </p>
      <ActForm action={path} class="bare">
        <Button quiet>It is posted</Button>
      </ActForm>
    </article>
  );
}

/** A tick set by mistake can be taken back; closed until somebody asks. */
function Done({ posts, rollout }: { posts: PostLine[]; rollout: Rollout }): VNode | null {
  if (posts.length === 0) return null;
  return (
    <Details id="done" summary={`Posted: ${posts.length}`}>
      <ul class="rows">
        {posts.map(({ id, key, place, postedAt, postedBy, owner }) => (
          <li key={id}>
            <p>
              {titleOf(key, key.split('/')[0]!)}, in {place}, on{' '}
              {spokenDay(localDay(moment(postedAt!), rollout.plan.timeZone))}
              {owner && `, by ${owner}`}
              {postedBy && `; ticked by ${postedBy}`}.
            </p>
            <ActForm action={`/rollouts/${rollout.id}/posts/${id}/not-posted`} class="bare">
              <Button plain>It was not posted in {place}</Button>
            </ActForm>
          </li>
        ))}
      </ul>
    </Details>
  );
}

/** Who posts it: by name, because many who keep a place have no account here. */
export function HandOverPostPage(props: { rollout: Rollout; post: PostLine; form: FormState }): VNode {
  const { rollout, post, form } = props;
  const path = `/rollouts/${rollout.id}/posts`;
  const title = `Hand over: ${whatOf(post.key)}`;
  return (
    <Shell
      title={title}
      within={rollout.name}
      nav={pagesOf(rollout.id, 'posts')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>{title}</h1>
      <p class="answer">
        In {post.place}, on {spokenDay(day(post.dueOn))}.{' '}
        {post.owner ? `${post.owner} posts it.` : 'Nobody has it yet.'}
      </p>
      <ActForm action={`${path}/${post.id}/hand-over`} seen={ownerSeen(post)}>
        <Field
          name="owner"
          label="Who posts it"
          hint="A name. They need no account: send them the text, and tick it here for them. Left empty, it is for whoever holds the keys of the place."
          form={{ ...form, values: { owner: post.owner ?? '', ...form.values } }}
        />
        <Button>Hand it over</Button>
      </ActForm>
      <Copyable id="short" label="The text, to send to them" text={post.short} />
      <p>
        <a href={path}>All posts</a>
      </p>
    </Shell>
  );
}

const texts = (n: number): string => (n === 1 ? '1 text waits' : `${n} texts wait`);

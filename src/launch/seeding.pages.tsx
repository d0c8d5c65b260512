import type { VNode } from 'preact';
import { localDay } from '../kernel/local-day.js';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Empty } from '../kernel/ui/notes.js';
import { Select } from '../kernel/ui/select.js';
import { Shell } from '../kernel/ui/shell.js';
import { spokenDate, spokenDay } from '../rollout/calendar.words.js';
import { leadPath, pagesOf, work } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { SeedingItem } from './seeding-item.entity.js';

export interface SeedingProps {
  rollout: Rollout;
  items: SeedingItem[];
  /** Account → name, of whoever works here. */
  owners: ReadonlyMap<string, string>;
  /** Who could post it beside whoever looks. */
  others: readonly { id: string; name: string }[];
  form: FormState;
}

/** What is posted in the new place, so that there is a reason to look in: by whom, on which day. */
export function SeedingPage({ rollout, items, owners, others, form }: SeedingProps): VNode {
  const here = leadPath(rollout.id, 'seeding');
  const ahead = items.filter(({ postedAt }) => postedAt === null);
  const done = items.filter(({ postedAt }) => postedAt !== null);
  return (
    <Shell
      title="Something to post"
      within={rollout.name}
      nav={pagesOf(rollout.id, 'seeding')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>{work.seeding}</h1>
      <p class="answer">{answer(ahead, done.length)}</p>
      <p class="aside">
        A few good posts a week give people a reason to look into the new place. On its day, whoever posts it
        gets the text by message.
      </p>
      {ahead.length === 0 && (
        <Empty what="Posts with their days will stand here." why="None is planned. Write the first below." />
      )}
      {ahead.map((item) => (
        <article class="stack" key={item.id}>
          <h2>{item.title}</h2>
          <p>
            {spokenDay(item.onDay)}, by {owners.get(item.owner) ?? 'somebody who has left'}
          </p>
          <p class="note">{item.body}</p>
          <div class="acts">
            <ActForm action={`${here}/${item.id}/posted`} class="bare">
              <Button quiet>It is posted</Button>
            </ActForm>{' '}
            <ActForm action={`${here}/${item.id}/remove`} class="bare">
              <Button quiet>Take it out</Button>
            </ActForm>
          </div>
        </article>
      ))}
      <section>
        <h2>Add something</h2>
        <ActForm action={here}>
          <Field name="title" label="What it is" hint="A line, for you: “Photo of the week”." form={form} />
          <Field name="body" label="The text to post" rows={5} form={form} />
          <Field name="onDay" type="date" label="On which day" form={form} />
          <Select
            name="owner"
            label="Who posts it"
            options={[
              { value: '', label: 'You' },
              ...others.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            form={form}
          />
          <Button>Add it</Button>
        </ActForm>
      </section>
      {done.length > 0 && (
        <section>
          <h2>Posted</h2>
          <ul class="rows">
            {done.map(({ id, title, postedAt, postedBy }) => (
              <li key={id}>
                <p>
                  {title}, {spokenDate(localDay(postedAt!, rollout.plan.timeZone))}
                  {postedBy && `, ticked by ${owners.get(postedBy) ?? 'somebody who has left'}`}
                </p>
                <ActForm action={`${here}/${id}/not-posted`} class="bare">
                  <Button plain>It was not posted</Button>
                </ActForm>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Shell>
  );
}

function answer(ahead: readonly SeedingItem[], done: number): string {
  const [next] = ahead;
  const posted = done > 0 ? ` ${done} ${done === 1 ? 'is' : 'are'} posted.` : '';
  if (!next) return `Nothing is to be posted.${posted}`;
  return `${ahead.length} ${ahead.length === 1 ? 'text waits' : 'texts wait'} for their day; the next is ${spokenDay(next.onDay)}.${posted}`;
}

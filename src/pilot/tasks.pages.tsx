import type { VNode } from 'preact';
import { asSeen } from '../kernel/http/seen.js';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { leadPath, pagesOf, work } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { aimsSeen, rows, tasksSeen, typedTasks } from './tasks.form.js';
import type { TaskProgress } from './tasks.service.js';

export interface TasksProps {
  rollout: Rollout;
  progress: TaskProgress;
  objectives: string[];
  /** Of the things to try, and of what is to be found out: two forms on one page. */
  form: FormState;
}

/** What people try to do, how many of the circle have done each, and what the circle is to find out. */
export function TasksPage({ rollout, progress, objectives, form }: TasksProps): VNode {
  const here = leadPath(rollout.id, 'tasks');
  const { circle, tasks } = progress;
  const typed = { ...form, values: { ...typedTasks(tasks), ...form.values } };
  const aims = { ...form, values: { objectives: objectives.join('\n'), ...form.values } };
  return (
    <Shell
      title="What people try to do"
      within={rollout.name}
      nav={pagesOf(rollout.id, 'tasks')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>{work.tasks}</h1>
      <p class="answer">
        {circle === 0
          ? `${tasks.length} things to try. Nobody has agreed to try them first yet.`
          : `${tasks.map(({ words, done }) => `${done} of ${circle} did “${words}”`).join(', ')}.`}
      </p>
      <p class="aside">
        Whoever has done them all once is at home in the new place. They are asked in each weekly round, and
        stand on everybody’s page.
      </p>
      <ActForm action={here}>
        <input type="hidden" name="seen" value={asSeen(tasksSeen(tasks))} />
        {rows.map((row) => (
          <div key={row}>
            {tasks[row - 1] && <input type="hidden" name={`key${row}`} value={tasks[row - 1]!.key} />}
            <Field
              name={`words${row}`}
              label={`Thing ${row}`}
              {...(row === 1 && {
                hint: 'As after “Did you …?”. A small correction keeps what people answered; for something else empty the line and use another.',
              })}
              form={typed}
            />
          </div>
        ))}
        <Button>Keep these</Button>
      </ActForm>
      <section>
        <h2>What do you want to find out?</h2>
        <ActForm action={`${here}/aims`}>
          <input type="hidden" name="seen" value={asSeen(aimsSeen(objectives))} />
          <Field
            name="objectives"
            label="One a line"
            hint="The people who try it first read it when they are asked. Ten lines at most."
            rows={4}
            form={aims}
          />
          <Button quiet>Keep this</Button>
        </ActForm>
      </section>
      <p>
        <a href={leadPath(rollout.id, 'settings')}>Back to all settings</a>
      </p>
    </Shell>
  );
}

import type { ComponentChildren, VNode } from 'preact';
import { asSeen } from '../kernel/http/seen.js';
import { linkCell } from '../kernel/ui/cells.js';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Mark } from '../kernel/ui/marks.js';
import { Shell } from '../kernel/ui/shell.js';
import { Table } from '../kernel/ui/table.js';
import { reachOf } from '../notices/reach.rules.js';
import { spokenMoment } from './calendar.words.js';
import { leadPath, pagesOf, playPath, work } from './lead-nav.js';
import { capital } from './play-words.js';
import { phases } from './phases.js';
import { namingSeen, type PlayLine, type SettingsView } from './settings.service.js';
import { phaseKeys } from './words.js';

/** What the move does by itself, play by play; what people try; what is posted; what it is called. */
export function SettingsPage({ view, form }: { view: SettingsView; form: FormState }): VNode {
  const { rollout, plays } = view;
  const zone = rollout.plan.timeZone;
  return (
    <Shell
      title="Settings"
      within={rollout.name}
      nav={pagesOf(rollout.id, 'settings')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>Settings</h1>
      <p class="answer">{answer(plays)}</p>
      <section class="stack">
        <h2>What goes by itself</h2>
        {phaseKeys.map((phase) => (
          <Table
            key={phase}
            caption={phases[phase].name}
            rows={plays.filter(({ row }) => row.phase === phase)}
            columns={[
              {
                label: 'What',
                cell: ({ row }) => linkCell(playPath(rollout.id, row.play), capital(row.what)),
              },
              { label: 'To', cell: ({ row }) => row.to },
              { label: 'Next', cell: ({ next }) => (next ? spokenMoment(next, zone) : 'nothing planned') },
              { label: 'How it stands', cell: stands },
            ]}
          />
        ))}
      </section>
      <section>
        <h2>What else is yours to decide</h2>
        <ul>
          <li>
            <a href={leadPath(rollout.id, 'tasks')}>{work.tasks}</a>: what somebody has done once to be at
            home
          </li>
          <li>
            <a href={leadPath(rollout.id, 'questions')}>{work.questions}</a>, in your words or ours, and who
            sees the answers
          </li>
          <li>
            <a href={leadPath(rollout.id, 'seeding')}>{work.seeding}</a> in the new place, with its day and
            who does it
          </li>
          <li>
            <a href={leadPath(rollout.id, 'plan')}>The plan</a>: days, days without messages, waves
          </li>
          <li>
            <a href="/care">How careful everybody must be</a>, and <a href="/kept">what data is kept</a>
          </li>
        </ul>
        <p class="aside">
          Not to be switched off: nothing is sent between 21:00 and 08:00 where its reader lives. Who never
          answers gets two messages a week at most.
        </p>
      </section>
      <NamingForm view={view} form={form} />
    </Shell>
  );
}

function NamingForm({ view, form }: { view: SettingsView; form: FormState }): VNode {
  const { rollout, naming } = view;
  const shown = { ...form, values: { ...naming, ...form.values } };
  return (
    <section>
      <h2>What it is called, and who is responsible</h2>
      <ActForm action={`${leadPath(rollout.id, 'settings')}/naming`}>
        <input type="hidden" name="seen" value={asSeen(namingSeen(naming))} />
        <Field
          name="name"
          label="What the move is called"
          hint="Only you and the other leads read it."
          form={shown}
        />
        <Field
          name="responsible"
          label="Who is responsible"
          hint="Members read the name in every first message. It holds for your whole community."
          form={shown}
        />
        <Field
          name="contact"
          label="How to reach them"
          hint="An e-mail address that a person reads, for answers to our mails, and one way that is not e-mail: a phone number, a door, a meeting."
          form={shown}
        />
        {reachOf(naming.contact).address === null && (
          <p class="note">
            No e-mail address stands there now: who answers one of our mails reaches nobody of you.
          </p>
        )}
        <Button quiet>Keep this</Button>
      </ActForm>
    </section>
  );
}

function answer(plays: readonly PlayLine[]): string {
  const count = (which: (line: PlayLine) => boolean): number => plays.filter(which).length;
  const [off, changed, waiting] = [
    count((one) => one.off),
    count((one) => one.changed && !one.off),
    count((one) => one.waits),
  ];
  const rest = [
    off > 0 && `${off} ${off === 1 ? 'is' : 'are'} switched off`,
    changed > 0 &&
      `${changed} ${changed === 1 ? 'is' : 'are'} as you changed ${changed === 1 ? 'it' : 'them'}`,
  ].filter(Boolean);
  const waits =
    waiting > 0 ? ` ${waiting} ${waiting === 1 ? 'waits' : 'wait'} until a lead approves the change.` : '';
  return `${plays.length} things happen by themselves${rest.length > 0 ? `; ${rest.join(', ')}` : ''}.${waits}`;
}

function stands({ row, off, changed, waits }: PlayLine): ComponentChildren {
  if (off) return 'switched off';
  if (waits)
    return (
      <>
        <Mark kind="late" /> changed, waits for approval
      </>
    );
  return `${row.fixed ? 'always on' : 'on'}${changed ? ', changed' : ''}`;
}

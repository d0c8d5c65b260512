import type { VNode } from 'preact';
import { localDay } from '../kernel/local-day.js';
import { GateList } from '../kernel/ui/gate-list.js';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Figures } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { AskedFor } from './asked.pages.js';
import { isBefore } from './calendar.rules.js';
import { spokenDate, spokenDay, spokenMoment } from './calendar.words.js';
import { ComingList } from './coming.pages.js';
import type { PhaseView } from './course-view.service.js';
import { gateRows } from './gate-paths.js';
import { passes } from './gate.rules.js';
import { pagesOf, phasePath, workIn } from './lead-nav.js';
import { phaseDays } from './phase.rules.js';
import { phases } from './phases.js';
import { Standstill } from './standstill.pages.js';
import type { PhaseKey } from './words.js';

/** What closing brings, and what cannot be undone about it. */
const after: Record<PhaseKey, string> = {
  pilot: 'Its weekly rounds end and the circle is thanked. The soft launch may open on its day.',
  refine:
    'The guides and the charter count as agreed. Once the launch is closed too, the closing day can be announced.',
  launch:
    'Invitations of newcomers, help and pulse go on. The closing day of the old place can be announced.',
  sunset: 'The move is over. What is no longer needed is deleted on its day.',
};

type PhaseProps = PhaseView & { form: FormState };

/** A phase: how long, what to do and by whom, what comes by itself, what it must show, and its closing. */
export function PhasePage(props: PhaseProps): VNode {
  const { rollout, phase, closedBy, beside, form } = props;
  const { name } = phases[phase.key];
  const path = phasePath(rollout.id, phase.key);
  const open = phase.openedOn !== null && !phase.closedOn;
  const ready = passes(phase.gate);
  return (
    <Shell title={name} within={rollout.name} nav={pagesOf(rollout.id)} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>{name}</h1>
      <Standstill zone={rollout.plan.timeZone} />
      <p class="answer">{phaseAnswer(props, ready)}</p>
      <Numbers {...props} />
      {open && ready && (
        <section>
          <h2>Close it</h2>
          <p>{after[phase.key]}</p>
          <p>A closed phase is not opened again. Your name and the day stand in the record.</p>
          <ActForm action={`${path}/close`}>
            <Button>Close “{name}”</Button>
          </ActForm>
        </section>
      )}
      <WorkHere {...props} />
      {beside.coming.length > 0 && (
        <section>
          <h2>What comes next by itself</h2>
          <ComingList {...{ rollout, coming: beside.coming, counts: beside.counts }} leads all={false} />
        </section>
      )}
      <GateList
        title={`What ${name} must show`}
        rows={gateRows(rollout.id, phase.gate)}
        {...(phase.overrideReason &&
          phase.closedOn && {
            override: {
              by: closedBy ?? 'two leads',
              on: spokenDay(phase.closedOn),
              reason: phase.overrideReason,
            },
          })}
      />
      {open && !ready && <Override {...props} path={path} />}
    </Shell>
  );
}

/** What there is to do in this phase, whatever its gate says, and whose name is on it. */
function WorkHere({ rollout, phase, beside: { names } }: PhaseProps): VNode {
  const closer = names.get(`close-${phase.key}`);
  return (
    <section>
      <h2>In this phase</h2>
      <ul>
        {workIn(rollout.id, phase.key).map(({ href, label }) => {
          const by = names.get(href.slice(href.lastIndexOf('/') + 1));
          return (
            <li key={href}>
              <a href={href}>{label}</a>
              {by && `: ${by}`}
            </li>
          );
        })}
      </ul>
      {closer && <p class="aside">{closer} sees to closing it.</p>}
    </section>
  );
}

function Numbers({ rollout, phase, beside: { now } }: PhaseProps): VNode | null {
  if (!phase.openedOn) return null;
  const today = localDay(now, rollout.plan.timeZone);
  const days = phase.openedOn.until(phase.closedOn ?? today).days + 1;
  const { from, to } = phaseDays(rollout.plan, phase.key);
  const met = phase.gate.filter(({ state }) => state === 'met').length;
  const looked = phase.gateAt ? `As of ${spokenMoment(phase.gateAt, rollout.plan.timeZone)}.` : undefined;
  return (
    <Figures
      items={[
        {
          value: String(days),
          label: days === 1 ? 'day open' : 'days open',
          ...(to && { note: `${from.until(to).days + 1} were planned.` }),
        },
        {
          value: `${met} of ${phase.gate.length}`,
          label: 'things shown that it must show',
          ...(looked && { note: looked }),
        },
      ]}
    />
  );
}

function phaseAnswer({ rollout, phase, closedBy, beside: { now } }: PhaseProps, ready: boolean): string {
  const { state, plan } = rollout;
  const { openedOn, closedOn, key } = phase;
  const { name } = phases[key];
  if (closedOn) return `${name} was closed on ${spokenDay(closedOn)}${closedBy ? ` by ${closedBy}` : ''}.`;
  const { from, to } = phaseDays(plan, key);
  const today = localDay(now, plan.timeZone);
  if (!openedOn) {
    const days = `from ${spokenDate(from)}${to ? ` to ${spokenDate(to)}` : ', without an end'}`;
    if (state === 'draft') return `The move has not begun. ${name} is planned ${days}.`;
    return isBefore(from, today)
      ? `${name} is late by ${inDays(from.until(today).days)}: it was planned ${days}.`
      : `${name} is not open yet. It is planned ${days}.`;
  }
  const since = `Open since ${spokenDay(openedOn)}`;
  const until = !to
    ? `${since}, without a planned end.`
    : isBefore(to, today)
      ? `${since}, ${inDays(to.until(today).days)} longer than planned.`
      : `${since}, planned until ${spokenDay(to)}.`;
  return ready
    ? `${until} Everything that it had to show is there. You can close it.`
    : `${until} It cannot be closed yet: something that it must show is missing.`;
}

const inDays = (n: number): string => (n === 1 ? '1 day' : `${n} days`);

function Override({
  path,
  asked,
  alone,
  form,
}: Pick<PhaseProps, 'asked' | 'alone' | 'form'> & { path: string }): VNode {
  return (
    <section>
      <h2>Close it in spite of this</h2>
      {asked && <AskedFor asked={asked} />}
      {(!asked || asked.mine) && (
        <ActForm action={`${path}/override`}>
          <p>It takes two leads. The reason is shown beside the verdict for good.</p>
          {alone && (
            <p class="note">
              You lead alone: nobody can answer. <a href="/team">Add a second lead</a>, or{' '}
              <a href="/yes">switch the rule of two off</a> first.
            </p>
          )}
          <Field name="reason" label="Why it should be closed all the same" rows={4} form={form} />
          <Button quiet>{alone ? 'Ask all the same' : 'Ask a second lead'}</Button>
        </ActForm>
      )}
    </section>
  );
}

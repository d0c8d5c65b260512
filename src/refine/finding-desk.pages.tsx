import { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import { localDay } from '../kernel/local-day.js';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Mark } from '../kernel/ui/marks.js';
import { Shell } from '../kernel/ui/shell.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { leadPath, pagesOf } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { FindingView } from './findings.service.js';

const severityChoices = [
  { value: 'blocker', label: 'A blocker', hint: 'Somebody cannot take part. The move waits for it.' },
  {
    value: 'major',
    label: 'Major',
    hint: 'It costs people trust or time. It is resolved before the launch closes.',
  },
  { value: 'minor', label: 'Minor', hint: 'A nuisance.' },
];

/** What is open, the grave ones marked; each leads to its page. */
export function OpenFindings({ rollout, open }: { rollout: Rollout; open: FindingView[] }): VNode {
  return (
    <ul class="rows">
      {open.map((one) => (
        <li key={one.id}>
          <Mark kind={one.severity === 'minor' ? 'unknown' : 'not-met'} />{' '}
          <a href={findingPath(rollout.id, one.id)}>{one.words}</a>
          <br />
          <small>
            {one.severity}
            {one.faqEntryId || one.dismissal ? '' : ', no answer in the FAQ yet'}
          </small>
        </li>
      ))}
    </ul>
  );
}

export interface FindingsProps {
  rollout: Rollout;
  findings: FindingView[];
  form: FormState;
}

/** Problems that feedback showed: open ones first, the gravest on top. */
export function FindingsPage({ rollout, findings, form }: FindingsProps): VNode {
  const { answerId } = form.values as { answerId?: string };
  const open = findings.filter(({ state }) => state === 'open');
  const done = findings.filter(({ state }) => state === 'resolved');
  return (
    <Shell
      title="What was found"
      within={rollout.name}
      nav={pagesOf(rollout.id, 'findings')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>What was found</h1>
      <p class="answer">{answer(open, done.length)}</p>
      {open.length > 0 && <OpenFindings rollout={rollout} open={open} />}
      <section>
        <h2>Note another one</h2>
        <ActForm action={leadPath(rollout.id, 'findings')}>
          {answerId && <input type="hidden" name="answerId" value={answerId} />}
          {answerId && (
            <p class="note">
              From an answer. Without words of yours its own words stand here. Whoever wrote it is told what
              became of it.
            </p>
          )}
          <Field
            name="words"
            label="What is the problem?"
            hint="A sentence. Nobody’s name."
            rows={3}
            form={form}
          />
          <Choices name="severity" legend="How grave is it?" options={severityChoices} form={form} />
          <Button>Note it</Button>
        </ActForm>
      </section>
      {done.length > 0 && (
        <section>
          <h2>Resolved</h2>
          <ul>
            {done.map((one) => (
              <li key={one.id}>
                <a href={findingPath(rollout.id, one.id)}>{one.words}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Shell>
  );
}

function answer(open: FindingView[], done: number): string {
  const blockers = open.filter(({ severity }) => severity === 'blocker').length;
  if (open.length === 0)
    return done === 0 ? 'Nothing was found yet.' : `Nothing is open. ${done} were resolved.`;
  return `${open.length} ${open.length === 1 ? 'is' : 'are'} open, ${blockers} of them ${blockers === 1 ? 'a blocker' : 'blockers'}.`;
}

/** One problem: resolved with words for who reported it, answered in the FAQ, or dismissed with a reason. */
export function FindingPage(props: { rollout: Rollout; one: FindingView; form: FormState }): VNode {
  const { rollout, one, form } = props;
  const path = findingPath(rollout.id, one.id);
  const zone = rollout.plan.timeZone;
  const day = (at: string): string => spokenDay(localDay(Temporal.Instant.from(at), zone));
  return (
    <Shell
      title={one.words}
      within={rollout.name}
      nav={pagesOf(rollout.id, 'findings')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>{one.words}</h1>
      <p class="answer">
        {one.resolvedAt
          ? `Resolved on ${day(one.resolvedAt)}: “${one.resolution ?? ''}”`
          : `Open since ${day(one.foundAt)}, ${one.severity}.`}
      </p>
      {!one.resolvedAt && (
        <section>
          <h2>Resolve it</h2>
          <ActForm action={`${path}/resolve`}>
            <Field
              name="done"
              label="What was done"
              hint={one.reported ? 'Who reported it reads these words.' : 'It stands in the record.'}
              rows={3}
              form={form}
            />
            <Button>It is resolved</Button>
          </ActForm>
        </section>
      )}
      {one.faqEntryId ? (
        <p class="note">The FAQ answers it.</p>
      ) : one.dismissal ? (
        <p class="note">It needs no answer in the FAQ: “{one.dismissal}”</p>
      ) : (
        <>
          <section>
            <h2>Answer it in the FAQ</h2>
            <ActForm action={`${path}/answer`}>
              <Field name="question" label="The question, as somebody would ask it" form={form} />
              <Field name="answer" label="The answer" rows={4} form={form} />
              <Button quiet>Put it into the FAQ</Button>
            </ActForm>
          </section>
          <section>
            <h2>Or it needs no answer</h2>
            <ActForm action={`${path}/dismiss`}>
              <Field name="reason" label="Why not" rows={2} form={form} />
              <Button quiet>Dismiss it</Button>
            </ActForm>
          </section>
        </>
      )}
      {!one.resolvedAt && (
        <section>
          <h2>How grave is it?</h2>
          <ActForm action={`${path}/severity`}>
            <Choices
              name="severity"
              legend="It is"
              options={severityChoices.filter(({ value }) => value !== one.severity)}
              form={form}
            />
            <Button quiet>Change it</Button>
          </ActForm>
        </section>
      )}
      <p>
        <a href={leadPath(rollout.id, 'findings')}>Back to all that was found</a>
      </p>
    </Shell>
  );
}

export const findingPath = (rolloutId: string, id: string): `/${string}` =>
  `${leadPath(rolloutId, 'findings')}/${id}`;

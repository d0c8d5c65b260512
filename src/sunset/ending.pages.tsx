import type { VNode } from 'preact';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Mark } from '../kernel/ui/marks.js';
import { Shell } from '../kernel/ui/shell.js';
import { isBefore } from '../rollout/calendar.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { leadPath, pagesOf } from '../rollout/lead-nav.js';
import { thanksSeen } from './ending.service.js';
import type { EndingView } from './lead-view.service.js';

/** What comes after T: the thanks, the community's own archive, and the shutdown that takes two leads. */
export function EndingPage({ view, form }: { view: EndingView; form: FormState }): VNode {
  const { rollout, ending } = view;
  const path = leadPath(rollout.id, 'ending');
  return (
    <Shell
      title="Thanks, archive and shutdown"
      within={rollout.name}
      nav={pagesOf(rollout.id)}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>Thanks, archive and shutdown</h1>
      <p class="answer">{answer(view)}</p>
      <section>
        <h2>{ending.celebratedOn && <Mark kind="met" />} Thanks</h2>
        {ending.celebratedOn ? (
          <p>They went out on {spokenDay(ending.celebratedOn)}.</p>
        ) : (
          <>
            <p>
              {view.t
                ? `They go to everybody on ${spokenDay(view.t.add({ days: 1 }))}, 10:00.`
                : 'They go to everybody on the day after the old place has closed.'}{' '}
              Without your words, ours go out.
            </p>
            <ActForm action={`${path}/thanks`} seen={thanksSeen(ending)}>
              <Field
                name="words"
                label="Your words of thanks"
                hint="What was achieved, what is safer now, and who did it. Name people only if they want it."
                rows={8}
                form={
                  'words' in form.values
                    ? form
                    : { ...form, values: { words: ending.celebrationWords ?? '' } }
                }
              />
              <Button>Keep these words</Button>
            </ActForm>
          </>
        )}
      </section>
      <Archive view={view} path={path} form={form} />
      {!rollout.keptBothAt && <Shutdown view={view} path={path} form={form} />}
    </Shell>
  );
}

function answer({ ending, rollout, archiveEnds }: EndingView): string {
  if (rollout.keptBothAt) return 'Both places are kept, by decision: nothing is shut down.';
  if (ending.shutdownDoneOn) return `The old place was shut down on ${spokenDay(ending.shutdownDoneOn)}.`;
  if (ending.shutdownConfirmedOn) return 'Two leads agreed that the old place is shut down. It is not yet.';
  return archiveEnds
    ? `People can read the old place until ${spokenDay(archiveEnds)}. Nothing is shut down by itself.`
    : 'No closing day stands. Nothing is shut down by itself.';
}

function Archive({ view, path, form }: { view: EndingView; path: string; form: FormState }): VNode {
  const { archiveKeptOn, archiveNote } = view.ending;
  return (
    <section>
      <h2>{archiveKeptOn && <Mark kind="met" />} The community’s own archive</h2>
      {archiveKeptOn && (
        <p>
          Confirmed on {spokenDay(archiveKeptOn)}: “{archiveNote}”
        </p>
      )}
      {!archiveKeptOn && (
        <ActForm action={`${path}/archive`}>
          <p>
            What is shut down does not come back. Is everything exported that the community wants to keep?
          </p>
          <Field
            name="note"
            label="Where it lies, and who keeps it"
            hint="For example: on the shared drive, kept by Ada. If there is nothing to keep, write that."
            form={form}
          />
          <Button>Confirm the archive</Button>
        </ActForm>
      )}
    </section>
  );
}

function Shutdown({ view, path, form }: { view: EndingView; path: string; form: FormState }): VNode {
  const { ending, leads, me, archiveEnds, today } = view;
  const asked = leads.find(({ id }) => id === ending.shutdownAskedOf);
  const mine = asked?.id === me;
  const over = archiveEnds !== null && !isBefore(today, archiveEnds);
  return (
    <section>
      <h2>{ending.shutdownDoneOn && <Mark kind="met" />} Shutdown</h2>
      {asked && !ending.shutdownDoneOn && <p>{mine ? 'You were' : `${asked.name} was`} asked to do it.</p>}
      {!ending.shutdownDoneOn && (
        <ActForm action={`${path}/ask`}>
          <Choices
            name="accountId"
            legend={asked ? 'Ask somebody else' : 'Who shuts it down?'}
            hint="One named person does it, after a second lead’s yes."
            options={leads
              .filter(({ id }) => id !== asked?.id)
              .map(({ id, name }) => ({ value: id, label: name }))}
            form={form}
          />
          <Button quiet>Ask this person</Button>
        </ActForm>
      )}
      {mine && over && !ending.shutdownConfirmedOn && (
        <ActForm action={`${path}/yes`}>
          <p>It cannot be undone, so a second lead looks first.</p>
          <Field
            name="reason"
            label="A word to them: is everybody out, and everything kept?"
            rows={3}
            form={form}
          />
          <Button>Ask for the second yes</Button>
        </ActForm>
      )}
      {mine && ending.shutdownConfirmedOn && !ending.shutdownDoneOn && (
        <ActForm action={`${path}/done`}>
          <p>Two leads agreed. See how under “Making the old places read-only”, place by place.</p>
          <Button>I have shut the old place down</Button>
        </ActForm>
      )}
    </section>
  );
}

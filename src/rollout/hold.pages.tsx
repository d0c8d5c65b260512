import type { VNode } from 'preact';
import { ActForm, Button, emptyForm, ErrorSummary, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { HowMany, inPeople } from './agenda.pages.js';
import { pagesOf } from './lead-nav.js';
import type { Rollout } from './rollout.entity.js';

/** Ends a hold; to many only with their number. */
export function LetGo(props: { rolloutId: string; people: number; form?: FormState }): VNode {
  const { rolloutId, people, form = emptyForm() } = props;
  return (
    <>
      {people > 0 && <p>What is ready waits for {inPeople(people)}.</p>}
      <ActForm action={`/rollouts/${rolloutId}/speak`}>
        <HowMany people={people} form={form} />
        <Button>Let it go out again</Button>
      </ActForm>
    </>
  );
}

/** Once more, where the number that was typed was not the true one. */
export function LetGoPage(props: { rollout: Rollout; people: number; form: FormState }): VNode {
  const { rollout, people, form } = props;
  const title = 'Let it go out again';
  return (
    <Shell title={title} within={rollout.name} nav={pagesOf(rollout.id)} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>{title}</h1>
      <LetGo rolloutId={rollout.id} people={people} form={form} />
      <p>
        <a href={`/rollouts/${rollout.id}`}>Back to the overview</a>
      </p>
    </Shell>
  );
}

import { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import { ActForm, Button, ErrorSummary, type FormState } from '../kernel/ui/forms.js';
import { Mark } from '../kernel/ui/marks.js';
import { Shell } from '../kernel/ui/shell.js';
import { isBefore } from '../rollout/calendar.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { leadPath, pagesOf } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { OldPlatform } from './old-places.js';
import type { OldPlace } from './places.service.js';

export interface OldPlacesProps {
  rollout: Rollout;
  places: (OldPlace & { checklist: OldPlatform })[];
  /** T; null while no day stands. */
  t: Temporal.PlainDate | null;
  today: Temporal.PlainDate;
  form: FormState;
}

/** Each old place by the hand of its keeper: what to do there, and what was confirmed. Prints as a list to take along. */
export function OldPlacesPage({ rollout, places, t, today, form }: OldPlacesProps): VNode {
  const due = t !== null && !isBefore(today, t);
  return (
    <Shell
      title="The old places"
      within={rollout.name}
      nav={pagesOf(rollout.id)}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>Making the old places read-only</h1>
      <p class="answer">{answer(places, t, due)}</p>
      {places.map((place) => (
        <article class="stack" key={place.id}>
          <h2>{place.name}</h2>
          <p>
            {place.caretaker ? `${place.caretaker} holds its keys.` : 'Nobody is named who holds its keys.'}
          </p>
          <Step
            {...{ rollout, place, due, name: 'readOnly', what: 'Read-only', on: place.readOnlyOn }}
            how={place.checklist.readOnly}
            confirm="I have looked: nobody can write there"
          />
          <Step
            {...{
              rollout,
              place,
              due,
              name: 'redirect',
              what: 'Points to the new place',
              on: place.redirectOn,
            }}
            how={place.checklist.redirect}
            confirm="I have looked: it points to the new place"
          />
          <p class="aside">
            Later, when it is shut down: {place.checklist.shutdown}{' '}
            {place.checklist.checked
              ? `Looked up on ${spokenDay(Temporal.PlainDate.from(place.checklist.checked))} ${place.checklist.checked.slice(0, 4)}.`
              : 'From experience, not looked up: try it on a test group first.'}
          </p>
        </article>
      ))}
    </Shell>
  );
}

function answer(places: OldPlacesProps['places'], t: OldPlacesProps['t'], due: boolean): string {
  const done = places.filter(({ readOnlyOn, redirectOn }) => readOnlyOn && redirectOn).length;
  if (!t) return 'No closing day stands. Read here what there will be to do.';
  if (!due)
    return `Until ${spokenDay(t)} people can write there. Read here what there is to do that morning.`;
  return done === places.length
    ? 'Each old place is read-only and points to the new one.'
    : `${done} of ${places.length} ${places.length === 1 ? 'place is' : 'places are'} done. The old places closed on ${spokenDay(t)}.`;
}

function Step(props: {
  rollout: Rollout;
  place: OldPlace;
  due: boolean;
  name: 'readOnly' | 'redirect';
  what: string;
  on: Temporal.PlainDate | null;
  how: string;
  confirm: string;
}): VNode {
  const { rollout, place, due, name, what, on, how, confirm } = props;
  return (
    <section>
      <h3>
        {on ? <Mark kind="met" /> : due && <Mark kind="not-met" />} {what}
      </h3>
      <p>{on ? `Confirmed on ${spokenDay(on)}.` : how}</p>
      {due && !on && (
        <ActForm action={`${leadPath(rollout.id, 'old-places')}/${place.id}`}>
          <Button quiet name={name} value="yes">
            {confirm}
          </Button>
        </ActForm>
      )}
    </section>
  );
}

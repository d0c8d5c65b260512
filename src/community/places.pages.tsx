import type { VNode } from 'preact';
import { homeNav } from '../access/home-nav.js';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import type { Place } from './community.entity.js';
import { placeSeen } from './places.desk.js';

/** The groups, channels and lists of a community, old and new. */
export function PlacesPage({ places, form }: { places: Place[]; form: FormState }): VNode {
  return (
    <Shell title="Places" nav={homeNav('/places')} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>Places</h1>
      <p class="answer">
        {places.length === 0
          ? 'Name each group, channel or list that you leave, and each that you go to.'
          : `${places.length} ${places.length === 1 ? 'place is' : 'places are'} known. Which you leave and which you go to is said when you plan the move.`}
      </p>
      {places.length === 0 ? (
        <Empty
          what="Your places will stand here."
          why="A move goes from one or more to one or more others."
        />
      ) : (
        <ul>
          {places.map((place) => (
            <li key={place.id}>
              <a href={`/places/${place.id}`}>{place.name}</a>, {place.platform}
              {place.headCount !== null && `, ${place.headCount} people`}
              {place.caretaker
                ? `, ${place.caretaker} holds its keys`
                : ', nobody is named who holds its keys'}
            </li>
          ))}
        </ul>
      )}
      <section>
        <h2>Add a place</h2>
        <ActForm action="/places">
          <Fields form={form} counted="As the platform counts them. You may leave it empty." />
          <Button>Add the place</Button>
        </ActForm>
      </section>
      <p>
        <a href="/begin">Back to the first steps</a>
      </p>
    </Shell>
  );
}

/** One place: changed, its keys handed over, or removed while nothing uses it. */
export function PlacePage({ place, form }: { place: Place; form: FormState }): VNode {
  const path = `/places/${place.id}`;
  const { headCount, headCountOn } = place;
  const counted =
    headCount === null
      ? 'Nobody has counted yet.'
      : `Counted last: ${headCount} on ${headCountOn?.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}.`;
  return (
    <Shell title={place.name} nav={homeNav('/places')} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>{place.name}</h1>
      <p class="answer">
        {place.caretaker
          ? `${place.caretaker} holds its keys, and is named for what is to be done there.`
          : 'Nobody is named who holds its keys, so nobody is named for what is to be done there.'}
      </p>
      <ActForm action={path} seen={placeSeen(place)}>
        <Fields form={form} counted={`${counted} Leave it empty to keep that.`} />
        <Button>Save the place</Button>
      </ActForm>
      <section>
        <h2>Remove it</h2>
        <p>Only a place that no move names, and of which nobody on your list is known to be.</p>
        <ActForm action={`${path}/remove`}>
          <Button quiet>Remove the place</Button>
        </ActForm>
      </section>
      <p>
        <a href="/places">Back to the places</a>
      </p>
    </Shell>
  );
}

function Fields({ form, counted }: { form: FormState; counted: string }): VNode {
  return (
    <>
      <Field
        name="name"
        label="What do you call it?"
        hint="For example: WhatsApp, stairwell C."
        form={form}
      />
      <Field
        name="platform"
        label="On which platform is it?"
        hint="For example: WhatsApp, Facebook group, Slack, Matrix, Discourse, Signal."
        form={form}
      />
      <Field
        name="caretaker"
        label="Who holds its keys?"
        hint="The admin of the group. You may leave it empty."
        form={form}
      />
      <Field
        name="address"
        label="Its address"
        hint="For a new place: the link by which people come in. You may leave it empty."
        form={form}
      />
      <Field
        name="headCount"
        type="number"
        label="How many people are in it today?"
        hint={counted}
        form={form}
      />
    </>
  );
}

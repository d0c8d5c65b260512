import { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Mark } from '../kernel/ui/marks.js';
import { Details } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { HowMany, inPeople } from '../rollout/agenda.pages.js';
import { spokenDay, spokenMoment } from '../rollout/calendar.words.js';
import { leadPath, pagesOf } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { Scene } from '../rollout/scene.js';
import type { LookBack } from './look-back.js';
import { LookBackText } from './retrospective.pages.js';
import { lookBackSeen, type Kept, type ToPublish } from './retrospective.service.js';

export interface LookBackDeskProps {
  rollout: Rollout;
  kept: Kept;
  /** What publishing it says to how many; null before anything is decided. */
  told: (ToPublish & { scene: Scene }) | null;
  now: Temporal.Instant;
  /** What came of each section's form, by its name; the others show what is kept. */
  form: FormState;
}

/** Looking back: the meeting, what was decided there, the leads' words, and telling everybody. */
export function LookBackDeskPage(props: LookBackDeskProps): VNode {
  const { rollout, kept, form } = props;
  const path = leadPath(rollout.id, 'looking-back');
  const seen = lookBackSeen(kept);
  return (
    <Shell
      title="Looking back"
      within={rollout.name}
      nav={pagesOf(rollout.id)}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>Looking back</h1>
      <p class="answer">{answer(props)}</p>
      {kept.record && <Record record={kept.record} />}
      <section>
        <h2>{kept.meetingAt && <Mark kind="met" />} The meeting</h2>
        {kept.meetingAt && (
          <p>
            {spokenMoment(kept.meetingAt, rollout.plan.timeZone)}, {kept.meetingWhere}.
          </p>
        )}
        {!kept.publishedOn && (
          <ActForm action={`${path}/meeting`} seen={seen.meeting}>
            <Field name="day" type="date" label="Day" form={form} />
            <Field name="hour" type="time" label="Hour" hint={`In ${rollout.plan.timeZone}.`} form={form} />
            <Field name="where" label="Where" hint="A room, a link, a phone number." form={form} />
            <Button quiet={Boolean(kept.meetingAt)}>
              {kept.meetingAt ? 'Change the meeting' : 'Set the meeting'}
            </Button>
          </ActForm>
        )}
      </section>
      <section>
        <h2>{kept.decisions.length > 0 && <Mark kind="met" />} What was decided</h2>
        {kept.decisions.length > 0 && (
          <ol>
            {kept.decisions.map(({ id, text, owner, dueOn }) => (
              <li key={id}>
                {text} ({owner}
                {dueOn && `, by ${spokenDay(dueOn)}`})
              </li>
            ))}
          </ol>
        )}
        {!kept.publishedOn && (
          <ActForm action={`${path}/decisions`}>
            <Field name="text" label="What was decided" rows={3} form={form} />
            <Field name="owner" label="Who sees to it" hint="A first name is enough." form={form} />
            <Field name="dueOn" type="date" label="By when" hint="You may leave it empty." form={form} />
            <Button quiet={kept.decisions.length > 0}>Add the decision</Button>
          </ActForm>
        )}
      </section>
      {!kept.publishedOn && (
        <>
          <section>
            <h2>Your words</h2>
            <ActForm action={`${path}/words`} seen={seen.words}>
              <Field
                name="words"
                label="What the numbers do not say"
                hint="It stands in the report, between the decisions and the record."
                rows={6}
                form={form}
              />
              <Button quiet>Keep these words</Button>
            </ActForm>
          </section>
          <Publish {...props} />
        </>
      )}
    </Shell>
  );
}

function answer({ kept, now }: LookBackDeskProps): string {
  if (kept.publishedOn)
    return `Published on ${spokenDay(kept.publishedOn)}.${kept.nextCheckIn ? ` You look again on ${spokenDay(kept.nextCheckIn)}.` : ''}`;
  const met = kept.meetingAt && Temporal.Instant.compare(kept.meetingAt, now) <= 0;
  if (!met) return 'Nothing is published. Meet first: the report says what was decided there.';
  return kept.decisions.length === 0
    ? 'You have met. Add what was decided, then publish it.'
    : 'You have met and decided. You can publish it.';
}

/** In numbers, with what everybody will read: it cannot be taken back. */
function Publish({ rollout, kept, told, form }: LookBackDeskProps): VNode {
  return (
    <section>
      <h2>Publish it</h2>
      <p>
        {told
          ? `${inPeople(told.people)} can read it on their own page at once.`
          : 'Every member reads it on their own page.'}{' '}
        Nobody is written to. Whoever has left the community is left out.
      </p>
      <p>The record is frozen as it stands on that day. It cannot be taken back.</p>
      {told && (
        <Details id="report" summary="Read it as everybody will">
          <div class="note stack">
            <LookBackText {...told} />
          </div>
        </Details>
      )}
      <ActForm action={`${leadPath(rollout.id, 'looking-back')}/publish`} seen={lookBackSeen(kept).report}>
        <Field name="nextCheckIn" type="date" label="When you look again" form={form} />
        {told && <HowMany people={told.people} form={form} />}
        <Button>{told ? `Publish it to ${inPeople(told.people)}` : 'Publish it to every member'}</Button>
      </ActForm>
    </section>
  );
}

/** The report fills itself; here it stands in short. */
function Record({ record }: { record: LookBack }): VNode {
  const { proof, notComing, confused, help } = record;
  return (
    <section>
      <h2>The record so far</h2>
      <dl class="facts">
        <dt>Proven told</dt>
        <dd>
          {proof.proven} of {proof.roster}
        </dd>
        {notComing !== undefined && (
          <>
            <dt>Chose not to come, told or not</dt>
            <dd>{notComing}</dd>
          </>
        )}
        <dt>Problems that were reported</dt>
        <dd>
          {confused.blockers + confused.majors + confused.minors}, {confused.open} still open
        </dd>
        <dt>Asked for help</dt>
        <dd>{help.asked}</dd>
      </dl>
    </section>
  );
}

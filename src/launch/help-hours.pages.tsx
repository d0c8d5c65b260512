import { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Mark } from '../kernel/ui/marks.js';
import { Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { spokenMoment } from '../rollout/calendar.words.js';
import { leadPath, pagesOf } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { hourSeen, type OfficeHourView } from './office-hours.service.js';

export interface HelpHoursProps {
  rollout: Rollout;
  hours: OfficeHourView[];
  now: Temporal.Instant;
  form: FormState;
}

/** Help hours: the next ones, those to count, and adding one. */
export function HelpHoursPage({ rollout, hours, now, form }: HelpHoursProps): VNode {
  const path = leadPath(rollout.id, 'help-hours');
  const zone = rollout.plan.timeZone;
  return (
    <Shell
      title="Help hours"
      within={rollout.name}
      nav={pagesOf(rollout.id)}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>Help hours</h1>
      <p class="answer">{answer(hours, now)}</p>
      {hours.length === 0 && (
        <Empty
          what="Help hours will stand here."
          why="Their dates go into invitations, reminders and posts. The launch closes after one was held."
        />
      )}
      <ul class="rows">
        {hours.map((hour) => (
          <li key={hour.id}>
            {hour.attended !== null && <Mark kind="met" />}{' '}
            <strong>{spokenMoment(hour.startsAt, zone)}</strong>, {hour.minutes} minutes with {hour.host},{' '}
            {hour.room}. {hour.cancelledAt ? 'Cancelled.' : `${hour.guests} registered.`}
            {hour.attended !== null && ` ${hour.attended} came.`}{' '}
            {!hour.cancelledAt && hour.attended === null && (
              <a href={hourPath(rollout.id, hour.id)}>
                {isOver(hour, now) ? 'Say how many came' : 'Move or cancel it'}
              </a>
            )}
          </li>
        ))}
      </ul>
      <section>
        <h2>Add a help hour</h2>
        <ActForm action={path}>
          <When zone={zone} form={form} />
          <Field name="minutes" type="number" label="How many minutes" form={form} />
          <Field name="host" label="Who is there" hint="A first name." form={form} />
          <Field
            name="room"
            label="Where"
            hint="A link, a phone number, or a place in the house."
            form={form}
          />
          <Field
            name="capacity"
            type="number"
            label="For how many at most"
            hint="Leave it empty if everybody can come."
            form={form}
          />
          <Button>Add it</Button>
        </ActForm>
      </section>
    </Shell>
  );
}

/** One help hour: counted once it is over, moved or cancelled before. */
export function HelpHourPage(props: Omit<HelpHoursProps, 'hours'> & { hour: OfficeHourView }): VNode {
  const { rollout, hour, now, form } = props;
  const path = hourPath(rollout.id, hour.id);
  const zone = rollout.plan.timeZone;
  return (
    <Shell
      title="A help hour"
      within={rollout.name}
      nav={pagesOf(rollout.id)}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>A help hour</h1>
      <p class="answer">
        {spokenMoment(hour.startsAt, zone)}, with {hour.host}, {hour.room}. {hour.guests} registered.
      </p>
      {isOver(hour, now) ? (
        <ActForm action={`${path}/attendance`}>
          <Field
            name="attended"
            type="number"
            label="How many came?"
            hint="A number only: nobody is written down."
            form={form}
          />
          <Button>Count it as held</Button>
        </ActForm>
      ) : (
        <>
          <section>
            <h2>Move it</h2>
            <ActForm action={`${path}/move`} seen={hourSeen(hour)}>
              <p>Whoever counts on it is told at once.</p>
              <When zone={zone} form={form} />
              <Field name="room" label="Where" form={form} />
              <Button>Move it</Button>
            </ActForm>
          </section>
          <section>
            <h2>Cancel it</h2>
            <ActForm action={`${path}/cancel`}>
              <p>Whoever counts on it is told at once.</p>
              <Button quiet>Cancel this help hour</Button>
            </ActForm>
          </section>
        </>
      )}
      <p>
        <a href={leadPath(rollout.id, 'help-hours')}>Back to all help hours</a>
      </p>
    </Shell>
  );
}

const When = ({ zone, form }: { zone: string; form: FormState }): VNode => (
  <>
    <Field name="day" type="date" label="Day" form={form} />
    <Field name="hour" type="time" label="Hour" hint={`In ${zone}.`} form={form} />
  </>
);

const isOver = ({ startsAt }: OfficeHourView, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(startsAt, now) <= 0;

function answer(hours: OfficeHourView[], now: Temporal.Instant): string {
  const standing = hours.filter(({ cancelledAt }) => !cancelledAt);
  const held = standing.filter(({ attended }) => attended !== null).length;
  const toCount = standing.filter((hour) => hour.attended === null && isOver(hour, now)).length;
  const ahead = standing.filter((hour) => !isOver(hour, now)).length;
  const counting =
    toCount > 0 ? ` Say how many came to ${toCount === 1 ? 'the last one' : `${toCount} of them`}.` : '';
  const next = ahead === 0 ? 'No help hour is ahead' : `${hoursInWords(ahead)} ahead`;
  const before = held === 0 ? '' : `; ${held} ${held === 1 ? 'was' : 'were'} held`;
  return `${next}${before}.${counting}`;
}

const hoursInWords = (n: number): string => (n === 1 ? '1 help hour is' : `${n} help hours are`);

export const hourPath = (rolloutId: string, id: string): `/${string}` =>
  `${leadPath(rolloutId, 'help-hours')}/${id}`;

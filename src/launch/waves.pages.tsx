import type { ComponentChildren, VNode } from 'preact';
import { linkCell } from '../kernel/ui/cells.js';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Mark } from '../kernel/ui/marks.js';
import { Standstill } from '../rollout/standstill.pages.js';
import { Shell } from '../kernel/ui/shell.js';
import { Table, type Column } from '../kernel/ui/table.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { leadPath, occurrencePath, pagesOf } from '../rollout/lead-nav.js';
import type { OccurrenceState } from '../rollout/occurrence.entity.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { WaveChange, WaveView } from './waves.views.js';

/** What waves are called by. */
export interface WaveNames {
  places: ReadonlyMap<string, string>;
  helpers: ReadonlyMap<string, string>;
}

export interface WavesProps {
  rollout: Rollout;
  waves: WaveView[];
  names: WaveNames;
  agenda: ReadonlyMap<number, OccurrenceState>;
  /** Newcomers get stuck: the next wave waits until a lead lets it go. */
  friction: string[] | null;
  form: FormState;
}

/** Who is invited when, and what keeps each wave. */
export function WavesPage({ rollout, waves, names, agenda, friction, form }: WavesProps): VNode {
  const here = leadPath(rollout.id, 'waves');
  return (
    <Shell
      title="Who is invited when"
      within={rollout.name}
      nav={pagesOf(rollout.id, 'waves')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>Who is invited when</h1>
      <Standstill zone={rollout.plan.timeZone} />
      <p class="answer">{answer(waves)}</p>
      <Table
        caption="In the order in which they go"
        rows={waves}
        columns={[
          {
            label: 'Wave',
            cell: ({ number }) => linkCell(wavePath(rollout.id, number), `Wave ${number}`),
          },
          { label: 'Who', cell: (wave) => whoIn(wave, names) },
          { label: 'People', cell: ({ people }) => people, number: true },
          { label: 'Day', cell: ({ on }) => spokenDay(on) },
          {
            label: 'How it stands',
            cell: (wave) => stands(rollout.id, wave, agenda.get(wave.number)),
          },
        ]}
      />
      {waves.some(({ said }) => !said) && (
        <p>
          <a class="button quiet" href={`${here}/plan`}>
            Change the waves
          </a>
        </p>
      )}
      {friction && (
        <section class="stack">
          <h2>Newcomers get stuck</h2>
          <ul>
            {friction.map((why) => (
              <li key={why}>{why}</li>
            ))}
          </ul>
          <ActForm action={`${here}/let-go`}>
            <Field
              name="reason"
              label="Why the next wave goes all the same"
              hint="Kept in the record."
              rows={2}
              form={form}
            />
            <Button quiet>Let the next wave go</Button>
          </ActForm>
        </section>
      )}
    </Shell>
  );
}

function answer(waves: readonly WaveView[]): string {
  const people = waves.reduce((sum, wave) => sum + wave.people, 0);
  const next = waves.find(({ said }) => !said);
  if (!next) return `Every wave has gone out: ${inPeople(people)} were invited.`;
  const invited = waves.filter(({ said }) => said).reduce((sum, wave) => sum + wave.people, 0);
  const which = `Wave ${next.number} with ${inPeople(next.people)}`;
  // What waits slides from day to day: its day may be over already.
  const goes =
    next.holds.length > 0
      ? `${which} waits, because ${next.holds.join(', and because ')}. It was planned for ${spokenDay(next.on)}.`
      : `${which} is next, on ${spokenDay(next.on)}.`;
  return `${invited} of ${inPeople(people)} were invited. ${goes}`;
}

function stands(rolloutId: string, wave: WaveView, state: OccurrenceState | undefined): ComponentChildren {
  const path = occurrencePath(rolloutId, `launch.invitation/${wave.number}`);
  if (wave.said) return state ? linkCell(path, state === 'skipped' ? 'skipped' : 'gone out') : 'gone out';
  if (wave.holds.length > 0)
    return (
      <>
        <Mark kind="late" /> waits: {wave.holds.join('; ')}
      </>
    );
  if (state === 'planned') return linkCell(path, 'goes by itself: read it or stop it');
  if (state !== 'held') return 'planned';
  return (
    <>
      <Mark kind="late" /> {linkCell(path, 'stopped: let it go or skip it')}
    </>
  );
}

/** What a change would do, before it is done. */
export function WaveChangePage(props: {
  rollout: Rollout;
  names: WaveNames;
  change: WaveChange;
  /** Where the form goes, and what it says again. */
  action: string;
  fields: [string, string][];
  back: string;
}): VNode {
  const { rollout, names, change, action, fields, back } = props;
  const { before, after, moving } = change;
  const rows = after.filter(({ said }) => !said);
  const was = (number: number): string => {
    const wave = before.find((one) => one.number === number);
    return wave ? `${wave.people}, ${spokenDay(wave.on)}` : 'there was none';
  };
  const fewer = before.filter((one) => !after.some(({ number }) => number === one.number)).length;
  const columns: Column<WaveView>[] = [
    { label: 'Wave', cell: ({ number }) => `Wave ${number}` },
    { label: 'Who', cell: (wave) => whoIn(wave, names) },
    { label: 'Until now', cell: ({ number }) => was(number) },
    { label: 'Then', cell: ({ people, on }) => `${people}, ${spokenDay(on)}` },
  ];
  return (
    <Shell title="What would change" within={rollout.name} nav={pagesOf(rollout.id, 'waves')}>
      <h1>What would change</h1>
      <p class="answer">
        {moving === 0
          ? 'Nobody comes into another wave.'
          : `${inPeople(moving)} would come into another wave.`}
        {fewer > 0 && ` ${fewer === 1 ? '1 wave falls' : `${fewer} waves fall`} away.`} Nobody is told of it.
      </p>
      <Table caption="Waves that have not gone out" rows={rows} columns={columns} />
      <ActForm action={action}>
        {fields.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <Button name="sure" value="yes">
          Change it so
        </Button>
      </ActForm>
      <p>
        <a href={back}>Leave it as it is</a>
      </p>
    </Shell>
  );
}

export function whoIn({ kind, placeId, advocateId, leans }: WaveView, names: WaveNames): string {
  const who =
    kind === 'share'
      ? 'an even share of everybody'
      : kind === 'place'
        ? `everybody of ${names.places.get(placeId ?? '') ?? 'a place that is gone'}`
        : `whom ${names.helpers.get(advocateId ?? '') ?? 'somebody who stopped'} helps`;
  return leans ? `${who}, no more than helpers can take` : who;
}

export const inPeople = (n: number): string => (n === 1 ? '1 person' : `${n.toLocaleString('en')} people`);

export const wavePath = (rolloutId: string, number: number): `/${string}` =>
  `${leadPath(rolloutId, 'waves')}/${number}`;

import type { VNode } from 'preact';
import { linkCell, tickCell } from '../kernel/ui/cells.js';
import { ActForm, Button, Choices, ErrorSummary, type FormState } from '../kernel/ui/forms.js';
import { Empty } from '../kernel/ui/notes.js';
import { Select } from '../kernel/ui/select.js';
import { Shell } from '../kernel/ui/shell.js';
import { Table } from '../kernel/ui/table.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { leadPath, pagesOf } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { participantPath } from './participants.pages.js';
import type { Participant } from './participants.queries.js';
import { stages } from './participants.rules.js';
import { asStood, rowsFor } from './waves.form.js';
import { inPeople, wavePath, whoIn, type WaveNames } from './waves.pages.js';
import type { WaveView } from './waves.views.js';

/** The waves that have not gone out, to be planned otherwise. What it would do is shown before it is done. */
export function WavePlanPage(props: {
  rollout: Rollout;
  waves: WaveView[];
  names: WaveNames;
  form: FormState;
}): VNode {
  const { rollout, waves, names, form } = props;
  const here = leadPath(rollout.id, 'waves');
  const ahead = waves.filter(({ said }) => !said);
  const gone = waves.length - ahead.length;
  const options = [
    { value: '', label: 'No such wave' },
    { value: 'share', label: 'An even share of everybody' },
    ...[...names.places].map(([id, name]) => ({ value: `place:${id}`, label: `Everybody of ${name}` })),
    ...[...names.helpers].map(([id, name]) => ({ value: `list:${id}`, label: `Whom ${name} helps` })),
  ];
  return (
    <Shell
      title="Change the waves"
      within={rollout.name}
      nav={pagesOf(rollout.id, 'waves')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>Change the waves</h1>
      <p class="answer">
        {ahead.length === 1 ? '1 wave has' : `${ahead.length} waves have`} not gone out. You see what would
        change before anything does.
      </p>
      <p class="aside">
        Waves go {rollout.plan.waves.daysApart} days apart; that stands in{' '}
        <a href={leadPath(rollout.id, 'plan')}>the plan</a>. More are added by themselves until everybody is
        invited. Whom you moved by hand is placed anew.
      </p>
      <ActForm action={`${here}/plan`}>
        <input type="hidden" name="stood" value={asStood(waves)} />
        {Array.from({ length: rowsFor(ahead.length) }, (_, i) => (
          <fieldset key={i} class="stack">
            <legend>
              Wave {gone + i + 1}
              {ahead[i] ? `, ${spokenDay(ahead[i].on)}` : ', if you want one more'}
            </legend>
            <Select
              name={`wave${i + 1}`}
              label="Who is in it"
              {...(ahead[i] && { hint: `As it is planned now: ${whoIn(ahead[i], names)}.` })}
              options={options}
              form={form}
            />
            <Choices
              name={`leans${i + 1}`}
              legend="Does it lean on helpers?"
              many
              options={[{ value: 'yes', label: 'No more people than helpers have places' }]}
              form={form}
            />
          </fieldset>
        ))}
        <Button>Look at what would change</Button>
      </ActForm>
      <p>
        <a href={here}>Leave it as it is</a>
      </p>
    </Shell>
  );
}

export interface OneWaveProps {
  rollout: Rollout;
  wave: WaveView;
  others: WaveView[];
  names: WaveNames;
  found: { people: Participant[]; all: number; next: string | null };
  form: FormState;
}

/** Who is in one wave; while it has not gone out, whom to put into another. */
export function WavePage({ rollout, wave, others, names, found, form }: OneWaveProps): VNode {
  const here = wavePath(rollout.id, wave.number);
  const ticked = new Set([form.values.people].flat());
  const list = (
    <Table
      caption="By name"
      rows={found.people}
      columns={[
        {
          label: 'Name',
          cell: ({ name, participationId }) => linkCell(participantPath(rollout.id, participationId), name),
        },
        { label: 'How they stand', cell: ({ stage }) => stages[stage] },
        { label: 'Helper', cell: ({ helper }) => helper ?? 'nobody' },
        ...(wave.said || others.length === 0
          ? []
          : [
              {
                label: 'Move',
                cell: ({ participationId, name }: Participant) =>
                  tickCell('people', participationId, `Move ${name}`, ticked.has(participationId)),
              },
            ]),
      ]}
    />
  );
  return (
    <Shell
      title={`Wave ${wave.number}`}
      within={rollout.name}
      nav={pagesOf(rollout.id, 'waves')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>Wave {wave.number}</h1>
      <p class="answer">
        {wave.said ? 'It went out on' : 'It goes out on'} {spokenDay(wave.on)}, to {inPeople(found.all)}:{' '}
        {whoIn(wave, names)}.
      </p>
      {found.people.length === 0 ? (
        <Empty
          what="Nobody is in this wave now."
          why="People come into their waves when the launch opens, or once you change the waves."
        />
      ) : wave.said || others.length === 0 ? (
        list
      ) : (
        <ActForm action={`${here}/move`}>
          {list}
          <Select
            name="wave"
            label="Put those whom you ticked into"
            hint="Who tries it first stays in the first wave."
            options={[
              { value: '', label: 'Choose a wave' },
              ...others.map(({ number, on }) => ({
                value: String(number),
                label: `Wave ${number}, ${spokenDay(on)}`,
              })),
            ]}
            form={form}
          />
          <Button quiet>Look at what would change</Button>
        </ActForm>
      )}
      {found.next && (
        <p>
          <a href={`${here}?after=${found.next}`}>More</a>
        </p>
      )}
      <p>
        <a href={leadPath(rollout.id, 'waves')}>Back to all waves</a>
      </p>
    </Shell>
  );
}

import type { VNode } from 'preact';
import { linkCell } from '../kernel/ui/cells.js';
import { ActForm, Button, Field } from '../kernel/ui/forms.js';
import { Mark } from '../kernel/ui/marks.js';
import { Details, Empty } from '../kernel/ui/notes.js';
import { Select } from '../kernel/ui/select.js';
import { Shell } from '../kernel/ui/shell.js';
import { Table } from '../kernel/ui/table.js';
import { leadPath, pagesOf } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { Participant, Wanted } from './participants.queries.js';
import { peopleInWords, stageKeys, stages, type StageCounts } from './participants.rules.js';

export interface ParticipantsProps {
  rollout: Rollout;
  counts: StageCounts;
  filters: { places: { id: string; name: string }[]; waves: number[] };
  wanted: Wanted;
  found: { people: Participant[]; all: number; next: string | null };
}

/** Who takes part, and how each stands. */
export function ParticipantsPage({ rollout, counts, filters, wanted, found }: ParticipantsProps): VNode {
  const here = leadPath(rollout.id, 'people');
  const total = stageKeys.reduce((sum, stage) => sum + counts[stage], 0);
  const filtered = Object.entries(wanted).some(([key, value]) => key !== 'after' && Boolean(value));
  return (
    <Shell title="People" within={rollout.name} nav={pagesOf(rollout.id, 'people')}>
      <h1>People</h1>
      <p class="answer">{peopleInWords(counts)}</p>
      <p>
        <a href={leadPath(rollout.id, 'waves')}>Who is invited when</a> ·{' '}
        <a href={leadPath(rollout.id, 'helpers')}>Who helps whom</a> ·{' '}
        <a href={leadPath(rollout.id, 'help')}>Who asks for help</a> · <a href="/roster">Add people</a>
      </p>
      {total === 0 ? (
        <Empty
          what="People will stand here."
          why="Nobody is on the list yet."
          act={{ href: '/roster', label: 'Add people' }}
        />
      ) : (
        <>
          <Details id="find" summary="Find people" open={filtered}>
            <Filters here={here} filters={filters} wanted={wanted} counts={counts} />
          </Details>
          <section class="stack" id="found">
            <h2>
              {filtered ? `${found.all.toLocaleString('en')} of ${total.toLocaleString('en')}` : 'Everybody'}
            </h2>
            {found.people.length === 0 ? (
              <Empty
                what="Nobody is found so."
                why="Of a name, the beginning is enough."
                act={{ href: here, label: 'Show everybody' }}
              />
            ) : (
              <List rollout={rollout} people={found.people} />
            )}
            <More here={here} wanted={wanted} next={found.next} />
          </section>
        </>
      )}
    </Shell>
  );
}

function Filters(props: {
  here: string;
  filters: ParticipantsProps['filters'];
  wanted: Wanted;
  counts: StageCounts;
}): VNode {
  const { here, filters, wanted, counts } = props;
  const any = { value: '', label: 'Any' };
  return (
    <>
      <form method="get" action={here}>
        <Select
          name="stage"
          label="How they stand"
          chosen={wanted.stage}
          options={[
            { value: '', label: 'However' },
            ...stageKeys.map((stage) => ({ value: stage, label: `${stages[stage]} (${counts[stage]})` })),
          ]}
        />
        {filters.places.length > 1 && (
          <Select
            name="place"
            label="Place"
            chosen={wanted.place}
            options={[any, ...filters.places.map(({ id, name }) => ({ value: id, label: name }))]}
          />
        )}
        {filters.waves.length > 0 && (
          <Select
            name="wave"
            label="Wave"
            chosen={wanted.wave?.toString()}
            options={[any, ...filters.waves.map((n) => ({ value: String(n), label: `Wave ${n}` }))]}
          />
        )}
        <Select
          name="only"
          label="Only who"
          chosen={wanted.help ? 'help' : wanted.byHand ? 'by-hand' : ''}
          options={[
            { value: '', label: 'Everybody' },
            { value: 'help', label: 'Asks for help now' },
            { value: 'by-hand', label: 'Is told in person' },
          ]}
        />
        <Button quiet>Show these</Button>
      </form>
      <ActForm action={`${here}/find`}>
        <Field
          name="name"
          type="search"
          label="Or by name"
          hint="The beginning of a first or last name."
          autocomplete="off"
          form={{ values: { name: wanted.name }, reasons: [] }}
        />
        <Button quiet>Find</Button>
      </ActForm>
    </>
  );
}

function List({ rollout, people }: { rollout: Rollout; people: Participant[] }): VNode {
  return (
    <Table
      caption="By name"
      rows={people}
      columns={[
        { label: 'Name', cell: ({ name, memberId }) => linkCell(`/roster/people/${memberId}`, name) },
        {
          label: 'How they stand',
          cell: (person) => standing(rollout.id, person),
        },
        { label: 'Wave', cell: ({ wave }) => wave ?? 'none yet' },
        { label: 'Helper', cell: ({ helper }) => helper ?? 'nobody' },
        { label: 'Where', cell: ({ places }) => (places.length === 0 ? 'not known' : places.join(', ')) },
        { label: 'Told', cell: ({ inPerson }) => (inPerson ? 'in person' : 'by message') },
      ]}
    />
  );
}

const standing = (rolloutId: string, { participationId, stage, asksForHelp }: Participant): VNode => (
  <>
    <a href={participantPath(rolloutId, participationId)}>{stages[stage]}</a>
    {asksForHelp && (
      <>
        <br />
        <Mark kind="not-met" /> Asks for help
      </>
    )}
  </>
);

/** A name is posted, also for the next part: an address of a page stays in histories. */
function More({ here, wanted, next }: { here: string; wanted: Wanted; next: string | null }): VNode | null {
  if (next === null) return null;
  if (wanted.name)
    return (
      <ActForm action={`${here}/find`} class="bare">
        <input type="hidden" name="name" value={wanted.name} />
        <Button quiet name="after" value={next}>
          More
        </Button>
      </ActForm>
    );
  const query = new URLSearchParams({
    ...(wanted.stage && { stage: wanted.stage }),
    ...(wanted.place && { place: wanted.place }),
    ...(wanted.wave !== undefined && { wave: String(wanted.wave) }),
    ...(wanted.help && { only: 'help' }),
    ...(wanted.byHand && { only: 'by-hand' }),
    after: next,
  });
  return (
    <p>
      <a href={`${here}?${query.toString()}#found`}>More</a>
    </p>
  );
}

/** Somebody in this move: their wave, their helper. */
export const participantPath = (rolloutId: string, participationId: string): `/${string}` =>
  `${leadPath(rolloutId, 'people')}/${participationId}`;

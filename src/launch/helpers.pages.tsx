import type { VNode } from 'preact';
import { linkCell, tickCell } from '../kernel/ui/cells.js';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Empty } from '../kernel/ui/notes.js';
import { Select } from '../kernel/ui/select.js';
import { Shell } from '../kernel/ui/shell.js';
import { Table } from '../kernel/ui/table.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { placesSeen } from './advocates.service.js';
import { leadPath, pagesOf } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { HelperView } from './helpers.queries.js';
import { participantPath } from './participants.pages.js';
import type { Alone, Helpee } from './people.queries.js';
import { inPeople } from './waves.pages.js';

/** Who helps, with how much room, and who has nobody. */
export function HelpersPage(props: { rollout: Rollout; helpers: HelperView[]; alone: Alone[] }): VNode {
  const { rollout, helpers, alone } = props;
  const room = helpers.reduce((sum, { free }) => sum + free, 0);
  return (
    <Shell title="Who helps whom" within={rollout.name} nav={pagesOf(rollout.id, 'helpers')}>
      <h1>Who helps whom</h1>
      <p class="answer">
        {helpers.length === 0
          ? 'Nobody has agreed to help yet. Until then the leads help.'
          : `${inPeople(helpers.length)} ${helpers.length === 1 ? 'helps' : 'help'}, with room for ${room} more.`}{' '}
        {alone.length > 0 &&
          `${inPeople(alone.length)} on the way ${alone.length === 1 ? 'has' : 'have'} nobody.`}
      </p>
      {helpers.length === 0 ? (
        <Empty
          what="Helpers will stand here."
          why="Whoever has come can say on their own page that they would help. If they told you, note it beside their name."
          act={{ href: `${leadPath(rollout.id, 'people')}?stage=come`, label: 'Who has come' }}
        />
      ) : (
        <>
          <Table
            caption="By name"
            rows={helpers}
            columns={[
              {
                label: 'Helper',
                cell: ({ name, participationId }) => linkCell(helperPath(rollout.id, participationId), name),
              },
              { label: 'Speaks', cell: ({ language }) => language ?? 'not known' },
              {
                label: 'Where',
                cell: ({ places }) => (places.length === 0 ? 'not known' : places.join(', ')),
              },
              { label: 'On the way', cell: ({ onTheWay }) => onTheWay, number: true },
              { label: 'In all', cell: ({ helped }) => helped, number: true },
              { label: 'Room for', cell: ({ free, takes }) => `${free} of ${takes}`, number: true },
            ]}
          />
          <p>
            <a href={`${leadPath(rollout.id, 'people')}?stage=come`}>
              Somebody else told you that they would help?
            </a>
          </p>
        </>
      )}
      {alone.length > 0 && (
        <section class="stack">
          <h2>On the way, with nobody</h2>
          <ul>
            {alone.slice(0, 100).map(({ participationId, name }) => (
              <li key={participationId}>
                <a href={participantPath(rollout.id, participationId)}>{name}</a>
              </li>
            ))}
          </ul>
          {alone.length > 100 && <p>And {alone.length - 100} more.</p>}
        </section>
      )}
    </Shell>
  );
}

export interface HelperProps {
  rollout: Rollout;
  helper: HelperView;
  others: HelperView[];
  people: Helpee[];
  form: FormState;
}

/** One helper: how many they take, whom they help, and handing these to somebody else. */
export function HelperPage({ rollout, helper, others, people, form }: HelperProps): VNode {
  const here = helperPath(rollout.id, helper.participationId);
  const ticked = new Set([form.values.people].flat());
  return (
    <Shell
      title={`${helper.name} helps`}
      within={rollout.name}
      nav={pagesOf(rollout.id, 'helpers')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>{helper.name} helps</h1>
      <p class="answer">
        {people.length === 0
          ? 'Nobody is on their list.'
          : `${inPeople(people.length)} on their list, ${helper.onTheWay} of them still on the way.`}{' '}
        Room for {helper.free} more.
      </p>
      <p>
        <a href={`/roster/people/${helper.memberId}`}>Their language and what else we hold</a> ·{' '}
        <a href={participantPath(rollout.id, helper.participationId)}>How they stand in this move</a>
      </p>
      {people.length > 0 && (
        <section>
          <h2>Whom they help</h2>
          <ActForm action={`${here}/people`}>
            <Table
              caption="Who came last first, then who is on the way"
              rows={people}
              columns={[
                {
                  label: 'Name',
                  cell: ({ name, participationId }) =>
                    linkCell(participantPath(rollout.id, participationId), name),
                },
                { label: 'How they stand', cell: standing },
                {
                  label: 'Hand over',
                  cell: ({ participationId, name }) =>
                    tickCell('people', participationId, `Hand over ${name}`, ticked.has(participationId)),
                },
              ]}
            />
            <Select
              name="to"
              label="Hand those whom you ticked to"
              options={[
                { value: '', label: 'Choose somebody' },
                ...others.map(({ participationId, name, free }) => ({
                  value: participationId,
                  label: `${name}, room for ${free}`,
                })),
                { value: 'leads', label: 'The leads' },
              ]}
              form={form}
            />
            <Button quiet>Hand them over</Button>
          </ActForm>
        </section>
      )}
      <section>
        <h2>How many at a time</h2>
        <ActForm action={`${here}/places`} seen={placesSeen(helper.takes)}>
          <Field
            name="places"
            type="number"
            label="People whom they take at a time"
            hint="As they told you: 0 to 50."
            form={{ ...form, values: { places: helper.takes, ...form.values } }}
          />
          <Button quiet>Keep this number</Button>
        </ActForm>
      </section>
      <section>
        <h2>They would rather stop</h2>
        <p>Others take over whom they help, as far as there is room. The leads are told of the rest.</p>
        <ActForm action={`${here}/stop`}>
          <Button quiet>They stop helping</Button>
        </ActForm>
      </section>
    </Shell>
  );
}

function standing({ arrivedOn, invitedOn, outcome }: Helpee): string {
  if (arrivedOn) return `came on ${spokenDay(arrivedOn)}`;
  if (outcome) return outcome;
  return invitedOn ? `invited on ${spokenDay(invitedOn)}` : 'not invited yet';
}

export const helperPath = (rolloutId: string, participationId: string): `/${string}` =>
  `${leadPath(rolloutId, 'helpers')}/${participationId}`;

import type { VNode } from 'preact';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Mark } from '../kernel/ui/marks.js';
import { Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { AskedFor } from '../rollout/asked.pages.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { leadPath, pagesOf } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { PersonView } from './lead-view.service.js';
import type { Open } from './open-names.service.js';

/** Who is not proven told. Whom nobody has promised to tell stands first. */
export function OpenNamesPage(props: { rollout: Rollout; names: Open[]; announced: boolean }): VNode {
  const { rollout, names, announced } = props;
  const unsettled = names.filter(({ promisedOn }) => promisedOn === null);
  return (
    <Shell title="Who is not told yet" within={rollout.name} nav={pagesOf(rollout.id)}>
      <h1>Who is not told yet</h1>
      <p class="answer">
        {!announced
          ? 'No closing day is announced yet, so nobody has to be told of one.'
          : names.length === 0
            ? 'Nobody is open: everybody is proven told, said no, or is an exception.'
            : `${count(names.length)} not proven told. ${unsettled.length === 0 ? 'For each of them somebody has promised to.' : `${count(unsettled.length)} without anybody who tells them.`}`}
      </p>
      {names.length === 0 ? (
        <Empty
          what="Names that need you will stand here."
          why="They come once a closing day is announced, and go as people are told."
          act={{ href: leadPath(rollout.id, 'closing'), label: 'The closing day' }}
        />
      ) : (
        <ul>
          {names.map((one) => (
            <li key={one.participationId}>
              {one.promisedOn === null && <Mark kind="not-met" />}{' '}
              <a href={personPath(rollout.id, one.participationId)}>{one.name}</a>: {state(one)}
            </li>
          ))}
        </ul>
      )}
      <p>
        Each is settled in one of three ways: somebody tells them by a day, two leads sign an exception, or{' '}
        <a href={leadPath(rollout.id, 'closing')}>the closing day moves</a>.
      </p>
    </Shell>
  );
}

function state({ promisedOn, teller, exceptionAsked }: Open): string {
  const asked = exceptionAsked ? 'a lead asks for an exception, a second one has not agreed' : '';
  if (promisedOn === null) return asked || 'nobody has promised to tell them';
  return [`${teller ?? 'somebody'} tells them by ${spokenDay(promisedOn)}`, asked].filter(Boolean).join('; ');
}

/** One person: somebody tells them by a day, or two leads sign that they are not told. */
export function OpenNamePage({ view, form }: { view: PersonView; form: FormState }): VNode {
  const { rollout, name, t, helper } = view;
  const path = personPath(rollout.id, view.participationId);
  return (
    <Shell
      title={`${name}: not told yet`}
      within={rollout.name}
      nav={pagesOf(rollout.id)}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>{name}</h1>
      <p class="answer">{answer(view)}</p>
      {helper && <p>{helper} helps them, and could tell them.</p>}
      <Exception view={view} path={path} form={form} />
      {t && (
        <section>
          <h2>Somebody tells them by a day</h2>
          <ActForm action={`${path}/promise`}>
            <Field name="teller" label="Who tells them" hint="A first name is enough." form={form} />
            <Field
              name="on"
              type="date"
              label="By which day"
              hint={`At the latest ${spokenDay(t.subtract({ days: 8 }))}. Once they are told, tick it under “Tell in person”.`}
              form={form}
            />
            <Button>Note the promise</Button>
          </ActForm>
        </section>
      )}
      <p>
        <a href={leadPath(rollout.id, 'open-names')}>Back to all names</a> ·{' '}
        <a href={leadPath(rollout.id, 'by-hand')}>Tell in person</a> ·{' '}
        <a href={leadPath(rollout.id, 'closing')}>Move the closing day</a>
      </p>
    </Shell>
  );
}

function answer({ promisedOn, teller, exception, t }: PersonView): string {
  if (!t) return 'No closing day stands: there is nothing to settle.';
  if (exception)
    return exception.by === exception.agreedBy
      ? `An exception: ${exception.by} signed it alone.`
      : `An exception: ${exception.by} and ${exception.agreedBy} signed it.`;
  if (promisedOn) return `${teller ?? 'Somebody'} tells them by ${spokenDay(promisedOn)}.`;
  return `Nobody has told them that the old place closes on ${spokenDay(t)}.`;
}

function Exception({ view, path, form }: { view: PersonView; path: string; form: FormState }): VNode | null {
  const { exception, asked, t } = view;
  if (!t || exception) return exception && <p class="note">The reason: “{exception.reason}”</p>;
  return (
    <section>
      <h2>An exception</h2>
      {asked && <AskedFor asked={asked} />}
      {(!asked || asked.mine) && (
        <ActForm action={`${path}/exception`}>
          <p>It takes two leads. Both names and the reason are kept.</p>
          <Field name="reason" label="Why they are not told" rows={3} form={form} />
          <Button quiet>Ask a second lead</Button>
        </ActForm>
      )}
    </section>
  );
}

export const personPath = (rolloutId: string, participationId: string): `/${string}` =>
  `${leadPath(rolloutId, 'open-names')}/${participationId}`;

const count = (n: number): string => (n === 1 ? '1 person is' : `${n.toLocaleString('en')} people are`);

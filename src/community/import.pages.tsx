import type { VNode } from 'preact';
import { homeNav } from '../access/home-nav.js';
import { printOf } from '../kernel/http/live.js';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Details, Figures } from '../kernel/ui/notes.js';
import { Progress } from '../kernel/ui/progress.js';
import { Shell } from '../kernel/ui/shell.js';
import { Table } from '../kernel/ui/table.js';
import type { ImportReport, RowReport } from './import.report.js';
import { FIELDS, type Field as Held } from './mapping.rules.js';

export interface ImportProps {
  report: ImportReport;
  /** Rows on which a lead decides; at most a page of them. */
  open: RowReport[];
  bad: RowReport[];
  form: FormState;
}

const held: Record<Held, string> = {
  name: 'The whole name',
  givenName: 'The first name',
  familyName: 'The family name',
  email: 'An e-mail address',
  handle: 'What they are called on the platform',
  language: 'Their language',
  timeZone: 'Their time zone',
  lastSeen: 'When they were last seen',
  noEmail: 'That they want no e-mail',
  phoneBook: 'That the name is from a phone book',
};

/** A file on its way into the list: what it would do, row by row where somebody has to decide, and the yes. */
export function ImportPage(props: ImportProps): VNode {
  const { report, form } = props;
  const path = `/roster/files/${report.id}`;
  return (
    <Shell
      title="A file of people"
      nav={homeNav('/roster')}
      problem={form.reasons.length > 0}
      {...(report.state === 'reading' && { live: `${path}/live?seen=${printOf(report)}` })}
    >
      <ErrorSummary form={form} />
      <h1>A file of people</h1>
      <p class="answer">{answer(report)}</p>
      {report.state === 'reading' && (
        <Progress
          label="Reading the file"
          done={report.rows}
          words={`${rowsOf(report.rows)} so far, ${report.counts.bad} bad`}
          here={path}
        />
      )}
      {report.state === 'mapping' && <Columns report={report} path={path} form={form} />}
      {(report.state === 'ready' || report.state === 'confirmed') && <Counts report={report} />}
      {report.state === 'ready' && (
        <>
          {props.open.length > 0 && <Decide rows={props.open} path={path} form={form} />}
          <ActForm action={`${path}/confirm`}>
            <p>
              Good rows come onto the list, bad rows stay out. Nobody is told of it. Only what you see here is
              kept, not the file.
            </p>
            <Button>Do it</Button>
          </ActForm>
          <Details id="columns" summary="The columns mean something else">
            <Columns report={report} path={path} form={form} />
          </Details>
        </>
      )}
      {props.bad.length > 0 && <Bad rows={props.bad} path={path} of={report.counts.bad} />}
      <p>
        <a href="/roster">
          {report.state === 'confirmed' ? 'To the list' : 'Leave it, and back to the list'}
        </a>
      </p>
    </Shell>
  );
}

function answer({ state, rows, counts }: ImportReport): string {
  const { create, update, bad } = counts;
  if (state === 'reading') return 'The file is being read.';
  if (state === 'mapping') return 'Say what the columns hold, then send the file again.';
  const said = `${create} new ${create === 1 ? 'person' : 'people'}, ${update} changed, ${rowsOf(bad)} to correct.`;
  return state === 'confirmed' ? `Done: ${said}` : `Of ${rowsOf(rows)}: ${said} Nothing has changed yet.`;
}

const rowsOf = (n: number): string => (n === 1 ? '1 row' : `${n.toLocaleString('en')} rows`);

const Counts = ({ report: { counts } }: { report: ImportReport }): VNode => (
  <Figures
    items={[
      { value: String(counts.create), label: 'New people' },
      { value: String(counts.update), label: 'Known, with something new' },
      { value: String(counts.skip), label: 'Known, nothing new' },
      { value: String(counts['likely-duplicate'] + counts['phone-book']), label: 'For you to decide' },
      { value: String(counts.bad), label: 'To correct' },
    ]}
  />
);

/** Which column holds what; a column that nobody names is read past and never kept. */
function Columns({ report, path, form }: { report: ImportReport; path: string; form: FormState }): VNode {
  const header = report.layout?.header ?? [];
  return (
    <ActForm action={`${path}/columns`} files>
      {FIELDS.map((name) => {
        const chosen = form.values[name] ?? report.mapping?.columns[name];
        return (
          <div class="field" key={name}>
            <label for={`field-${name}`}>{held[name]}</label>
            <select id={`field-${name}`} name={name}>
              <option value="">in no column</option>
              {header.map((label) => (
                <option key={label} value={label} selected={label === chosen}>
                  {label}
                </option>
              ))}
            </select>
          </div>
        );
      })}
      <Field
        name="file"
        type="file"
        label="The same file once more"
        hint="We keep no file, so we need it again."
        form={form}
      />
      <Button quiet>Look at the file again</Button>
    </ActForm>
  );
}

const choices = { add: 'A person of their own', same: 'The same person', 'leave-out': 'Leave out' } as const;

function Decide({ rows, path, form }: { rows: RowReport[]; path: string; form: FormState }): VNode {
  return (
    <section>
      <h2>For you to decide</h2>
      <ActForm action={`${path}/decisions`}>
        {rows.map((row) => (
          <fieldset class="choices" key={row.row}>
            <legend>
              {row.name ?? 'Somebody'} (row {row.row}){' '}
              {row.memberName ? `could be ${row.memberName}, who is on the list` : ''}
              {row.otherRow !== null ? `could be row ${row.otherRow}` : ''}
            </legend>
            {(Object.keys(choices) as (keyof typeof choices)[])
              .filter((is) => is !== 'same' || row.verdict === 'likely-duplicate')
              .map((is) => (
                <label class="choice" key={is}>
                  <input
                    type="radio"
                    name={`row-${row.row}`}
                    value={is}
                    checked={(form.values[`row-${row.row}`] ?? row.decision) === is}
                  />
                  <span>{choices[is]}</span>
                </label>
              ))}
          </fieldset>
        ))}
        <p class="hint">What you do not decide is left out.</p>
        <Button quiet>Keep these decisions</Button>
      </ActForm>
    </section>
  );
}

const Bad = ({ rows, path, of }: { rows: RowReport[]; path: string; of: number }): VNode => (
  <section>
    <h2>Rows to correct</h2>
    <p>
      <a href={`${path}/bad-rows.csv`}>Download {of === 1 ? 'the row' : `the ${rowsOf(of)}`}</a>, correct{' '}
      {of === 1 ? 'it' : 'them'}, and send that file again.
    </p>
    <Table
      caption={of > rows.length ? `The first ${rows.length} of ${of}` : 'In the order of the file'}
      rows={rows}
      columns={[
        { label: 'Row', cell: ({ row }) => row, number: true },
        {
          label: 'What to change',
          cell: ({ reasons }) =>
            reasons.map(({ field, message }) => (
              <div key={field}>
                {field}: {message}
              </div>
            )),
        },
      ]}
    />
  </section>
);

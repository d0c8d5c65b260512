import type { VNode } from 'preact';
import { homeNav } from '../access/home-nav.js';
import { ActForm, Button, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { spokenMoment } from '../rollout/calendar.words.js';
import type { YesState } from './yes.rules.js';
import type { YesList } from './yes.view.js';
import { capital, yesPath } from './yes.pages.js';

const stateWords: Record<YesState, string> = {
  open: 'waits for an answer',
  done: 'done',
  refused: 'a no',
  withdrawn: 'taken back',
  expired: 'nobody answered in time',
};

/** Everything that takes two leads: what is asked, taking the list out, and the rule itself. */
export function YesListPage({ list, form }: { list: YesList; form: FormState }): VNode {
  const { requests, zone } = list;
  const open = requests.filter(({ state }) => state === 'open');
  return (
    <Shell title="What takes two leads" nav={homeNav('/yes')} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>What takes two leads</h1>
      <p class="answer">
        {open.length === 0
          ? 'Nobody asks for a second yes.'
          : `${open.length === 1 ? '1 thing waits' : `${open.length} things wait`} for a second yes.`}
      </p>
      {requests.length === 0 ? (
        <Empty
          what="What is asked will stand here."
          why="Four acts need a second lead’s yes: closing a phase against its gate, an exception to telling somebody, taking the list out, and shutting a place down."
        />
      ) : (
        <ul class="rows">
          {requests.map(({ id, title, asker, mine, state, until }) => (
            <li key={id}>
              <a href={yesPath(id)}>{capital(title)}</a>: {mine ? 'you asked' : `${asker} asked`},{' '}
              {stateWords[state]}
              {state === 'open' && ` until ${spokenMoment(until, zone)}`}
            </li>
          ))}
        </ul>
      )}
      <section>
        <h2>Take the list of people out</h2>
        <p>
          A second lead looks at it first. After their yes you can open the file once, within 24 hours. Once
          out, nobody here can delete it.
        </p>
        <ActForm action="/yes/roster">
          <Field
            name="reason"
            label="What for, and where will it be kept?"
            rows={3}
            {...('reason' in form.values && { form })}
          />
          <Button quiet>Ask for the file</Button>
        </ActForm>
      </section>
      <Rule list={list} form={form} />
    </Shell>
  );
}

function Rule({ list: { team, off, zone }, form }: { list: YesList; form: FormState }): VNode {
  const many = team.leads.length > 1;
  return (
    <section>
      <h2>The rule of two</h2>
      {many ? (
        <p>It is on: {team.leads.map(({ name }) => name).join(', ')} lead. Nobody can switch it off.</p>
      ) : off ? (
        <>
          <p>
            It is off. {off.by} switched it off on {spokenMoment(off.at, zone)}: “{off.words}”. What is done
            alone says so in the record. With a second lead it is on again by itself.
          </p>
          {team.care !== 'open' && <p>The list of people never leaves by one person’s word here.</p>}
          <ActForm action="/yes/alone/on">
            <Button quiet>Switch it on again</Button>
          </ActForm>
        </>
      ) : (
        <>
          <p>
            It is on, and you lead alone: nobody can say the second yes.{' '}
            <a href="/team">Adding a second lead</a> is the better way. You can also switch the rule off for
            yourself. The record shows that, and each act that you do alone.
          </p>
          <ActForm action="/yes/alone/off">
            <Field
              name="words"
              label="Why you decide alone, in your words"
              rows={3}
              {...('words' in form.values && { form })}
            />
            <Button quiet>Switch the rule of two off</Button>
          </ActForm>
        </>
      )}
    </section>
  );
}

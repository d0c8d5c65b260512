import type { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import { ActForm, Button, Choices, ErrorSummary, type FormState } from '../kernel/ui/forms.js';
import { Mark } from '../kernel/ui/marks.js';
import { speak } from '../kernel/language/say.js';
import { Empty } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { isBefore } from '../rollout/calendar.rules.js';
import { spokenDay, spokenMoment } from '../rollout/calendar.words.js';
import { leadPath, pagesOf } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { wayWords } from './help.rules.js';
import type { OpenRequest } from './help-request.queries.js';

export interface HelpDeskProps {
  rollout: Rollout;
  requests: OpenRequest[];
  today: Temporal.PlainDate;
}

/** Who asks for help: what nobody took stands first, the oldest on top. */
export function HelpDeskPage({ rollout, requests, today }: HelpDeskProps): VNode {
  const waiting = requests.filter(({ taken }) => !taken);
  return (
    <Shell title="Who asks for help" within={rollout.name} nav={pagesOf(rollout.id, 'help')}>
      <h1>Who asks for help</h1>
      <p class="answer">{answer(requests.length, waiting.length)}</p>
      {requests.length === 0 && (
        <Empty
          what="Requests will stand here."
          why="People ask on their own page. A helper of their place or language is asked first, else you."
        />
      )}
      {requests.map((request) => (
        <article class="stack" key={request.id}>
          <h2>
            {!request.taken && isBefore(request.promisedOn, today) && <Mark kind="late" />} {request.name}
          </h2>
          <p>{sentences(request, rollout.plan.timeZone)}</p>
          <div class="acts">
            {!request.taken && (
              <ActForm action={`${requestPath(rollout.id, request.id)}/take`} class="bare">
                <Button>I take it</Button>
              </ActForm>
            )}{' '}
            <ActForm action={`${requestPath(rollout.id, request.id)}/done`} class="bare">
              <Button quiet>They are helped</Button>
            </ActForm>{' '}
            <a href={requestPath(rollout.id, request.id)}>Hand it to somebody else</a>
          </div>
        </article>
      ))}
    </Shell>
  );
}

const english = speak('en');

function answer(open: number, waiting: number): string {
  if (open === 0) return 'Nobody waits for help.';
  if (waiting === 0) return `${count(open)} for help, and each has somebody.`;
  return `${count(open)} for help. ${waiting === 1 ? '1 has' : `${waiting} have`} nobody who took it.`;
}

function sentences({ way, askedAt, promisedOn, taken, helper, language }: OpenRequest, zone: string): string {
  return [
    `“${wayWords[way]}.”`,
    `Asked on ${spokenMoment(askedAt, zone)}; we named ${spokenDay(promisedOn)}.`,
    language && `Language: ${english.tongue(language)}.`,
    taken
      ? `${helper ?? 'Somebody'} took it.`
      : helper
        ? `${helper} was asked and has not taken it.`
        : 'Nobody was asked.',
  ]
    .filter(Boolean)
    .join(' ');
}

export interface HandOverProps {
  rollout: Rollout;
  request: OpenRequest;
  leads: { id: string; name: string }[];
  form: FormState;
}

/** Another lead takes it; they are named to who asked. */
export function HandOverPage({ rollout, request, leads, form }: HandOverProps): VNode {
  return (
    <Shell
      title={`Hand over: ${request.name}`}
      within={rollout.name}
      nav={pagesOf(rollout.id, 'help')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>Hand it to somebody else</h1>
      <p class="answer">
        {request.name} asks for help. {sentences(request, rollout.plan.timeZone)}
      </p>
      <ActForm action={`${requestPath(rollout.id, request.id)}/hand-over`}>
        <Choices
          name="accountId"
          legend="Who helps?"
          hint="Agree with them first: the person’s page names them from now on."
          options={leads.map(({ id, name }) => ({ value: id, label: name }))}
          form={form}
        />
        <Button>Hand it over</Button>
      </ActForm>
      <p>
        <a href={leadPath(rollout.id, 'help')}>Back to all requests</a>
      </p>
    </Shell>
  );
}

export const requestPath = (rolloutId: string, id: string): `/${string}` =>
  `${leadPath(rolloutId, 'help')}/${id}`;

const count = (n: number): string => (n === 1 ? '1 person asks' : `${n} people ask`);

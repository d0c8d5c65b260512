import type { VNode } from 'preact';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Details } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { leads, type Role } from './access.rules.js';
import { dayInWords } from './day.words.js';
import { homeNav } from './home-nav.js';
import { roleSeen } from './people.service.js';
import { givenRoles, roleHints, roleWords } from './role.words.js';
import type { Colleague } from './team.queries.js';

export interface TeamProps {
  people: Colleague[];
  me: string;
  /** Whom the person who looks may add. */
  roles: Role[];
  /** Whether mail leaves this house. */
  byMail: boolean;
  form: FormState;
  said?: string | undefined;
}

const outcomes: Record<string, string> = {
  changed: 'It is changed, and on the record.',
  removed: 'They can no longer come in. It is on the record.',
};

const articles = { admin: 'an admin', lead: 'a lead', viewer: 'a reader' };

/** Who works in this community, and adding somebody: four acts need a second lead. */
export function TeamPage({ people, me, roles, byMail, form, said = '' }: TeamProps): VNode {
  const leading = people.filter(({ role }) => leads(role)).length;
  return (
    <Shell title="Who works here" nav={homeNav('/team')} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>Who works here</h1>
      <p class="answer">
        {outcomes[said] ? `${outcomes[said]} ` : ''}
        {leading === 1
          ? 'You lead alone. Four acts need a second lead: it is good to have one from the beginning.'
          : `${leading} people lead.`}
      </p>
      <ul class="rows">
        {people.map((person) => (
          <Person key={person.id} person={person} me={person.id === me} roles={roles} />
        ))}
      </ul>
      <section>
        <h2>Add somebody</h2>
        <ActForm action="/team">
          <Field name="name" label="Their name" form={form} autocomplete="off" />
          <Field
            name="email"
            type="email"
            label="Their e-mail address"
            hint={
              byMail
                ? 'We send the link there. Without it you hand the link over yourself.'
                : 'No mail leaves here: you hand the link over yourself. You can leave this empty.'
            }
            form={form}
            autocomplete="off"
          />
          <Choices
            name="role"
            legend="What may they do?"
            options={givenRoles
              .filter((role) => roles.includes(role))
              .map((role) => ({ value: role, label: roleWords[role], hint: roleHints[role] }))}
            form={form}
          />
          <Button>Add them</Button>
        </ActForm>
      </section>
      <p>
        <a href="/leave">Leave: sign this browser out</a>
      </p>
    </Shell>
  );
}

function Person({ person, me, roles }: { person: Colleague; me: boolean; roles: Role[] }): VNode {
  const { id, name, role, invited } = person;
  return (
    <li>
      <strong>{name}</strong>, {roleWords[role]}
      {me ? ' (you)' : ''}
      {invited && <p class="aside">{standing(invited)}</p>}
      {roles.includes(role) && (
        <>
          {invited && (
            <div class="acts">
              <ActForm action={`/team/${id}/invitation`} class="bare">
                <Button plain>Invite {name} anew</Button>
              </ActForm>
              <Removing person={person} />
            </div>
          )}
          <Details id={`change-${id}`} summary={me ? 'Change what you may do' : `Change ${name}`}>
            <RoleForm person={person} me={me} roles={roles} />
            {!invited && !leads(role) && !me && <LinkForm person={person} />}
            {!invited && !me && <Removing person={person} />}
          </Details>
        </>
      )}
    </li>
  );
}

function RoleForm({ person, me, roles }: { person: Colleague; me: boolean; roles: Role[] }): VNode | null {
  const { id, name, role } = person;
  const others = givenRoles.filter((one) => one !== role && roles.includes(one));
  if (role === 'advocate' || others.length === 0) return null;
  return (
    <ActForm action={`/team/${id}/role`} class="bare stack" seen={roleSeen(person)}>
      {others.map((one) => (
        <p key={one}>
          <Button plain name="role" value={one}>
            Make {me ? 'yourself' : name} {articles[one]}
          </Button>
          <br />
          <span class="hint">{roleHints[one]}</span>
        </p>
      ))}
    </ActForm>
  );
}

/** For who has come, and cannot by mail now. Who leads gets one from the host only. */
function LinkForm({ person: { id, name } }: { person: Colleague }): VNode {
  return (
    <ActForm action={`/team/${id}/invitation`} class="bare">
      <Button plain>Make a link to sign {name} in</Button>
      <br />
      <span class="hint">For when mail does not reach them. It is on the record.</span>
    </ActForm>
  );
}

function Removing({ person: { id, name, invited } }: { person: Colleague }): VNode {
  return (
    <ActForm action={`/team/${id}/remove`} class="bare">
      <Button plain>{invited ? `Withdraw the invitation of ${name}` : `Remove ${name}`}</Button>
    </ActForm>
  );
}

function standing({ until, letter }: NonNullable<Colleague['invited']>): string {
  const link = until ? `The link opens until ${dayInWords(until)}.` : 'The link has ended.';
  const mail = {
    'to send': 'The mail goes out now.',
    sent: 'The mail was accepted.',
    refused: 'The mail was refused: look at the address, or hand the link over.',
  };
  return ['Has not come yet.', letter ? mail[letter] : '', link].filter(Boolean).join(' ');
}

/** Shown once: the link is the key. */
export function WelcomePage(props: {
  name: string;
  link: string;
  mailedTo: string | null;
  /** For how long it opens. */
  within: string;
}): VNode {
  const { name, link, mailedTo, within } = props;
  return (
    <Shell title={`${name} can come in`} nav={homeNav('/team')}>
      <h1>{name} can come in</h1>
      <p class="answer">
        {mailedTo
          ? `We write to ${mailedTo}. The mail has this link, which you may hand over yourself too.`
          : 'Give them this link yourself.'}{' '}
        It opens once, within {within}, and is shown here for ten minutes, to you alone.
      </p>
      <p>
        <code>{link}</code>
      </p>
      <p>If it is lost, or too old: make another one on “Who works here”.</p>
      <p>
        <a href="/team">Back to who works here</a>
      </p>
    </Shell>
  );
}

import type { VNode } from 'preact';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import type { Role } from './access.rules.js';
import { dayInWords } from './day.words.js';
import { homeNav } from './home-nav.js';
import { givenRoles, roleHints, roleWords } from './role.words.js';
import type { Colleague } from './team.queries.js';

export interface TeamProps {
  people: Colleague[];
  me: string;
  /** Whom the person who looks may add. */
  roles: Role[];
  form: FormState;
  said?: string | undefined;
}

const outcomes: Record<string, string> = {
  changed: 'It is changed, and on the record.',
  removed: 'They can no longer come in. It is on the record.',
};

const articles = { admin: 'an admin', lead: 'a lead', viewer: 'a reader' };

/** Who works in this community, and adding somebody: four acts need a second lead. */
export function TeamPage({ people, me, roles, form, said = '' }: TeamProps): VNode {
  const leads = people.filter(({ role }) => role === 'lead' || role === 'admin').length;
  return (
    <Shell title="Who works here" nav={homeNav('/team')} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>Who works here</h1>
      <p class="answer">
        {outcomes[said] ? `${outcomes[said]} ` : ''}
        {leads === 1
          ? 'You lead alone. Four acts need a second lead: it is good to have one from the beginning.'
          : `${leads} people lead.`}
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
            hint="We send the link there. Without it you hand the link over yourself."
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
  const may = roles.includes(role);
  const others = givenRoles.filter((one) => one !== role && roles.includes(one));
  return (
    <li>
      <strong>{name}</strong>, {roleWords[role]}
      {me ? ' (you)' : ''}
      {invited && <p class="aside">{standing(invited)}</p>}
      {may && (
        <div class="acts">
          {invited && (
            <ActForm action={`/team/${id}/invitation`} class="bare">
              <Button quiet>Invite {name} anew</Button>
            </ActForm>
          )}
          {role !== 'advocate' &&
            others.map((one) => (
              <ActForm action={`/team/${id}/role`} class="bare" key={one}>
                <Button quiet name="role" value={one}>
                  Make {me ? 'yourself' : name} {articles[one]}
                </Button>
              </ActForm>
            ))}
          {!me && (
            <ActForm action={`/team/${id}/remove`} class="bare">
              <Button quiet>{invited ? `Withdraw the invitation of ${name}` : `Remove ${name}`}</Button>
            </ActForm>
          )}
        </div>
      )}
    </li>
  );
}

function standing({ until, letter }: NonNullable<Colleague['invited']>): string {
  const link = until
    ? `The link opens until ${dayInWords(until.toZonedDateTimeISO('UTC').toPlainDate())}.`
    : 'The link has ended.';
  const mail = {
    'to send': 'The mail goes out now.',
    sent: 'The mail was accepted.',
    refused: 'The mail was refused: look at the address, or hand the link over.',
  };
  return ['Has not come yet.', letter ? mail[letter] : '', link].filter(Boolean).join(' ');
}

/** Shown once: the link is the key. */
export function WelcomePage(props: { name: string; link: string; mailedTo: string | null }): VNode {
  const { name, link, mailedTo } = props;
  return (
    <Shell title={`${name} can come in`} nav={homeNav('/team')}>
      <h1>{name} can come in</h1>
      <p class="answer">
        {mailedTo
          ? `We write to ${mailedTo}. The mail has this link, which you may hand over yourself too.`
          : 'Give them this link yourself.'}{' '}
        It opens once, within 7 days, and is shown only now.
      </p>
      <p>
        <code>{link}</code>
      </p>
      <p>If it is lost, or a week has passed: invite them anew on “Who works here”.</p>
      <p>
        <a href="/team">Back to who works here</a>
      </p>
    </Shell>
  );
}

import type { VNode } from 'preact';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import type { Role } from './access.rules.js';
import { homeNav } from './home-nav.js';
import { givenRoles, roleHints, roleWords } from './role.words.js';

export interface Colleague {
  id: string;
  name: string;
  role: Role;
}

export interface TeamProps {
  people: Colleague[];
  me: string;
  /** Whom the person who looks may add. */
  roles: Role[];
  form: FormState;
}

/** Who works in this community, and adding somebody: four acts need a second lead. */
export function TeamPage({ people, me, roles, form }: TeamProps): VNode {
  const leads = people.filter(({ role }) => role === 'lead' || role === 'admin').length;
  return (
    <Shell title="Who works here" nav={homeNav('/team')} problem={form.reasons.length > 0}>
      <ErrorSummary form={form} />
      <h1>Who works here</h1>
      <p class="answer">
        {leads === 1
          ? 'You lead alone. Four acts need a second lead: it is good to have one from the beginning.'
          : `${leads} people lead.`}
      </p>
      <ul class="rows">
        {people.map(({ id, name, role }) => (
          <li key={id}>
            <strong>{name}</strong>, {roleWords[role]}
            {id === me ? ' (you)' : ''}{' '}
            {id !== me && roles.includes(role) && (
              <ActForm action={`/team/${id}/remove`} class="bare">
                <Button quiet>Remove {name}</Button>
              </ActForm>
            )}
          </li>
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
            hint="For what needs them. You may leave it empty."
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

/** Shown once: the link is the key. */
export function WelcomePage({ name, link }: { name: string; link: string }): VNode {
  return (
    <Shell title={`${name} can come in`} nav={homeNav('/team')}>
      <h1>{name} can come in</h1>
      <p class="answer">Give them this link yourself. It opens once, within 7 days, and is shown only now.</p>
      <p>
        <code>{link}</code>
      </p>
      <p>
        If it is lost, whoever hosts this page can make another one: <code>changeover sign-in-link</code>.
      </p>
      <p>
        <a href="/team">Back to who works here</a>
      </p>
    </Shell>
  );
}

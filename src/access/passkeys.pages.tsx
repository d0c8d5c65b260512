import type { VNode } from 'preact';
import { ActForm, Button, Field } from '../kernel/ui/forms.js';
import { dayThere } from './community-day.js';
import { dayInWords } from './day.words.js';
import type { Passkey } from './passkey.entity.js';
import { Wanted } from './wanted.js';

/** Hidden until the script has seen that this browser can do it. */
export function PasskeyDoor({ to }: { to: string | undefined }): VNode {
  return (
    <ActForm action="/sign-in/passkey" byScript="enter">
      <Wanted to={to} />
      <p role="alert" />
      <Button quiet>Sign in with a passkey</Button>
    </ActForm>
  );
}

export function PasskeysPart(props: { passkeys: Passkey[]; timeZone: string; work: boolean }): VNode {
  const { passkeys, timeZone, work } = props;
  return (
    <section>
      <h2>Passkeys</h2>
      <p>
        A passkey lets you in with your phone’s or computer’s own lock. No mail is needed, and no password.
      </p>
      {passkeys.length > 0 && (
        <ul class="rows">
          {passkeys.map(({ id, name, createdAt, lastUsedOn }) => (
            <li key={id}>
              <strong>{name}</strong>
              <br />
              Added on {dayThere(createdAt, timeZone)},{' '}
              {lastUsedOn ? `last used on ${dayInWords(lastUsedOn)}` : 'never used'}.{' '}
              <div class="acts">
                <ActForm action={`/account/passkeys/${id}/remove`} class="bare">
                  <Button plain>Remove {name}</Button>
                </ActForm>
              </div>
            </li>
          ))}
        </ul>
      )}
      {work ? (
        <>
          <p data-passkey-without>
            Here none can be added: this browser knows no passkeys, or runs no script.
          </p>
          <ActForm action="/account/passkeys" byScript="add">
            <Field name="name" label="What do you call this device?" autocomplete="off" />
            <p role="alert" />
            <Button quiet>Add a passkey</Button>
          </ActForm>
        </>
      ) : (
        <p>Browsers make none for this page: its address does not begin with https, or has no name.</p>
      )}
    </section>
  );
}

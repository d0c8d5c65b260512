import type { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Details } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { may, type Role } from './access.rules.js';
import { dayThere } from './community-day.js';
import { dayInWords } from './day.words.js';
import { homeNav, readerNav } from './home-nav.js';
import type { OwnAccount } from './own-account.service.js';
import type { Passkey } from './passkey.entity.js';
import { PasskeysPart } from './passkeys.pages.js';
import { roleHints, roleWords } from './role.words.js';
import { scopes, scopeWords, tokenDays, type Scope } from './scope.rules.js';
import { SESSION_DAYS } from './session-cookie.js';

export interface AccountProps {
  it: OwnAccount;
  /** A new address that waits for its owner's yes. */
  waiting: string | null;
  /** Whether mail leaves this house. */
  byMail: boolean;
  passkeys: Passkey[];
  /** When the token ends that opened this sign-in, if one did. */
  endsWithToken: Temporal.Instant | null;
  /** The script for passkeys, where browsers make some. */
  script: string | undefined;
  form: FormState;
  said?: string | undefined;
}

const navFor = (role: Role) => (may(role, ['lead']) ? homeNav('/account') : readerNav('/account'));

/** What was done, in the first line. */
const outcomes: Record<string, string> = {
  asked: 'We have written to the new address. It counts once you press the button in that mail.',
  confirmed: 'Your new address counts from now on.',
  ended: 'That browser is signed out.',
  'others-ended': 'Every other browser is signed out.',
  passkey: 'Your passkey opens the door from now on.',
  'passkey-removed': 'That passkey opens nothing any more.',
  revoked: 'That token opens nothing any more.',
};

export function AccountPage(props: AccountProps): VNode {
  const { it, waiting, byMail, passkeys, endsWithToken, script, form, said = '' } = props;
  return (
    <Shell title="My account" nav={navFor(it.role)} problem={form.reasons.length > 0} script={script}>
      <ErrorSummary form={form} />
      <h1>My account</h1>
      <p class="answer">{outcomes[said] ?? `You are ${it.name}. Your role is ${roleWords[it.role]}.`}</p>
      <p>{roleHints[it.role]}</p>
      {endsWithToken && (
        <p class="note">
          A token opened this sign-in. It ends with the token, on {dayThere(endsWithToken, it.timeZone)} at
          the latest. To add a passkey or to change your address, sign in by mail.
        </p>
      )}
      <Address email={it.email} waiting={waiting} byMail={byMail} form={form} />
      <PasskeysPart passkeys={passkeys} timeZone={it.timeZone} work={script !== undefined} />
      <Sessions {...it} />
      <Tokens it={it} form={form} />
      <p>
        <a href="/leave">Leave: sign this browser out</a>
      </p>
    </Shell>
  );
}

function Address(props: Pick<AccountProps, 'waiting' | 'byMail' | 'form'> & { email: string | null }): VNode {
  const { email, waiting, byMail, form } = props;
  if (!byMail)
    return (
      <section>
        <h2>E-mail</h2>
        <p>
          {email ? `Your address here is ${email}.` : 'We have no address of yours.'} No mail leaves here, so
          nothing is written to it. A new one cannot be asked either.
        </p>
      </section>
    );
  return (
    <section>
      <h2>E-mail</h2>
      <p>
        {email
          ? `We write to you at ${email}, and you sign in with it.`
          : 'We have no address of yours. With one you can sign in by mail.'}
      </p>
      {waiting && <p>We have asked at {waiting} whether it is yours. Open that mail and press its button.</p>}
      <ActForm action="/account/email">
        <Field name="email" type="email" label="New e-mail address" autocomplete="email" form={form} />
        <Button quiet>Write to this address</Button>
      </ActForm>
    </section>
  );
}

function Sessions({ sessions, timeZone }: Pick<OwnAccount, 'sessions' | 'timeZone'>): VNode {
  return (
    <section>
      <h2>Where you are signed in</h2>
      <p>
        {sessions.length === 1 ? 'In one browser.' : `In ${sessions.length} browsers.`} Each ends by itself{' '}
        {SESSION_DAYS} days after it began.
      </p>
      <ul class="rows">
        {sessions.map(({ id, browser, here, createdAt, lastUsedOn }) => (
          <li key={id}>
            <strong>{browser ?? 'A browser'}</strong>
            {here ? ' (this one)' : ''}
            <br />
            Signed in on {dayThere(createdAt, timeZone)}
            {lastUsedOn && `, last used on ${dayInWords(lastUsedOn)}`}.{' '}
            {!here && (
              <div class="acts">
                <ActForm action={`/account/sessions/${id}/end`} class="bare">
                  <Button plain>Sign it out</Button>
                </ActForm>
              </div>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <ActForm action="/account/sessions/others/end" class="bare">
          <Button quiet>Sign out all others</Button>
        </ActForm>
      )}
      <p class="hint">
        Of each we keep a rough name, when it began and the day of its last use. No address in the net.
      </p>
    </section>
  );
}

function Tokens({ it: { tokens, role, timeZone }, form }: { it: OwnAccount; form: FormState }): VNode {
  const offered = scopes.filter((scope) => scope !== 'numbers' || may(role, ['viewer']));
  return (
    <section>
      <h2>Tokens for programs</h2>
      <p>
        {tokens.length === 0
          ? 'No program acts for you. A token lets one use the API as you, or read only.'
          : 'A program that has one of these acts for you.'}
      </p>
      {tokens.length > 0 && (
        <ul class="rows">
          {tokens.map(({ id, label, scope, createdAt, expiresAt, lastUsedOn }) => (
            <li key={id}>
              <strong>{label}</strong>: {scopeWords[scope].label}
              <br />
              Made on {dayThere(createdAt, timeZone)},{' '}
              {lastUsedOn ? `last used on ${dayInWords(lastUsedOn)}` : 'never used'}, ends on{' '}
              {dayThere(expiresAt, timeZone)}.{' '}
              <div class="acts">
                <ActForm action={`/account/tokens/${id}/revoke`} class="bare">
                  <Button plain>Revoke “{label}”</Button>
                </ActForm>
              </div>
            </li>
          ))}
        </ul>
      )}
      <Details id="new-token" summary="A new token" open={'label' in form.values || 'scope' in form.values}>
        <ActForm action="/account/tokens">
          <Field
            name="label"
            label="What is it for?"
            hint="So that you know it again."
            form={form}
            autocomplete="off"
          />
          <Choices
            name="scope"
            legend="What may it do?"
            options={offered.map((value) => ({ value, ...scopeWords[value] }))}
            form={form}
          />
          <Choices
            name="days"
            legend="How long does it last?"
            options={tokenDays.map((days) => ({ value: String(days), label: lasting(days) }))}
            form={form}
          />
          <Button quiet>Make a token</Button>
        </ActForm>
      </Details>
    </section>
  );
}

const lasting = (days: number): string => (days === 365 ? 'A year' : `${days} days`);

/** Shown once: whoever has the token acts for its owner. */
export function TokenPage(props: {
  label: string;
  scope: Scope;
  token: string;
  expiresAt: Temporal.Instant;
  timeZone: string;
  role: Role;
}): VNode {
  const { label, scope, token, expiresAt, timeZone, role } = props;
  return (
    <Shell title="Your token" nav={navFor(role)}>
      <h1>Your token for “{label}”</h1>
      <p class="answer">Copy it now. It is shown here for ten minutes, to you alone; then we keep no copy.</p>
      <p>
        <code>{token}</code>
      </p>
      <p>
        {scopeWords[scope].label}. {scopeWords[scope].hint} It ends on {dayThere(expiresAt, timeZone)}.
      </p>
      <p>
        A program sends it so: <code>Authorization: Bearer …</code>. What it can ask for stands at{' '}
        <a href="/api/openapi.json">/api/openapi.json</a>.
      </p>
      <p>
        <a href="/account">Back to my account</a>
      </p>
    </Shell>
  );
}

export function NewAddressPage({ token, address }: { token: string; address: string }): VNode {
  return (
    <Shell title="Your new address" narrow>
      <h1>Your new address</h1>
      <p class="answer">Press the button, and we write to {address} from now on.</p>
      <ActForm action={`/account/address/${token}`}>
        <Button>Use this address</Button>
      </ActForm>
      <p>If this is not yours, close this page. Then nothing changes.</p>
    </Shell>
  );
}

export function NewAddressSetPage({ address }: { address: string }): VNode {
  return (
    <Shell title="It counts" narrow>
      <h1>It counts</h1>
      <p class="answer">We write to {address} from now on, and you sign in with it.</p>
      <p>
        <a href="/account">My account</a>
      </p>
    </Shell>
  );
}

export function NewAddressGonePage(): VNode {
  return (
    <Shell title="This link no longer opens" narrow>
      <h1>This link no longer opens</h1>
      <p class="answer">It was used, has ended, or another address was asked for since.</p>
      <p>
        <a href="/account">Look at my account</a>
      </p>
    </Shell>
  );
}

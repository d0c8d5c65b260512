import { Injectable } from '@nestjs/common';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Config } from '../kernel/config.js';
import { Refusal } from '../kernel/refusal.js';
import { dayOfAccount } from './community-day.js';
import { hashOf } from './access.rules.js';
import { AccountLetters } from './account-letters.js';
import type { Actor } from './actor.js';
import { Audit } from './audit.js';
import { passkeyHome, type PasskeyHome } from './passkey-home.rules.js';
import { Passkey } from './passkey.entity.js';

const CHALLENGE_MINUTES = 5;

/** Read when the first passkey comes: many installations never see one. */
const webauthn = () => import('@simplewebauthn/server');

/** Devices that open the door: added by their owner, asked without a name being typed. */
@Injectable()
export class Passkeys {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: Config,
    private readonly audit: Audit,
    private readonly letters: AccountLetters,
    private readonly clock: Clock,
  ) {}

  /** False where browsers make none. */
  get work(): boolean {
    return passkeyHome(this.config.baseUrl) !== undefined;
  }

  list({ accountId }: Pick<Actor, 'accountId'>): Promise<Passkey[]> {
    return this.dataSource.manager.find(Passkey, {
      where: { accountId },
      order: { createdAt: 'DESC', id: 'ASC' },
    });
  }

  /** What a browser needs to make one. */
  async optionsToAdd(by: Actor): Promise<object> {
    const { accountId, communityId, name } = by;
    mayAdd(by);
    const home = this.home();
    const { generateRegistrationOptions } = await webauthn();
    const [{ community }] = await this.dataSource.query<[{ community: string }]>(
      'select name as community from community where id = $1',
      [communityId],
    );
    const options = await generateRegistrationOptions({
      ...{ rpName: 'Changeover', rpID: home.rpId, userID: handleOf(accountId) },
      // A device that knows two communities shows both.
      ...{ userName: `${name} (${community})`, userDisplayName: name, attestationType: 'none' },
      excludeCredentials: (await this.list({ accountId })).map(({ credentialId: id }) => ({ id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
      timeout: CHALLENGE_MINUTES * 60_000,
    });
    await this.remember(options.challenge, accountId);
    return options;
  }

  /** @throws Refusal for an answer that is forged, too late, from another site, or given twice */
  async add(by: Actor, name: string, response: RegistrationResponseJSON): Promise<void> {
    mayAdd(by);
    const home = this.home();
    const challenge = await this.take(response.response.clientDataJSON, by.accountId);
    const { verifyRegistrationResponse } = await webauthn();
    const said = await verifyRegistrationResponse({
      ...{ response, expectedChallenge: challenge, expectedOrigin: home.origin, expectedRPID: home.rpId },
      requireUserVerification: false,
    }).catch(unfit);
    if (!said.verified) return unfit();
    const { id: credentialId, publicKey, counter, transports = [] } = said.registrationInfo.credential;
    const createdAt = this.clock.now();
    await this.dataSource.transaction(async (tx) => {
      if (await tx.existsBy(Passkey, { credentialId }))
        throw new Refusal('conflict', 'This passkey is here already.');
      const { id } = await tx.save(
        tx.create(Passkey, {
          ...{ accountId: by.accountId, credentialId, publicKey: Buffer.from(publicKey), transports, name },
          ...{ counter: String(counter), createdAt, lastUsedOn: null },
        }),
      );
      await this.letters.tell(tx, by.communityId, [by.accountId], { kind: 'way-in-made' });
      await this.audit.note(tx, { ...deed(by, 'passkey.added'), subject: id, at: createdAt });
    });
  }

  async remove(by: Actor, id: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const { affected } = await tx.delete(Passkey, { id, accountId: by.accountId });
      if (affected === 0)
        throw new Refusal('not-found', 'You have no such passkey. It may be removed already.');
      await this.audit.note(tx, { ...deed(by, 'passkey.removed'), subject: id, at: this.clock.now() });
    });
  }

  /** What a browser needs to ask for one: no name, so the device shows whom it knows. */
  async optionsToEnter(): Promise<object> {
    const home = this.home();
    const { generateAuthenticationOptions } = await webauthn();
    const options = await generateAuthenticationOptions({
      ...{ rpID: home.rpId, userVerification: 'preferred', timeout: CHALLENGE_MINUTES * 60_000 },
    });
    await this.remember(options.challenge, null);
    return options;
  }

  /** Whose passkey answered. @throws Refusal, in the same words whatever did not fit */
  async enter(response: AuthenticationResponseJSON): Promise<string> {
    const home = this.home();
    const challenge = await this.take(response.response.clientDataJSON, null);
    const { verifyAuthenticationResponse } = await webauthn();
    return this.dataSource.transaction(async (tx) => {
      const passkey = await tx.findOne(Passkey, {
        where: { credentialId: response.id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!passkey) return unfit();
      const { accountId, credentialId: id, counter } = passkey;
      const { userHandle } = response.response;
      if (userHandle !== undefined && userHandle !== Buffer.from(handleOf(accountId)).toString('base64url'))
        return unfit();
      const said = await verifyAuthenticationResponse({
        ...{ response, expectedChallenge: challenge, expectedOrigin: home.origin, expectedRPID: home.rpId },
        credential: { id, publicKey: new Uint8Array(passkey.publicKey), counter: Number(counter) },
        requireUserVerification: false,
      }).catch(unfit);
      const [here] = await tx.query<unknown[]>('select 1 from account where id = $1 and left_at is null', [
        accountId,
      ]);
      if (!said.verified || !here) return unfit();
      const lastUsedOn = await dayOfAccount(tx, accountId, this.clock.now());
      await tx.update(Passkey, passkey.id, {
        ...{ counter: String(said.authenticationInfo.newCounter), lastUsedOn },
      });
      return accountId;
    });
  }

  private async remember(challenge: string, accountId: string | null): Promise<void> {
    await this.dataSource.query(
      'insert into passkey_challenge (hash, account_id, expires_at) values ($1, $2, $3)',
      [hashOf(challenge), accountId, this.now({ minutes: CHALLENGE_MINUTES }).toString()],
    );
  }

  /** The challenge that was signed, if it is one of ours for this purpose. It is used up, whatever comes of it. */
  private async take(clientDataJSON: string, accountId: string | null): Promise<string> {
    const challenge = challengeIn(clientDataJSON);
    const [found] = await this.dataSource.query<[unknown[], number]>(
      `delete from passkey_challenge where hash = $1 and account_id is not distinct from $2 and expires_at > $3
        returning 1`,
      [hashOf(challenge), accountId, this.now().toString()],
    );
    if (found.length === 0) throw new Refusal('gone', 'That took too long, or was sent twice. Begin again.');
    return challenge;
  }

  private home(): PasskeyHome {
    const home = passkeyHome(this.config.baseUrl);
    if (!home) throw new Refusal('conflict', 'Passkeys need an address that begins with https.');
    return home;
  }

  private now(later: Temporal.DurationLikeObject = { minutes: 0 }): Temporal.Instant {
    return this.clock.now().add(later);
  }
}

/** A passkey has no end: whoever came in by a token would stay when it is revoked. */
function mayAdd({ token }: Actor): void {
  if (token) throw new Refusal('forbidden', 'A token opened this sign-in. Sign in by mail to add a passkey.');
}

const deed = ({ communityId, accountId: actor }: Actor, what: string) => ({ communityId, actor, what });

const handleOf = (accountId: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(accountId);

function challengeIn(clientDataJSON: string): string {
  try {
    const said = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as { challenge?: unknown };
    return typeof said.challenge === 'string' ? said.challenge : '';
  } catch {
    return '';
  }
}

function unfit(): never {
  throw new Refusal('forbidden', 'This passkey does not open here. Use another one, or a link by mail.');
}

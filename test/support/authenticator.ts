import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
const text = (word: string): Buffer => Buffer.concat([Buffer.of(0x60 + word.length), Buffer.from(word)]);
const bytes = (data: Buffer): Buffer =>
  Buffer.concat([Buffer.of(0x59, data.length >> 8, data.length & 255), data]);

/** A device that holds one passkey, made of software: it signs what it is told, also what no browser would. */
export class Authenticator {
  readonly id = randomBytes(16);
  private readonly secret: KeyObject;
  private readonly key: { x: Buffer; y: Buffer };
  /** Whom the passkey is for, as it was told. */
  userHandle = '';
  /** How often it has signed. */
  counter = 0;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.secret = privateKey;
    this.key = { x: Buffer.from(x, 'base64url'), y: Buffer.from(y, 'base64url') };
  }

  /** Answers options to add a passkey, as the browser at `origin` passes it on. */
  register(
    options: { challenge: string; rp: { id?: string }; user: { id: string } },
    origin: string,
  ): RegistrationResponseJSON {
    this.userHandle = options.user.id;
    const { x, y } = this.key;
    const cose = [Buffer.from('a5010203262001215820', 'hex'), x, Buffer.from('225820', 'hex'), y];
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.of(0, this.id.length), this.id, ...cose]);
    const authData = Buffer.concat([this.flags(options.rp.id ?? '', 0x45), credential]);
    const attested = [
      text('fmt'),
      text('none'),
      text('attStmt'),
      Buffer.of(0xa0),
      text('authData'),
      bytes(authData),
    ];
    return {
      ...this.envelope(),
      response: {
        clientDataJSON: clientData('webauthn.create', options.challenge, origin).toString('base64url'),
        attestationObject: Buffer.concat([Buffer.of(0xa3), ...attested]).toString('base64url'),
        transports: ['internal'],
      },
    };
  }

  /** Answers options to enter. */
  enter(
    { challenge, rpId = '' }: { challenge: string; rpId?: string },
    origin: string,
  ): AuthenticationResponseJSON {
    const authData = this.flags(rpId, 0x05);
    const client = clientData('webauthn.get', challenge, origin);
    const signature = sign('sha256', Buffer.concat([authData, sha256(client)]), this.secret);
    return {
      ...this.envelope(),
      response: {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: this.userHandle,
      },
    };
  }

  private envelope() {
    const id = this.id.toString('base64url');
    return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} };
  }

  private flags(rpId: string, flags: number): Buffer {
    this.counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.counter);
    return Buffer.concat([sha256(rpId), Buffer.of(flags), count]);
  }
}

const clientData = (type: string, challenge: string, origin: string): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

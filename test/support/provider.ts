import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

interface Asked {
  clientId: string;
  nonce: string;
  challenge: string;
  redirect: string;
}

/** An OpenID provider whose people are signed in there already: it asks nothing and answers at once. */
export class Provider {
  /** What it says of whoever comes. */
  says: Record<string, unknown> = {};
  /** Whether the address stands in its first answer. */
  tells: 'at once' | 'when asked' = 'at once';
  /** It sends people back without saying who they are. */
  refuses = false;
  /** How often somebody asked it for a token. */
  tokens = 0;
  readonly clientId = 'changeover';
  readonly secret = 'kept between the two';
  private readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly asked = new Map<string, Asked>();
  private readonly server = http.createServer((request, response) => void this.answer(request, response));

  static async open(port = 0): Promise<Provider> {
    const provider = new Provider();
    await new Promise<void>((resolve) => provider.server.listen(port, '127.0.0.1', resolve));
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = new URL(request.url!, this.issuer);
    const json = (body: unknown, status = 200): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (url.pathname === '/.well-known/openid-configuration') return json(this.configuration());
    if (url.pathname === '/keys') return json({ keys: [this.keys.publicKey.export({ format: 'jwk' })] });
    if (url.pathname === '/authorize') {
      response.writeHead(302, { location: this.sendBack(url.searchParams) }).end();
      return undefined;
    }
    if (url.pathname === '/userinfo') return json({ sub: '17', ...this.says });
    const form = new URLSearchParams(await text(request));
    this.tokens += 1;
    const right = `Basic ${Buffer.from(`${this.clientId}:${encodeURIComponent(this.secret).replaceAll('%20', '+')}`).toString('base64')}`;
    const asked = this.asked.get(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    this.asked.delete(form.get('code') ?? '');
    if (request.headers.authorization !== right) return json({ error: 'invalid_client' }, 401);
    if (!asked || asked.challenge !== challenge || asked.redirect !== form.get('redirect_uri'))
      return json({ error: 'invalid_grant' }, 400);
    return json({ access_token: 'unused', token_type: 'Bearer', id_token: this.idToken(asked) });
  }

  private configuration(): Record<string, unknown> {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      userinfo_endpoint: `${this.issuer}/userinfo`,
      token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
      jwks_uri: `${this.issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }

  private sendBack(query: URLSearchParams): string {
    const back = new URL(query.get('redirect_uri')!);
    back.searchParams.set('state', query.get('state')!);
    if (this.refuses) {
      back.searchParams.set('error', 'access_denied');
      return back.href;
    }
    const code = randomBytes(8).toString('hex');
    this.asked.set(code, {
      clientId: query.get('client_id')!,
      nonce: query.get('nonce')!,
      challenge: query.get('code_challenge')!,
      redirect: query.get('redirect_uri')!,
    });
    back.searchParams.set('code', code);
    return back.href;
  }

  private idToken({ clientId, nonce }: Asked): string {
    const now = Math.floor(Date.now() / 1000);
    const head = b64({ alg: 'RS256' });
    const claims = {
      iss: this.issuer,
      aud: clientId,
      sub: '17',
      nonce,
      iat: now,
      exp: now + 300,
      ...this.says,
    };
    const body = `${head}.${b64(claims)}`;
    const signature = createSign('RSA-SHA256').update(body).sign(this.keys.privateKey).toString('base64url');
    return `${body}.${signature}`;
  }
}

import { Injectable, Logger } from '@nestjs/common';
import type { ClientAuth, Configuration } from 'openid-client';
import { z } from 'zod';
import { Config } from '../kernel/config.js';
import { wantedPath } from '../kernel/http/wanted-path.rules.js';
import { describeError } from '../kernel/log.js';

const WAIT_SECONDS = 10;

/** What the host names to the provider as the way back. */
const BACK = '/sign-in/openid/back';

const Kept = z.object({
  ...{ state: z.string(), nonce: z.string(), verifier: z.string() },
  to: z.string().optional().transform(wantedPath),
});

/** What the browser keeps while its person is with the provider, so that nobody else's answer is taken for theirs. */
export type Errand = z.infer<typeof Kept>;

export const writeErrand = (errand: Errand): string =>
  Buffer.from(JSON.stringify(errand)).toString('base64url');

/** Undefined for what we did not write. */
export function readErrand(text: string | undefined): Errand | undefined {
  try {
    return Kept.parse(JSON.parse(Buffer.from(text ?? '', 'base64url').toString()));
  } catch {
    return undefined;
  }
}

interface Begun {
  url: `https://${string}` | `http://${string}`;
  errand: Errand;
}

/** How a sign-in elsewhere ended. */
export type Outcome = { is: 'known'; address: string } | { is: 'refused' | 'unchecked' | 'wrong' | 'away' };

/** Signing in with an account elsewhere, where the host has such a place: OpenID Connect, code flow with PKCE. */
@Injectable()
export class OpenId {
  private readonly logger = new Logger('openid');
  private found: Promise<Configuration> | undefined;

  constructor(private readonly config: Config) {}

  /** As people know the provider; undefined where the host has none. */
  get name(): string | undefined {
    return this.config.provider?.name;
  }

  /** Where to send the browser, and what it has to bring back; undefined while the provider does not answer. */
  async begin(to: Errand['to']): Promise<Begun | undefined> {
    const client = await library();
    try {
      const provider = await this.discovered();
      const errand = {
        ...{ state: client.randomState(), nonce: client.randomNonce() },
        ...{ verifier: client.randomPKCECodeVerifier(), to },
      };
      const url = client.buildAuthorizationUrl(provider, {
        ...{ scope: 'openid email', redirect_uri: this.config.baseUrl + BACK },
        ...{ state: errand.state, nonce: errand.nonce, code_challenge_method: 'S256' },
        code_challenge: await client.calculatePKCECodeChallenge(errand.verifier),
      });
      return { url: url.href as Begun['url'], errand };
    } catch (error) {
      this.tell(error);
      return undefined;
    }
  }

  /**
   * Asks the provider who it was. Only an address that the provider has checked itself says who somebody is here.
   * @param query what the browser brought back, with its question mark
   */
  async finish(query: string, { state, nonce, verifier }: Errand): Promise<Outcome> {
    const client = await library();
    const here = new URL(this.config.baseUrl + BACK + query);
    try {
      const provider = await this.discovered();
      const tokens = await client.authorizationCodeGrant(provider, here, {
        ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier },
        idTokenExpected: true,
      });
      const token = tokens.claims()!;
      // Many say the address only when they are asked for it.
      const said =
        token.email === undefined && provider.serverMetadata().userinfo_endpoint
          ? await client.fetchUserInfo(provider, tokens.access_token, token.sub)
          : token;
      if (said.email_verified === true && typeof said.email === 'string')
        return { is: 'known', address: said.email };
      const lacks = said.email === undefined ? 'no email' : 'no email_verified: true';
      this.logger.warn(`signing in elsewhere failed: the provider says ${lacks}`);
      return { is: 'unchecked' };
    } catch (error) {
      if (error instanceof client.AuthorizationResponseError) return { is: 'refused' };
      this.tell(error);
      // It did answer: with an error of its own, or with what is not meant for us.
      const answered = error instanceof client.ResponseBodyError || error instanceof client.ClientError;
      return { is: answered && error.code !== 'OAUTH_TIMEOUT' ? 'wrong' : 'away' };
    }
  }

  /** Found when it is first wanted; a provider that does not answer is asked again the next time. */
  private discovered(): Promise<Configuration> {
    this.found ??= this.discover().catch((error: unknown) => {
      this.found = undefined;
      throw error;
    });
    return this.found;
  }

  private async discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = this.config.provider!;
    const client = await library();
    const [basic, post] = [client.ClientSecretBasic(clientSecret), client.ClientSecretPost(clientSecret)];
    // What a provider has to know of a client, unless it says that it does not.
    const withSecret: ClientAuth = (server, ...rest) => {
      const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
      return (ways.includes('client_secret_basic') ? basic : post)(server, ...rest);
    };
    const url = new URL(issuer);
    return client.discovery(url, clientId, undefined, clientSecret ? withSecret : client.None(), {
      timeout: WAIT_SECONDS,
      // The configuration takes such an issuer on this machine only.
      execute: url.protocol === 'http:' ? [client.allowInsecureRequests] : [],
    });
  }

  /** What a provider answers may hold a name or a token: the host reads the codes of the failure alone. */
  private tell(error: unknown): void {
    this.logger.warn(`signing in elsewhere failed: ${[describeError(error), ...codesOf(error)].join(', ')}`);
  }
}

/** Of the failure, of what caused it, and what the provider calls it: `invalid_client`. */
function codesOf(error: unknown): string[] {
  const { error: called, cause } = error as { error?: unknown; cause?: { code?: unknown } };
  return [called, cause?.code].filter(
    (code): code is string => typeof code === 'string' && /^\w{1,60}$/.test(code),
  );
}

/** Loaded when somebody first wants it: most houses have no provider. */
const library = (): Promise<typeof import('openid-client')> => import('openid-client');

import path from 'node:path';
import type { z } from 'zod';
import { Environment, type TrustProxy } from './environment.js';
import { StartError } from './start-error.js';

export type Role = 'all' | 'web' | 'worker';
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';

interface Settings {
  port: number;
  host: string;
  baseUrl?: string | undefined;
  dataDir: string;
  databaseUrl?: string | undefined;
  redisUrl?: string | undefined;
  smtpUrl?: string | undefined;
  mailFrom: string;
  bounceAddress?: string | undefined;
  bounceImapUrl?: string | undefined;
  bounceHookSecret?: string | undefined;
  mailRate?: number | undefined;
  mailDomainRate?: number | undefined;
  dkim?: Dkim | undefined;
  provider?: OpenIdProvider | undefined;
  trustProxy?: TrustProxy | undefined;
  role: Role;
  logLevel: LogLevel;
  designPages?: boolean | undefined;
  ticking?: boolean;
}

/** With which key our domain signs its mail. */
export interface Dkim {
  selector: string;
  /** Of a private key, in PEM. */
  keyFile: string;
}

/** Where people of this house sign in already (OpenID Connect). */
export interface OpenIdProvider {
  issuer: string;
  clientId: string;
  /** Absent: a public client, which proves itself by PKCE alone. */
  clientSecret: string | undefined;
  /** As people know it, for example "the union's account". */
  name: string;
}

/** What the host decided, read once. A class, so that it can be injected by its type. */
export class Config {
  readonly port: number;
  readonly host: string;
  /** The public address of this installation, without a slash at its end. */
  baseUrl: string;
  /** Holds the embedded database and the keys. */
  readonly dataDir: string;
  /** Absent: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Absent: jobs live in PostgreSQL. */
  readonly redisUrl: string | undefined;
  /** Absent: the mailbox channel keeps and shows every message. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Absent: what comes back goes to `mailFrom`. */
  readonly bounceAddress: string | undefined;
  /** Where mail that came back is read; absent: nowhere. */
  readonly bounceImapUrl: string | undefined;
  /** By which a mail server may hand over what came back; absent: none may. */
  readonly bounceHookSecret: string | undefined;
  /** Messages a minute: in all, where our server minds, and to one receiving domain. Null: no limit. */
  readonly mailRate: number | null;
  readonly mailDomainRate: number;
  /** Absent: our mail server signs, or nobody does. */
  readonly dkim: Dkim | undefined;
  /** Absent: nobody signs in elsewhere. */
  readonly provider: OpenIdProvider | undefined;
  /** Absent: nobody's. Whoever is connected to us is the visitor, whatever a header says. */
  readonly trustProxy: TrustProxy | undefined;
  readonly role: Role;
  readonly logLevel: LogLevel;
  /** False in tests and in the demo, which call the periodic work themselves. */
  readonly ticking: boolean;
  /** Whoever works on the product sees every component at `/design`. */
  readonly designPages: boolean;
  /** BASE_URL is set; else the address is one of this machine alone. */
  readonly addressIsGiven: boolean;

  constructor(settings: Settings) {
    this.port = settings.port;
    this.host = settings.host;
    this.baseUrl = settings.baseUrl ?? `http://localhost:${settings.port}`;
    this.addressIsGiven = settings.baseUrl !== undefined;
    this.dataDir = path.resolve(settings.dataDir);
    this.databaseUrl = settings.databaseUrl;
    this.redisUrl = settings.redisUrl;
    this.smtpUrl = settings.smtpUrl;
    this.mailFrom = settings.mailFrom;
    this.bounceAddress = settings.bounceAddress;
    this.bounceImapUrl = settings.bounceImapUrl;
    this.bounceHookSecret = settings.bounceHookSecret;
    this.mailRate = settings.mailRate ?? null;
    this.mailDomainRate = settings.mailDomainRate ?? 600;
    this.dkim = settings.dkim;
    this.provider = settings.provider;
    this.trustProxy = settings.trustProxy;
    this.role = settings.role;
    this.logLevel = settings.logLevel;
    this.designPages = settings.designPages ?? false;
    this.ticking = settings.ticking ?? true;
  }

  get servesWeb(): boolean {
    return this.role !== 'worker';
  }

  /** What a browser keeps for us then never travels in the open. */
  get overHttps(): boolean {
    return this.baseUrl.startsWith('https:');
  }

  get runsWorkers(): boolean {
    return this.role !== 'web';
  }

  /** With `PORT=0` the port is known only once the server listens. */
  listeningOn(port: number): void {
    if (!this.addressIsGiven) this.baseUrl = `http://localhost:${port}`;
  }
}

/** Every mistake in the environment at once. */
export class ConfigError extends StartError {
  override readonly name = 'ConfigError';

  constructor(readonly problems: string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
  }
}

/** The variables that the program reads; `.env.example` explains each. */
export const variables = Object.keys(Environment.shape);

/**
 * Reads the environment once. An empty variable counts as absent, unknown ones are ignored.
 * @throws ConfigError that names every variable that is wrong, and what to do.
 */
export function loadConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    variables.filter((name) => env[name]?.trim()).map((name) => [name, env[name]?.trim()]),
  );
  const parsed = Environment.safeParse(given);
  const problems = parsed.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) ?? [];
  if ((given['ROLE'] === 'web' || given['ROLE'] === 'worker') && !given['DATABASE_URL'])
    problems.push(
      `DATABASE_URL is needed with ROLE=${given['ROLE']}: the embedded database serves one process only. ` +
        'Give the address of a PostgreSQL that both roles reach, or leave ROLE out.',
    );
  if (given['SMTP_URL'] && !given['MAIL_FROM'])
    problems.push(
      'MAIL_FROM is needed with SMTP_URL: mail servers refuse a sender that does not exist. ' +
        'Give one that your server accepts, for example Changeover <move@example.org>.',
    );
  if (Boolean(given['DKIM_SELECTOR']) !== Boolean(given['DKIM_KEY_FILE']))
    problems.push('DKIM_SELECTOR and DKIM_KEY_FILE belong together: give both, or leave both out.');
  if (given['OIDC_CLIENT_ID'] ? !given['OIDC_ISSUER'] : given['OIDC_ISSUER'])
    problems.push('OIDC_ISSUER and OIDC_CLIENT_ID belong together: give both, or leave both out.');
  if (madeUp(given['SMTP_URL'], given['MAIL_FROM']))
    problems.push(
      `MAIL_FROM ${given['MAIL_FROM']} is nobody's: real servers refuse it, and answers go nowhere. ` +
        'Give a sender of your own.',
    );
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const read = parsed.data;
  return new Config({
    port: read.PORT,
    host: read.HOST,
    baseUrl: read.BASE_URL,
    dataDir: read.DATA_DIR,
    databaseUrl: read.DATABASE_URL,
    redisUrl: read.REDIS_URL,
    smtpUrl: read.SMTP_URL,
    mailFrom: read.MAIL_FROM,
    bounceAddress: read.BOUNCE_ADDRESS,
    bounceImapUrl: read.BOUNCE_IMAP_URL,
    bounceHookSecret: read.BOUNCE_HOOK_SECRET,
    mailRate: read.MAIL_RATE,
    mailDomainRate: read.MAIL_DOMAIN_RATE,
    dkim:
      read.DKIM_SELECTOR && read.DKIM_KEY_FILE
        ? { selector: read.DKIM_SELECTOR, keyFile: read.DKIM_KEY_FILE }
        : undefined,
    provider: providerOf(read),
    trustProxy: read.TRUST_PROXY,
    role: read.ROLE,
    logLevel: read.LOG_LEVEL,
    designPages: read.DESIGN_PAGES === 'on',
  });
}

function providerOf(read: z.infer<typeof Environment>): OpenIdProvider | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = read;
  if (issuer === undefined || clientId === undefined) return undefined;
  return { issuer, clientId, clientSecret, name: read.OIDC_NAME ?? new URL(issuer).hostname };
}

/** A sender from an example, at a server that may reach real people. A mail catcher beside us takes anything. */
function madeUp(smtpUrl: string | undefined, mailFrom: string | undefined): boolean {
  if (!smtpUrl || !mailFrom || !/@example\.(org|com|net)>?$/.test(mailFrom)) return false;
  const host = URL.canParse(smtpUrl) ? new URL(smtpUrl).hostname : '';
  return !['mail', 'localhost', '127.0.0.1', '[::1]'].includes(host);
}

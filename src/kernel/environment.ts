import net from 'node:net';
import { z } from 'zod';

/** Whose word about a visitor's address counts: so many proxies before us, or these addresses and networks. */
export type TrustProxy = number | string[];

const url = (protocols: string[], example: string) =>
  z.string().refine(
    // `postgres://user@/name?host=/folder` leads to a Unix socket: no host, which URL does not like.
    (text) => {
      const whole = text.replace('@/', '@socket/');
      return URL.canParse(whole) && protocols.includes(new URL(whole).protocol);
    },
    `must be an address like ${example}`,
  );

const network = (text: string): boolean => {
  const [address = '', bits, more] = text.split('/');
  const version = net.isIP(address);
  const wide = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
  return version !== 0 && wide && more === undefined;
};

/** "1", or "10.0.0.2, fd00::/8". */
const proxies = z
  .string()
  .transform((text): TrustProxy =>
    /^\d+$/.test(text) ? Number(text) : text.split(',').map((part) => part.trim()),
  )
  .refine(
    (trusted) => (typeof trusted === 'number' ? trusted > 0 && trusted < 10 : trusted.every(network)),
    'must be how many proxies stand before this program, 1 to 9, or their addresses: 10.0.0.2, fd00::/8',
  );

/** With none, nothing would ever be sent. */
function countsConnections(text: string): boolean {
  const asked = URL.canParse(text) ? new URL(text).searchParams.get('maxConnections') : null;
  return asked === null || /^[1-9]\d?$/.test(asked);
}

/** What is said of somebody without https, anybody on the way could have said; on this machine nobody is on the way. */
function safeIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname));
}

const rate = z
  .string()
  .regex(/^[1-9]\d{0,6}$/, 'must be how many messages a minute, for example 60')
  .transform(Number);

/** What each variable may hold, and its words where it does not fit. */
export const Environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number, for example 3000')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number below 65536, for example 3000')
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  BASE_URL: url(['http:', 'https:'], 'https://changeover.example.org')
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/changeover').optional(),
  REDIS_URL: url(['redis:', 'rediss:'], 'redis://host:6379').optional(),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtp://user:password@host:587')
    .refine(countsConnections, 'asks for maxConnections, which must be a number from 1 to 99')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>$|^[^<>@\s]+@[^<>@\s]+$/, {
      message: 'must be a sender like "Changeover <move@example.org>"',
    })
    .default('Changeover <changeover@localhost>'),
  // A token of 41 characters goes between its name and the @, and a name has at most 64.
  BOUNCE_ADDRESS: z
    .string()
    .regex(
      /^[^<>@\s+]{1,23}@[^<>@\s]+$/,
      'must be an address like bounce@example.org, with at most 23 characters before the @ and no +',
    )
    .optional(),
  BOUNCE_IMAP_URL: url(['imap:', 'imaps:'], 'imaps://user:password@mail.example.org/INBOX').optional(),
  BOUNCE_HOOK_SECRET: z.string().min(20, 'must be 20 characters or more that nobody guesses').optional(),
  MAIL_RATE: rate.optional(),
  MAIL_DOMAIN_RATE: rate.optional(),
  DKIM_SELECTOR: z
    .string()
    .regex(/^[\w.-]+$/, 'must be a name like 2026-11')
    .optional(),
  DKIM_KEY_FILE: z.string().optional(),
  OIDC_ISSUER: z.string().refine(safeIssuer, 'must be an address like https://id.example.org').optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(40, 'must be at most 40 characters: it stands on a button').optional(),
  TRUST_PROXY: proxies.optional(),
  ROLE: z.enum(['all', 'web', 'worker'], 'must be all, web or worker').default('all'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], {
      message: 'must be fatal, error, warn, info, debug or silent',
    })
    .default('info'),
  DESIGN_PAGES: z.enum(['on', 'off'], 'must be on or off').default('off'),
});

import fs from 'node:fs';
import path from 'node:path';
import { ConfigError, loadConfig, variables } from './config.js';

const example = fs.readFileSync(path.resolve(import.meta.dirname, '../../.env.example'), 'utf8');

function problems(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('needs nothing', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      baseUrl: 'http://localhost:3000',
      addressIsGiven: false,
      dataDir: path.resolve('.data'),
      databaseUrl: undefined,
      redisUrl: undefined,
      smtpUrl: undefined,
      mailFrom: 'Changeover <changeover@localhost>',
      trustProxy: undefined,
      role: 'all',
      logLevel: 'info',
      ticking: true,
    });
    expect([config.servesWeb, config.runsWorkers]).toEqual([true, true]);
  });

  it('takes what is given, trims it, and ignores what is empty or unknown', () => {
    const config = loadConfig({
      PORT: ' 8080 ',
      BASE_URL: 'https://move.example.org//',
      DATABASE_URL: 'postgres://changeover@/x?host=/run/postgresql',
      REDIS_URL: '',
      SMTP_URL: '  ',
      ROLE: 'worker',
      HOME: '/root',
    });
    expect(config).toMatchObject({ port: 8080, baseUrl: 'https://move.example.org', role: 'worker' });
    expect([config.redisUrl, config.smtpUrl, config.servesWeb]).toEqual([undefined, undefined, false]);
  });

  it('names every mistake at once, with the variable and what to do', () => {
    const found = problems({
      PORT: '99999',
      BASE_URL: 'changeover.example.org',
      REDIS_URL: 'http://redis',
      SMTP_URL: 'mail.example.org:25',
      MAIL_FROM: 'me',
      ROLE: 'web',
      LOG_LEVEL: 'loud',
    });
    expect(found).toEqual([
      'PORT must be a port number below 65536, for example 3000',
      'BASE_URL must be an address like https://changeover.example.org',
      'REDIS_URL must be an address like redis://host:6379',
      'SMTP_URL must be an address like smtp://user:password@host:587',
      'MAIL_FROM must be a sender like "Changeover <move@example.org>"',
      'LOG_LEVEL must be fatal, error, warn, info, debug or silent',
      expect.stringMatching(/^DATABASE_URL is needed with ROLE=web: .*leave ROLE out\.$/),
    ]);
  });

  it.each([
    ['PORT', '-1'],
    ['PORT', '80a'],
    ['ROLE', 'both'],
    ['DATABASE_URL', 'mysql://db/x'],
    ['MAIL_FROM', 'A\nBcc: b@example.org <a@example.org>'],
    ['BASE_URL', 'javascript:alert(1)'],
    ['BOUNCE_ADDRESS', 'back+here@example.org'],
    ['BOUNCE_ADDRESS', 'a-name-of-24-characters-@example.org'],
    ['BOUNCE_IMAP_URL', 'https://mail.example.org'],
    ['BOUNCE_HOOK_SECRET', 'guess'],
  ])('refuses %s=%s', (name, value) => {
    expect(problems({ [name]: value })).toEqual([expect.stringMatching(`^${name} must be`)]);
  });

  it.each([
    ['1', 1],
    ['9', 9],
    ['127.0.0.1', ['127.0.0.1']],
    ['10.0.0.0/8, fd00::/8 ,::1', ['10.0.0.0/8', 'fd00::/8', '::1']],
  ])('trusts the proxies of TRUST_PROXY=%s', (given, trusted) => {
    expect(loadConfig({ TRUST_PROXY: given }).trustProxy).toEqual(trusted);
  });

  it.each([
    '0',
    '10',
    '-1',
    'yes',
    'true',
    '10.0.0.0/33',
    '10.0.0.0/',
    '::1/129',
    '10.0.0.1/8/8',
    '1,',
    '1.2.3',
  ])('refuses TRUST_PROXY=%s: it would let anybody name their own address, or nobody', (given) => {
    expect(problems({ TRUST_PROXY: given })).toEqual([
      expect.stringMatching(/^TRUST_PROXY must be how many/),
    ]);
  });

  it('with a mail server needs a sender: that server refuses one that does not exist', () => {
    const SMTP_URL = 'smtp://mail.example.org:587';
    expect(problems({ SMTP_URL })).toEqual([
      expect.stringMatching(/^MAIL_FROM is needed with SMTP_URL: .*example/),
    ]);
    expect(problems({ SMTP_URL, MAIL_FROM: 'move@hill-gardens.test' })).toEqual([]);
    const connections = (asked: string): string[] =>
      problems({ SMTP_URL: `${SMTP_URL}?maxConnections=${asked}`, MAIL_FROM: 'move@hill-gardens.test' });
    expect(connections('3')).toEqual([]);
    for (const asked of ['0', '', 'many'])
      expect(connections(asked)).toEqual([
        expect.stringContaining('maxConnections, which must be a number from 1'),
      ]);
  });

  it('refuses the sender of an example at a real server, and lets a mail catcher have it', () => {
    const MAIL_FROM = 'Changeover <changeover@example.org>';
    expect(problems({ SMTP_URL: 'smtp://mail.hill-gardens.test:587', MAIL_FROM })).toEqual([
      expect.stringMatching(/is nobody's/),
    ]);
    for (const host of ['mail:1025', 'localhost:1025', '127.0.0.1:2525'])
      expect(problems({ SMTP_URL: `smtp://${host}`, MAIL_FROM })).toEqual([]);
  });

  it('takes an OpenID provider whole, and one without https on this machine only', () => {
    const given = { OIDC_ISSUER: 'https://id.hill.example/realms/hill', OIDC_CLIENT_ID: 'changeover' };
    expect(loadConfig(given).provider).toEqual({
      ...{ issuer: given.OIDC_ISSUER, clientId: 'changeover', clientSecret: undefined },
      name: 'id.hill.example',
    });
    expect(loadConfig({ ...given, OIDC_NAME: 'the union' }).provider!.name).toBe('the union');
    expect(loadConfig({ ...given, OIDC_ISSUER: 'http://localhost:8080' }).provider).toBeDefined();
    for (const OIDC_ISSUER of ['http://id.hill.example', 'id.hill.example', 'ftp://localhost'])
      expect(problems({ ...given, OIDC_ISSUER })).toEqual([
        'OIDC_ISSUER must be an address like https://id.example.org',
      ]);
    for (const half of [{ OIDC_ISSUER: given.OIDC_ISSUER }, { OIDC_CLIENT_ID: 'changeover' }])
      expect(problems(half)).toEqual([expect.stringMatching(/belong together/)]);
  });

  it('never repeats a value in an error: it may hold a password', () => {
    expect(
      problems({ DATABASE_URL: 'mysql://u:secret@db/x', SMTP_URL: 'secret', TRUST_PROXY: 'secret' }).join(),
    ).not.toContain('secret');
  });

  it('with PORT=0 learns its address once the server listens, unless one was given', () => {
    const open = loadConfig({ PORT: '0' });
    open.listeningOn(4321);
    expect(open.baseUrl).toBe('http://localhost:4321');
    const given = loadConfig({ PORT: '0', BASE_URL: 'https://a.example' });
    given.listeningOn(4321);
    expect(given.baseUrl).toBe('https://a.example');
  });
});

describe('.env.example', () => {
  const lines = [...example.matchAll(/^# ([A-Z_]+)=(.*)$/gm)].map(
    ([, name, value]) => [name!, value!] as const,
  );

  it('shows every variable once and no other', () => {
    expect(lines.map(([name]) => name).toSorted()).toEqual(variables.toSorted());
  });

  it('shows values that can be used as they are', () => {
    expect(problems(Object.fromEntries(lines))).toEqual([]);
  });

  it('shows the defaults', () => {
    const defaults = loadConfig({});
    const expected = new Map([
      ['PORT', String(defaults.port)],
      ['HOST', defaults.host],
      ['DATA_DIR', path.relative('.', defaults.dataDir)],
      ['MAIL_FROM', defaults.mailFrom],
      ['ROLE', defaults.role],
      ['LOG_LEVEL', defaults.logLevel],
    ]);
    expect(new Map(lines.filter(([name]) => expected.has(name)))).toEqual(expected);
  });
});

import { jest } from '@jest/globals';
import { Accounts } from '../../src/access/accounts.js';
import type { Role } from '../../src/access/access.rules.js';
import { SESSION_COOKIE } from '../../src/access/session-cookie.js';
import { SignIn } from '../../src/access/sign-in.js';
import { Csrf, CSRF_FIELD } from '../../src/kernel/http/csrf.js';
import { Client } from '../../src/demo/client.js';
import { Jobs } from '../../src/kernel/jobs/jobs.js';
import { SetupLink } from '../../src/setup/setup-link.js';
import { Street } from './street.js';
import { tentatively } from './tentatively.js';

/** Of a table: who comes in, and where: `GET POST /places/:id`. */
export type Table = Partial<Record<Gate, string[]>>;

export type Gate = 'everybody' | 'whoever holds the link' | 'signed in' | 'viewer' | 'lead' | 'admin';

/** Somebody before a door: with what their browser and their program send along. */
export interface Visitor {
  who: Role | 'stranger';
  accountId: string;
  cookie: string;
  /** Fits into every form of theirs. */
  form: string;
  token: string;
}

export interface Answer {
  status: number;
  text: string;
  headers: Headers;
}

const unknownLink = 'AAAAAAAAAAAAAAAAAAAAAA';
const withBody = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Whoever asks with ids of their own account. */
const theirs = `(select id from account where name = 'Somebody who is admin')`;

const toTell = `select id from delivery where state = 'to tell'
                 order by (select display_name from member where member.id = member_id)`;

/** Which of our rows stands where a path asks for an `:id`; the first that fits counts. Each time the same. */
const idsBelow: [RegExp, string][] = [
  [/\/objections$/, 'select id from objection'],
  [/\/requests$|\/help$|\/help-requests$/, 'select id from help_request'],
  [/\/help-hours$|\/office-hours$/, 'select id from office_hour'],
  [/\/findings$/, 'select id from finding'],
  [/\/guides$/, 'select id from guide order by slug'],
  [/\/seeding$/, 'select id from seeding_item'],
  [/\/imports$|\/files$/, 'select id from import_file'],
  [/\/to-tell$/, toTell],
  [/^\/team$|\/v1\/people$/, `select id from account where name = 'Tom'`],
  [/\/v1\/members$/, 'select id from member order by display_name'],
  [/\/yes$/, 'select id from yes_request'],
  [/^\/shown$/, 'select id from shown_page'],
  [/\/sessions$/, `select id from session where account_id = ${theirs}`],
  [/\/tokens$/, `select id from api_token where account_id = ${theirs}`],
  [/\/passkeys$/, `select id from passkey where account_id = ${theirs}`],
  [/\/places$/, 'select id from place order by name desc'],
  [/./, 'select id from participation where advocate'],
];

const idsNamed: Record<string, string> = {
  rolloutId: 'select id from rollout',
  memberId: 'select id from member order by display_name',
  placeId: 'select id from place order by name desc',
  participationId: 'select id from participation order by advocate desc',
  noticeId: 'select id from notice order by created_at, key desc',
  deliveryId: toTell,
  postId: `select p.id from post p join notice n on n.id = p.notice_id join place on place.id = place_id
            order by n.key, place.name`,
  requestId: 'select id from join_request',
  roundId: 'select id from survey_round',
  messageId: 'select id from mailbox_message',
  code: 'select code as id from join_code where replaced_at is null',
  // One that is posted too stands in every form.
  notice: `select key as id from notice n where purpose <> 'team' and key not like '% %'
            order by exists (select from post where notice_id = n.id) desc, key`,
  key: `select key as id from occurrence where state = 'planned' order by key`,
  guide: 'select slug as id from guide order by slug',
};
const words: Record<string, string> = {
  ...{ phase: 'pilot', play: 'pilot.survey', survey: 'pilot', purpose: 'survey', task: 'post' },
  ...{ screen: '1', number: '1', file: 'adoption.csv', page: 'stopped', kind: 'findings' },
};

/** Garden Street in its launch, with somebody of each role, and beside it another community with a lead. */
export class AccessWorld {
  private constructor(
    readonly street: Street,
    /** Of Garden Street; the last one comes from nowhere. */
    readonly visitors: Visitor[],
    /** Leads the other community. */
    readonly neighbour: Visitor,
    /** Of somebody on Garden Street who helps nobody. */
    readonly memberLink: string,
    /** All ids that there were before the other community came. */
    private readonly ours: Set<string>,
  ) {}

  static async found(): Promise<AccessWorld> {
    const street = await Street.found();
    await street.launch();
    await street.oneOfEach();
    await whatWaits(street);
    const [ours] = await street.town.rows<{ id: string }>('select id from community');
    const stranger: Visitor = { who: 'stranger', accountId: '', cookie: '', form: '', token: '' };
    const visitors = [stranger];
    for (const who of ['admin', 'lead', 'advocate', 'viewer', 'operator'] as const)
      visitors.push(await somebody(street, ours!.id, who));
    const link = (await street.town.ownPage('Gül Aksoy')).split('/').at(-1)!;
    const ids = new Set((await rowsOfAll(street)).flatMap(idsIn));
    return new AccessWorld(street, visitors, await nextDoor(street), link, ids);
  }

  /** The path with ids of Garden Street's own in it, or with ids that never were. */
  async path(pattern: string, ids: 'ours' | 'none', link = unknownLink): Promise<string> {
    const parts = pattern.split('/').map(async (part, i, all) => {
      const name = /^:(\w+)$/.exec(part)?.[1];
      if (!name) return part;
      if (name === 'token') return link;
      if (all[i - 1] === 'who') return 'plan';
      if (name in words) return words[name]!;
      const sql = idsNamed[name] ?? idsBelow.find(([below]) => below.test(all.slice(0, i).join('/')))![1];
      const [row] = ids === 'ours' ? await this.rowsOf(sql) : [];
      return encodeURIComponent(row?.id ?? noneOf(name));
    });
    return (await Promise.all(parts)).join('/');
  }

  private rowsOf(sql: string): Promise<{ id: string }[]> {
    return this.street.town.rows<{ id: string }>(`${sql} limit 1`);
  }

  /** An act sends nothing but what proves who sends it: a page's form its own token, a program its own. */
  async ask(method: string, path: string, as: Visitor, sent?: unknown, more = {}): Promise<Answer> {
    const program = path.startsWith('/api');
    const headers: Record<string, string> = program
      ? {
          authorization: `Bearer ${as.token}`,
          'content-type': typeof sent === 'string' ? 'text/csv' : 'application/json',
        }
      : { cookie: as.cookie, 'content-type': 'application/x-www-form-urlencoded' };
    const body = program
      ? typeof sent === 'string'
        ? sent
        : JSON.stringify(sent ?? {})
      : formWith(sent, as.form);
    const ended = new AbortController();
    const answer = await fetch(this.street.town.url + path, {
      ...{ method, headers: { ...headers, ...more }, redirect: 'manual', signal: ended.signal },
      ...(withBody.has(method) && { body }),
    });
    const streams = answer.headers.get('content-type')?.startsWith('text/event-stream');
    const text = streams ? '' : await answer.text();
    if (streams) ended.abort();
    return { status: answer.status, text, headers: answer.headers };
  }

  /** The same person, signed in anew. */
  async again(visitor: Visitor): Promise<Visitor> {
    if (!visitor.accountId) return visitor;
    return Object.assign(visitor, await signedIn(this.street, visitor.accountId, visitor.who as Role));
  }

  /** What all tables hold; of sign-ins only how they stand to others is left out. */
  async everything(): Promise<string[]> {
    const sums = (await tablesOf(this.street)).map(
      ({ name }) =>
        `select '${name} ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '') as sum
           from "${name}" t`,
    );
    const found = await this.street.town.rows<{ sum: string }>(sums.join(' union all '));
    return found.map(({ sum }) => sum);
  }

  /** Every row that is ours, or names something of ours. */
  async ofOurs(): Promise<string[]> {
    const rows = await rowsOfAll(this.street);
    return rows.filter((row) => idsIn(row).some((id) => this.ours.has(id)));
  }

  /** The other community begins a move too, also from a place to another. */
  async moveNextDoor(): Promise<string> {
    const client = new Client(this.street.town.url, this.neighbour.token);
    const place = (name: string): Promise<{ id: string }> =>
      client.post('/places', { name, platform: 'Signal' });
    const [from, to] = [await place('The chat'), await place('The forum')];
    const { id } = await client.post<{ id: string }>('/rollouts', {
      ...{ name: 'To the forum', startsOn: '2026-02-05', timeZone: 'Europe/Berlin', preset: 'small' },
      ...{ from: [from.id], to: [to.id] },
    });
    await client.post(`/rollouts/${id}/start`);
    return id;
  }

  /** Does something and takes it back; meanwhile nothing is done in the background. */
  async tentatively<T>(act: () => Promise<T>): Promise<T> {
    const { app } = this.street.town;
    const jobs = app.get(Jobs);
    await jobs.idle();
    const ring = jest.spyOn(jobs, 'ringAll').mockResolvedValue();
    try {
      return await tentatively(app.dataSource, act);
    } finally {
      ring.mockRestore();
    }
  }

  close(): Promise<void> {
    return this.street.close();
  }
}

function formWith(sent: unknown, form: string): string {
  const fields = new URLSearchParams(sent instanceof URLSearchParams ? sent : {});
  fields.set(CSRF_FIELD, form);
  return fields.toString();
}

const tablesOf = ({ town }: Street): Promise<{ name: string }[]> =>
  town.rows(
    `select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'
        and table_name not in ('session', 'api_token', 'attempt', 'attempt_salt')
      order by 1`,
  );

async function rowsOfAll(street: Street): Promise<string[]> {
  const all = (await tablesOf(street)).map(
    ({ name }) => `select '${name} ' || t::text as row from "${name}" t`,
  );
  return (await street.town.rows<{ row: string }>(all.join(' union all '))).map(({ row }) => row);
}

const idsIn = (text: string): string[] => text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];

const noneOf = (name: string): string =>
  ['code', 'key', 'guide'].includes(name) ? 'none-of-ours' : '00000000-0000-4000-8000-000000000000';

/** What waits for a lead's word. */
async function whatWaits({ rosa, base, town }: Street): Promise<void> {
  await rosa.upload('/imports', 'text/csv', Buffer.from('Name,E-Mail\nVera Roth,vera@hill.example\n'));
  await rosa.post('/yes/roster', { reason: 'The yearly meeting' });
  const { code } = await rosa.post<{ code: string }>(`${base}/join-codes`, {});
  await fetch(`${town.url}/j/${code}`, {
    ...{ method: 'POST', redirect: 'manual' },
    body: new URLSearchParams({ name: 'Mina Kovacs', how: 'here' }),
  });
}

async function somebody(street: Street, communityId: string, who: Role): Promise<Visitor> {
  const { app } = street.town;
  const account = await app.dataSource.transaction((tx) =>
    app.get(Accounts).create(tx, { communityId, name: `Somebody who is ${who}`, role: who }),
  );
  return signedIn(street, account.id, who);
}

async function signedIn({ town: { app } }: Street, accountId: string, who: Role): Promise<Visitor> {
  const secret = await app.get(SignIn).enterAs(accountId);
  const { sessionId } = await app.get(SignIn).bySession(secret);
  const token = await app.dataSource.transaction((tx) =>
    app.get(Accounts).issueToken(tx, accountId, 'test', app.clock.now().add({ hours: 24 })),
  );
  return {
    who,
    accountId,
    cookie: `${SESSION_COOKIE}=${secret}`,
    form: app.get(Csrf).token(sessionId),
    token,
  };
}

async function nextDoor(street: Street): Promise<Visitor> {
  const { app, url } = street.town;
  const token = await app.dataSource.transaction((tx) => app.get(SetupLink).fresh(tx));
  const { accountId } = await new Client(url).post<{ accountId: string }>('/set-up', {
    token,
    community: {
      ...{ name: 'Hill Road', timeZone: 'Europe/Berlin', language: 'en', care: 'open' },
      responsible: { name: 'Olga', contact: 'the door' },
    },
    person: { name: 'Olga' },
  });
  return signedIn(street, accountId, 'admin');
}

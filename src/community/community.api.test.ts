import { Readable } from 'node:stream';
import { Temporal } from 'temporal-polyfill';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { AccessModule } from '../access/access.module.js';
import { Accounts } from '../access/accounts.js';
import { CommunityModule } from './community.module.js';
import { CommunityService } from './community.service.js';

let running: TestApp;
let token: string;

beforeAll(async () => {
  running = await startTestApp({ modules: [AccessModule, CommunityModule] });
});
afterAll(() => running.close());
beforeEach(async () => {
  token = await leadOf('Garden Street');
});

const leadOf = (name: string): Promise<string> =>
  running.dataSource.transaction(async (tx) => {
    const responsible = { name: 'Ines', contact: 'door 4' };
    const { id } = await running
      .get(CommunityService)
      .create(tx, { name, timeZone: 'Europe/Berlin', responsible });
    const lead = await running.get(Accounts).create(tx, { communityId: id, name: 'Lea', role: 'lead' });
    return running
      .get(Accounts)
      .issueToken(tx, lead.id, 'test', Temporal.Instant.from('2026-06-01T00:00:00Z'));
  });

interface Answer {
  status: number;
  body: Record<string, unknown> & { id: string };
}

async function call(
  method: string,
  path: string,
  body?: unknown,
  type = 'application/json',
): Promise<Answer> {
  const answer = await fetch(`${running.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': type }) },
    ...(body !== undefined && {
      body: (type === 'application/json' ? JSON.stringify(body) : body) as string,
    }),
    ...(body instanceof ReadableStream && { duplex: 'half' }),
  });
  const text = await answer.text();
  const json = answer.headers.get('content-type')?.includes('json');
  return { status: answer.status, body: (json ? JSON.parse(text) : { text }) as Answer['body'] };
}

const names = async (query = ''): Promise<string[]> => {
  const { body } = await call('GET', `/members${query}`);
  return (body['members'] as { displayName: string }[]).map(({ displayName }) => displayName);
};

const found = async (wanted: object): Promise<string[]> => {
  const { body } = await call('POST', '/members/search', wanted);
  return (body['members'] as { displayName: string }[]).map(({ displayName }) => displayName);
};

describe('a roster over HTTP', () => {
  it('goes from a file through the dry run and its corrections to members', async () => {
    const place = await call('POST', '/places', {
      name: 'Stairs',
      platform: 'whatsapp',
      headCount: { people: 80, on: '2026-01-02' },
    });
    expect(place.status).toBe(201);
    const csv = 'Name;E-Mail;Zuletzt gesehen\nAna;ana@x.example;02.01.2026\nBo;bo@;\nIda;ana@x.example;\n';
    const sent = await call('POST', `/imports?place=${place.body.id}`, csv, 'text/csv');
    expect(sent).toMatchObject({
      status: 201,
      body: {
        state: 'ready',
        rows: 3,
        counts: { create: 1, 'likely-duplicate': 1, bad: 1 },
        layout: { separator: ';' },
      },
    });
    expect(await names()).toEqual([]);
    const rows = await call('GET', `/imports/${sent.body.id}/rows`);
    expect(rows.body['rows']).toMatchObject([
      { row: 3, verdict: 'bad', reasons: [{ field: 'E-Mail' }] },
      { row: 4, verdict: 'likely-duplicate', name: 'Ida', otherRow: 2 },
    ]);
    const bad = await call('GET', `/imports/${sent.body.id}/bad-rows.csv`);
    expect(bad.body['text']).toContain('Bo,bo@,,3,E-Mail: ');
    expect((await call('POST', `/imports/${sent.body.id}/confirm`)).body['state']).toBe('confirmed');
    expect(await names()).toEqual(['Ana', 'Ida']);
    const again = (bad.body['text'] as string).replace('bo@', 'bo@x.example');
    const second = await call('POST', `/imports?place=${place.body.id}`, again, 'text/csv');
    await call('POST', `/imports/${second.body.id}/confirm`);
    expect(await names()).toEqual(['Ana', 'Bo', 'Ida']);
    expect(await found({ email: 'ANA@x.example' })).toEqual(['Ana', 'Ida']);
    expect(await found({ name: 'b' })).toEqual(['Bo']);
    expect((await call('GET', '/members?email=ana%40x.example')).status).toBe(422);
    expect(await names('?name=b')).toEqual(['Bo']);
  });

  it('is streamed: a file larger than the limit of other bodies is read', async () => {
    const lines = Array.from({ length: 40 }, (_, part) =>
      Array.from({ length: 1_000 }, (__, at) => `Person ${part}-${at},p${part}-${at}@x.example\n`).join(''),
    );
    const body = Readable.toWeb(Readable.from(['Name,E-mail\n', ...lines]));
    const { body: report } = await call('POST', '/imports', body, 'text/csv');
    expect(report).toMatchObject({ state: 'ready', rows: 40_000, counts: { create: 40_000, bad: 0 } });
    expect((await call('DELETE', `/imports/${report.id}`)).status).toBe(204);
  });

  it('asks for a mapping, and takes it beside the file or before it comes again', async () => {
    const csv = 'Wer,Wo\nAna,Hof\nBo,Garten\n';
    const first = await call('POST', '/imports', csv, 'text/csv');
    expect(first.body).toMatchObject({ state: 'mapping', rows: 0 });
    expect((await call('POST', `/imports/${first.body.id}/confirm`)).status).toBe(409);
    await call('POST', `/imports/${first.body.id}/mapping`, { columns: { name: 'Wer' } });
    // What is no list is refused, and the import still waits for its file.
    for (const none of ['', '\x89PNG\r\n\x1a\n\0'])
      expect((await call('PUT', `/imports/${first.body.id}/file`, none, 'text/csv')).status).toBe(422);
    const again = await call('PUT', `/imports/${first.body.id}/file`, csv, 'text/csv');
    expect(again.body).toMatchObject({ state: 'ready', counts: { create: 2 } });
    const mapping = encodeURIComponent(JSON.stringify({ columns: { name: 'Wo', familyName: 'Nix' } }));
    const wrong = await call('POST', `/imports?mapping=${mapping}`, csv, 'text/csv');
    expect(wrong.status).toBe(422);
    expect(wrong.body['reasons']).toMatchObject([{ field: 'columns.familyName' }]);
  });

  it('is walled: another community sees neither people nor imports', async () => {
    const { body } = await call('POST', '/imports', 'Name\nAna\n', 'text/csv');
    await call('POST', '/members', { displayName: 'Bo' });
    token = await leadOf('Elsewhere');
    expect(await names()).toEqual([]);
    expect((await call('GET', `/imports/${body.id}`)).status).toBe(404);
    expect((await call('POST', `/imports/${body.id}/confirm`)).status).toBe(404);
    expect((await call('GET', '/imports')).body['imports']).toEqual([]);
  });

  it('pages in the order of names', async () => {
    await call('POST', '/members/names', { names: 'Cem\nana\nBo\nÉva\n' });
    const first = await call('GET', '/members?limit=2');
    expect(
      (first.body['members'] as { displayName: string }[]).map(({ displayName }) => displayName),
    ).toEqual(['ana', 'Bo']);
    expect(await names(`?limit=2&after=${String(first.body['next'])}`)).toEqual(['Cem', 'Éva']);
  });
});

describe('people one by one', () => {
  it('are refused with all reasons, and nobody is added', async () => {
    const { status, body } = await call('POST', '/members', {
      displayName: '+49 170 1234567',
      email: 'nowhere',
    });
    expect(status).toBe(422);
    expect((body['reasons'] as { field: string }[]).map(({ field }) => field)).toEqual([
      'displayName',
      'email',
    ]);
    expect(await names()).toEqual([]);
  });

  it('are joined and separated by a lead’s hand', async () => {
    const kept = await call('POST', '/members', { displayName: 'Jon', language: 'en' });
    const second = await call('POST', '/members', {
      displayName: 'Jonathan',
      email: 'jon@x.example',
      lastSeenOn: '2026-01-02',
    });
    await call('POST', `/members/${second.body.id}/gone`, { why: 'duplicate', of: kept.body.id });
    const roster = await call('GET', '/members');
    expect(roster.body['members']).toMatchObject([
      { displayName: 'Jon', language: 'en', lastSeenOn: '2026-01-02', hasEmail: true, gone: null },
      { displayName: 'Jonathan', gone: 'duplicate', duplicateOf: kept.body.id },
    ]);
    expect((await call('POST', `/members/${second.body.id}/separate`)).status).toBe(200);
    expect((await call('POST', `/members/${second.body.id}/separate`)).status).toBe(409);
  });
});

describe('pasted names', () => {
  it('become members once, however often they are pasted, and show who may be the same', async () => {
    const place = await call('POST', '/places', { name: 'Stairs', platform: 'whatsapp' });
    await call('POST', '/members', { displayName: 'Bo', email: 'bo@x.example' });
    const list = { placeId: place.body.id, names: ' Ana \r\n- Bo\n\n~\u202fCem\nAna\n' };
    const { body } = await call('POST', '/members/names', list);
    expect(body['created']).toHaveLength(4);
    expect(body['likelyDuplicates']).toMatchObject([{ line: 2, name: 'Bo' }]);
    expect((await call('POST', '/members/names', list)).body).toMatchObject({
      created: [],
      skipped: [{}, {}, {}, {}],
    });
    expect(await names()).toEqual(['Ana', 'Ana', 'Bo', 'Bo', 'Cem']);
  });

  it('with a line that is no name are refused whole', async () => {
    const { status, body } = await call('POST', '/members/names', { names: 'Ana\n+49 170 1234567\n=1+1\n' });
    expect(status).toBe(422);
    expect(body['reasons']).toHaveLength(2);
    expect(await names()).toEqual([]);
  });
});

import { Controller, Get, Header, Module, Post } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import http from 'node:http';
import { z } from 'zod';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';
import { Refusal } from '../refusal.js';
import { Api, Input } from './api.js';
import { english } from '../language/say.js';
import { dayField } from './fields.js';
import { Page, seeOther, withStatus, type PageAnswer } from './page.js';
import { failed } from './problem.js';
import { ProblemPage } from './problem.pages.js';

const Party = z.strictObject({
  day: dayField,
  guests: z.array(z.object({ name: z.string().min(1, 'Write a name.') })),
});

@Controller()
class SampleController {
  @Post('api/v1/parties/:id')
  @Api({
    summary: 'Plan a party',
    params: z.object({ id: z.uuid() }),
    body: Party,
    answer: z.object({ day: z.string(), guests: z.number() }),
    status: 201,
    open: 'Open: a test.',
  })
  plan(@Input('body') party: z.infer<typeof Party>, @Input('params') _where: { id: string }): unknown {
    return { day: party.day.add({ days: 1 }), guests: party.guests.length, secret: 'sealed' };
  }

  @Get('api/v1/refused')
  @Api({ summary: 'Be refused', answer: z.object({}), open: 'Open: a test.' })
  refuse(): never {
    throw new Refusal('too-early', [{ message: 'The pilot is open until Sunday.', field: 'phase' }]);
  }

  @Get('broken')
  broken(): never {
    throw new Error('the secret of Ada');
  }

  @Get('file')
  @Header('content-type', 'text/csv')
  @Header('content-disposition', 'attachment; filename="people.csv"')
  @Header('cache-control', 'public, max-age=31536000')
  noFile(): never {
    throw new Refusal('not-found', 'There is no such file.');
  }

  @Post('parties/:id/cancel')
  @Page()
  cancel(): PageAnswer {
    return seeOther('/refused');
  }

  @Get('parties/:id')
  @Page()
  party(): PageAnswer {
    return withStatus(200, ProblemPage({ problem: failed('1'), say: english }));
  }

  @Post('one-click')
  @RouteConfig({ fromAnywhere: true })
  oneClick(): string {
    return 'stopped';
  }

  @Get('refused')
  refusedPage(): never {
    throw new Refusal('gone', 'This link was <used>.');
  }
}

@Module({ controllers: [SampleController] })
class SampleModule {}

@Controller('api/v1/silent')
class SilentController {
  @Get()
  nothing(): object {
    return {};
  }
}

@Module({ controllers: [SilentController] })
class SilentModule {}

it('does not start with a route under /api that nobody described', async () => {
  await expect(startTestApp({ modules: [SilentModule] })).rejects.toThrow(
    'GET /api/v1/silent (SilentController.nothing) has no @Api.',
  );
});

describe('the HTTP layer', () => {
  let running: TestApp;
  const id = '00000000-0000-4000-8000-000000000001';
  const post = (path: string, body: string, type = 'application/json') =>
    fetch(running.url + path, { method: 'POST', headers: { 'content-type': type }, body });

  beforeAll(async () => {
    running = await startTestApp({ modules: [SampleModule] });
  });
  afterAll(() => running.close());

  it('parses what comes and leaves out what the answer does not name', async () => {
    const answer = await post(
      `/api/v1/parties/${id}`,
      JSON.stringify({ day: '2026-07-07', guests: [{ name: 'Ada' }] }),
    );
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({ day: '2026-07-08', guests: 1 });
  });

  it('refuses with every reason at once, as problem details', async () => {
    const answer = await post(
      `/api/v1/parties/${id}`,
      JSON.stringify({ day: '7.7.', guests: [{ name: '' }], gusts: 1 }),
    );
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const { reasons } = (await answer.json()) as { reasons: { field: string; message: string }[] };
    expect(reasons).toEqual([
      { field: 'day', message: 'Write a day as year-month-day, for example 2026-07-07.' },
      { field: 'guests.0.name', message: 'Write a name.' },
      { field: 'gusts', message: 'There is no field "gusts" here: check its spelling.' },
    ]);
  });

  it('takes an empty body for none, whatever type it says to have', async () => {
    const answer = await post(`/api/v1/parties/${id}`, '');
    expect(answer.status).toBe(422);
    const { reasons } = (await answer.json()) as { reasons: { field: string }[] };
    expect(reasons.map(({ field }) => field)).toEqual(['day', 'guests']);
  });

  it.each([
    ['/api/v1/parties/x', '{"day":"2026-07-07","guests":[]}', 'application/json', 422],
    [`/api/v1/parties/${id}`, '{', 'application/json', 400],
    [`/api/v1/parties/${id}`, 'a', 'text/csv', 415],
    [`/api/v1/parties/${id}`, `"${'a'.repeat(1_100_000)}"`, 'application/json', 413],
    [`/api/v1/nothing`, '{}', 'application/json', 404],
  ])('answers %s with a problem of its own', async (path, body, type, status) => {
    const answer = await post(path, body, type);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ status });
  });

  it('maps a refusal of the domain to its status', async () => {
    const answer = await fetch(`${running.url}/api/v1/refused`);
    expect(answer.status).toBe(409);
    expect(await answer.json()).toEqual({
      type: '/problems/too-early',
      title: 'It is too early for this',
      status: 409,
      reasons: [{ message: 'The pilot is open until Sunday.', field: 'phase' }],
    });
  });

  it('says on pages what to do, and never what failed inside', async () => {
    const broken = await fetch(`${running.url}/broken`);
    expect(broken.status).toBe(500);
    const page = await broken.text();
    expect(page).toContain('Something failed on our side');
    expect(page).not.toContain('Ada');

    const refused = await fetch(`${running.url}/refused`);
    expect(refused.status).toBe(410);
    expect(await refused.text()).toContain('This link was &lt;used');
    expect((await fetch(`${running.url}/nothing`)).status).toBe(404);
  });

  it('sends headers that allow no inline script, no frame and no referrer', async () => {
    const { headers } = await fetch(`${running.url}/nothing`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toContain('noindex');
  });

  it('answers a refused file with a page, not with a file that the browser keeps', async () => {
    const { status, headers } = await fetch(`${running.url}/file`);
    expect([status, headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect([headers.get('content-disposition'), headers.get('cache-control')]).toEqual([null, 'no-store']);
  });

  it.each([
    '/%E0%A4%A',
    '/%',
    '/m/%zz/data',
    '/%C0%AF?a=%',
    '/parties/%00',
    `/parties/${'x'.repeat(5000)}/y`,
  ])('answers %s with the same page', async (path) => {
    // fetch() would mend such an address before it asks.
    const { status, type, policy, text } = await rawly(running.url, path);
    expect([status, type]).toEqual([404, 'text/html; charset=utf-8']);
    expect(policy).toContain("default-src 'none'");
    expect(text).toContain('Check that it was copied whole.');
  });

  it('answers an unreadable address of the API with a problem', async () => {
    expect(await rawly(running.url, '/api/v1/%E0%A4%A')).toMatchObject({
      status: 404,
      type: 'application/problem+json; charset=utf-8',
    });
  });

  it('leads whoever opens the address of an act to its page', async () => {
    const answer = await fetch(`${running.url}/parties/7/cancel?x=1`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/parties/7']);
  });

  it('ends where an act leads on at its content, not at a problem that there is no more', async () => {
    const done = await fetch(`${running.url}/parties/7/cancel`, { method: 'POST', redirect: 'manual' });
    expect([done.status, done.headers.get('location')]).toEqual([303, '/refused#main']);
  });

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://elsewhere.example' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'null' }, 303],
    [{ origin: 'null' }, 303],
    [{}, 303],
  ])('an act sent with %j is answered with %d', async (headers, status) => {
    const sent: RequestInit = { method: 'POST', headers, redirect: 'manual' };
    expect((await fetch(`${running.url}/parties/7/cancel`, sent)).status).toBe(status);
    expect((await fetch(`${running.url}/one-click`, sent)).status).toBe(201);
  });

  it('says to whom another site sent with an act where the page of it is', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const answer = await fetch(`${running.url}/parties/7/cancel`, { method: 'POST', headers });
    const page = await answer.text();
    expect(page).toContain('<h1>This form cannot be used any more</h1>');
    expect(page).toContain('<a href="/parties/7">Open the page again</a>');
  });

  it('is alive and ready', async () => {
    expect(await (await fetch(`${running.url}/healthz`)).json()).toEqual({ status: 'ok' });
    const ready = await fetch(`${running.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ status: 'ok', details: { database: { status: 'up' } } });
  });

  it('serves stylesheets that may be kept for ever', async () => {
    const css = await fetch(`${running.url}/assets/member.css`);
    expect(css.headers.get('content-type')).toContain('text/css');
    expect(css.headers.get('cache-control')).toContain('immutable');
  });

  it('publishes the schemas that validate', async () => {
    const document = (await (await fetch(`${running.url}/api/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { requestBody: { content: unknown }; parameters: unknown }>>;
    };
    expect(document.openapi).toBe('3.1.0');
    const plan = document.paths['/api/v1/parties/{id}']?.['post'];
    expect(plan?.parameters).toMatchObject([
      { name: 'id', in: 'path', required: true, schema: { format: 'uuid' } },
    ]);
    expect(plan?.requestBody.content).toMatchObject({
      'application/json': { schema: { properties: { day: { type: 'string', format: 'date' } } } },
    });
  });
});

/** Asks for exactly this path. */
function rawly(
  url: string,
  path: string,
): Promise<{ status: number; type: string; policy: string; text: string }> {
  return new Promise((resolve, reject) => {
    http
      .get({ ...urlParts(url), path }, (answer) => {
        const { 'content-type': type = '', 'content-security-policy': policy = '' } = answer.headers;
        let text = '';
        answer
          .setEncoding('utf8')
          .on('data', (piece: string) => (text += piece))
          .on('end', () => resolve({ status: answer.statusCode!, type, policy: String(policy), text }));
      })
      .on('error', reject);
  });
}

const urlParts = (url: string): { host: string; port: string } => {
  const { hostname, port } = new URL(url);
  return { host: hostname, port };
};

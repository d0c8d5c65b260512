import http from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app?.close());

interface Answer {
  headers: http.IncomingHttpHeaders;
  status: number;
  body: Buffer;
}

async function ask(headers: http.OutgoingHttpHeaders, path = '/api/openapi.json'): Promise<Answer> {
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    http.get(`${app.url}${path}`, { headers }, resolve).on('error', reject);
  });
  return { headers: response.headers, status: response.statusCode!, body: await buffer(response) };
}

const wide = { 'accept-encoding': 'gzip, deflate, br', 'sec-fetch-site': 'same-origin' };

it('is smaller on its way, and the same when it has come', async () => {
  const plain = await ask({});
  expect(plain.status).toBe(200);
  const small = await ask(wide);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(small.headers['content-encoding']).toBe('br');
  expect(small.headers['vary']).toMatch(/accept-encoding/i);
  expect(brotliDecompressSync(small.body).equals(plain.body)).toBe(true);
  expect(plain.body.length / small.body.length).toBeGreaterThan(5);
  const old = await ask({ ...wide, 'accept-encoding': 'gzip' });
  expect(gunzipSync(old.body).equals(plain.body)).toBe(true);
});

it('stays as it is for what another site makes a browser ask for', async () => {
  const { headers } = await ask({ ...wide, 'sec-fetch-site': 'cross-site' });
  expect(headers['content-encoding']).toBeUndefined();
});

it('stays as it is where it is short already', async () => {
  const { headers, status } = await ask(wide, '/healthz');
  expect(status).toBe(200);
  expect(headers['content-encoding']).toBeUndefined();
});

it('unpacks nothing that was sent to it', async () => {
  const bomb = gzipSync(Buffer.alloc(1_000_000, ' '));
  const { status } = await fetch(`${app.url}/api/v1/set-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: bomb,
  });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
});

import { z } from 'zod';
import { openApi, undocumented } from './openapi.js';
import type { Route } from './routes.js';

const route = (parts: Partial<Route>): Route => ({
  method: 'get',
  path: '/api/v1/things/:id',
  handler: 'ThingsController.read',
  api: { summary: 'Read a thing', params: z.object({ id: z.uuid() }), answer: z.object({ id: z.uuid() }) },
  ...{ secured: 'lead', scope: 'read' },
  ...parts,
});

describe('the published API', () => {
  it('accepts routes that say what they do, for whom, and with which parameters', () => {
    expect(
      undocumented([route({}), route({ path: '/pages/:id', api: undefined, secured: undefined })]),
    ).toEqual([]);
  });

  it('names every route under /api that leaves something out', () => {
    const { params: _, ...noParams } = route({}).api!;
    expect(
      undocumented([route({ api: undefined }), route({ secured: undefined }), route({ api: noParams })]),
    ).toEqual([
      'GET /api/v1/things/:id (ThingsController.read) has no @Api.',
      'GET /api/v1/things/:id (ThingsController.read) says neither who may call it (@Who) nor why it is open.',
      'GET /api/v1/things/:id (ThingsController.read) does not describe its parameter "id".',
    ]);
  });

  it('says who may call what, and what comes back', () => {
    const document = openApi([route({})], 'https://example.org') as {
      paths: Record<string, Record<string, Record<string, unknown>>>;
    };
    const read = document.paths['/api/v1/things/{id}']?.['get'];
    expect(read).toMatchObject({
      operationId: 'Things.read',
      tags: ['things'],
      description: 'For: lead.',
      security: [{ token: ['read'] }],
      responses: { 200: { content: { 'application/json': { schema: { required: ['id'] } } } } },
    });
  });
});

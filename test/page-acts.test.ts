import { readFileSync } from 'node:fs';
import { startTestApp, type TestApp } from './support/test-app.js';

/**
 * What a lead can do on a page of these rooms, and with which operation a program does the same. Below `rollouts/:id`
 * on both sides; acts on a member's own page belong to its link, and are no lead's.
 */
const acts: Record<string, string> = {
  'POST people/find': 'POST participations/search',
  'POST people/:id/again': 'POST waves/resend',
  'POST people/:id/helper': 'POST advocates/pairings',
  'POST people/:id/agreed': 'POST advocates/{id}',
  'POST people/:id/baseline': 'POST baseline/corrections',
  'POST waves/let-go': 'POST friction/let-go',
  'POST waves/plan': 'PUT waves',
  'POST waves/:number/move': 'POST waves/moves',
  'POST helpers/:id/places': 'PUT advocates/{id}',
  'POST helpers/:id/people': 'POST advocates/{id}/people',
  'POST helpers/:id/stop': 'DELETE advocates/{id}',
  'POST help/:id/take': 'POST help-requests/{id}/take',
  'POST help/:id/done': 'POST help-requests/{id}/done',
  'POST seeding': 'POST seeding',
  'POST seeding/:id/posted': 'POST seeding/{id}/posted',
  'POST seeding/:id/remove': 'DELETE seeding/{id}',
  'POST tasks': 'PUT pilot/tasks',
  'POST tasks/aims': 'PUT pilot/objectives',
  'POST settings/naming': 'PATCH naming',
  'POST plays/:play/approve': 'POST playbook/{play}/approve',
  'POST plays/:play/switch': 'PUT playbook/{play}',
  'POST plays/:play/words': 'PUT playbook/{play}',
};

const files = [
  'launch/participants-pages',
  'launch/participant-pages',
  'launch/waves-pages',
  'launch/helpers-pages',
  'launch/seeding-pages',
  'pilot/tasks-pages',
  'rollout/settings-pages',
  'rollout/play-pages',
  'reports/reports-pages',
  'refine/feedback',
];

/** Every POST of these controllers, as it stands in their source. */
const pageActs = (): string[] =>
  files.flatMap((file) => {
    const source = readFileSync(`src/${file}.controller.ts`, 'utf8');
    const base = /@Controller\('rollouts\/:rolloutId\/([^']*)'\)/.exec(source)![1]!;
    return [...source.matchAll(/@Post\((?:'([^']*)')?\)/g)].map(([, path]) =>
      ['POST ', [base, path].filter(Boolean).join('/')].join(''),
    );
  });

describe('what can be done on the pages of people, settings, reports and feedback', () => {
  let app: TestApp;
  let published: string[];
  beforeAll(async () => {
    app = await startTestApp();
    const answer = await fetch(`${app.url}/api/openapi.json`);
    const { paths } = (await answer.json()) as { paths: Record<string, Record<string, unknown>> };
    published = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (method) => `${method.toUpperCase()} ${path.replace('/api/v1/rollouts/{rolloutId}/', '')}`,
      ),
    );
  });
  afterAll(() => app.close());

  it('stands in the table, each act', () => {
    expect(pageActs().filter((act) => !(act in acts))).toEqual([]);
  });

  it('can be done by a program, with an operation that is published', () => {
    expect(Object.values(acts).filter((operation) => !published.includes(operation))).toEqual([]);
  });
});

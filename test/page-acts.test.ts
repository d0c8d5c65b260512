import { readFileSync } from 'node:fs';
import { startTestApp, type TestApp } from './support/test-app.js';

/**
 * What a lead can do on these pages of a move, and with which operation a program does the same. Below `rollouts/:id`
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
  'POST help-hours': 'POST office-hours',
  'POST help-hours/:id/move': 'POST office-hours/{id}/move',
  'POST help-hours/:id/cancel': 'POST office-hours/{id}/cancel',
  'POST help-hours/:id/attendance': 'POST office-hours/{id}/attendance',
  'POST seen/roll-call': 'POST roll-call',
  'POST seen/head-count': 'POST head-count',
  'POST seen/file': 'POST activity/file',
  'POST circle': 'PUT pilot/circle',
  'POST circle/confirm': 'POST pilot/circle/confirm',
  'POST circle/:participationId/add': 'POST pilot/circle/members',
  'POST circle/:participationId/remove': 'DELETE pilot/circle/members/{participationId}',
  'POST charter': 'PUT charter/draft',
  'POST charter/open': 'POST charter/open',
  'POST charter/adopt': 'POST charter/adopt',
  'POST charter/objections/:id': 'POST charter/objections/{id}/answer',
  'POST findings': 'POST findings',
  'POST findings/:id/resolve': 'POST findings/{id}/resolve',
  'POST findings/:id/answer': 'POST findings/{id}/answer',
  'POST findings/:id/dismiss': 'POST findings/{id}/dismiss',
  'POST findings/:id/severity': 'PATCH findings/{id}',
  'POST guides': 'POST guides',
  'POST guides/starting-texts': 'POST guides/starting-texts',
  'POST guides/:id': 'POST guides/{id}/versions',
  'POST guides/:id/publish': 'POST guides/{id}/publish',
  'POST looking-back/meeting': 'PUT retrospective/meeting',
  'POST looking-back/decisions': 'POST retrospective/decisions',
  'POST looking-back/words': 'PUT retrospective/words',
  'POST looking-back/publish': 'POST retrospective/publish',
  'POST agenda/:key/hold': 'POST agenda/{key}/hold',
  'POST agenda/:key/resume': 'POST agenda/{key}/resume',
  'POST agenda/:key/send': 'POST agenda/{key}/send',
  'POST agenda/:key/skip': 'POST agenda/{key}/skip',
  'POST agenda/:key/stop': 'POST notices/{noticeId}/stop',
  'POST agenda/:key/go-on': 'POST notices/{noticeId}/resume',
  'POST joining/codes': 'POST join-codes',
  'POST joining/:requestId/approve': 'POST join-requests/{requestId}/approve',
  'POST joining/:requestId/separate': 'POST join-requests/{requestId}/separate',
  'POST joining/:requestId/open-page': 'POST join-requests/{requestId}/open-page',
  'POST joining/:requestId/decline': 'DELETE join-requests/{requestId}',
  'POST plan': 'PUT plan',
  'POST plan/start': 'POST start',
  'POST plan/delete': 'DELETE draft',
  'POST closing': 'POST transition',
  'POST closing/move': 'POST transition/move',
  'POST open-names/:participationId/promise': 'POST open-names/{participationId}/promise',
  'POST open-names/:participationId/exception': 'POST open-names/{participationId}/exception',
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
  'launch/help-hours-pages',
  'adoption/seen-pages',
  'pilot/circle-pages',
  'refine/charter-desk',
  'refine/finding-desk',
  'refine/guide-desk',
  'retrospective/look-back-desk',
  'rollout/agenda-pages',
  'rollout/join-desk-pages',
  'rollout/plan-pages',
  'sunset/closing-pages',
  'sunset/open-names-pages',
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

describe('what a lead can do on pages of a move', () => {
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

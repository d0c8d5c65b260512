import { PilotWorld } from '../../test/support/pilot-world.js';
import type { TestApp } from '../../test/support/test-app.js';
import { unsaidIn } from '../../test/support/unsaid.js';
import { usualKeyTasks } from '../adoption/key-tasks.js';
import { Temporal } from 'temporal-polyfill';
import { catalogueOf } from '../kernel/language/catalogue.js';
import { english, mirrored } from '../kernel/language/say.js';
import { emptyForm } from '../kernel/ui/forms.js';
import { render } from '../kernel/ui/render.js';
import { readTyped } from './answering.rules.js';
import { questionsOf, type Answer } from './form.js';
import { pilotQuestions, pulseQuestions, retrospectiveQuestions } from './questions.js';
import { formIn } from './said-form.rules.js';
import { ClosedPage, ScreenPage, ThanksPage } from './survey-form.pages.js';

const places = { old: '1', new: '2' };
const ready = [pilotQuestions(usualKeyTasks, places), pulseQuestions(places), retrospectiveQuestions(places)];

describe('questions that come with Changeover', () => {
  it('are kept in English, and said to each reader in their language, with every word around them', () => {
    expect(ready.map((form) => formIn(form, english))).toEqual(ready);
    const closesAt = Temporal.Instant.from('2026-01-15T09:00:00Z');
    const unsaid = ready.flatMap((kept) => {
      const form = formIn(kept, mirrored);
      const sheet = {
        ...{ form, ours: true, answered: true, withHelp: false, open: true },
        ...{ round: { id: '1', rolloutId: '1', closesAt, closedAt: null } },
        survey: { name: 'pilot' as const, secrecy: 'confidential' as const },
        answers: new Map<string, Answer>([
          ['task-post', 'yes'],
          ['task-file', 'not yet'],
        ]),
      };
      const of = { say: mirrored, sheet, path: '/m/x/survey/1', home: '/m/x', timeZone: 'UTC' };
      const typed = { ease: '9', 'minutes-post': '-', 'task-post': '-', confused: '1'.repeat(600) };
      const { problems: reasons } = readTyped(questionsOf(form), typed, mirrored);
      const pages = form.map((_, i) =>
        ScreenPage({ ...of, screen: i + 1, form: { ...emptyForm(), reasons } }),
      );
      return [...pages, ThanksPage(of), ClosedPage({ ...of, typed: { 'task-post': 'yes' } })];
    });
    expect(unsaid.flatMap((page) => unsaidIn(render(page)).filter((word) => word !== 'UTC'))).toEqual([]);
  });
});

describe('a member who reads German', () => {
  let app: TestApp;
  beforeAll(async () => {
    const german = catalogueOf('de') as Map<string, string>;
    german.set('Did you write a message?', 'Hast du eine Nachricht geschrieben?');
    german.set('Did you {task}?', '{task}: Hast du das getan?');
    german.set('What confused you?', 'Was war unklar?');
    app = await PilotWorld.start();
  });
  afterAll(() => app.close());

  it('is asked ours in German, also in a round that is open, and a lead’s own as they wrote them', async () => {
    const world = await PilotWorld.settle(
      Array.from({ length: 5 }, () => ({ lastSeenOn: '2026-01-03', language: 'de-AT' })),
      { app },
    );
    await world.circle(5, Array(5).fill('likes') as string[]);
    app.clock.set('2026-01-09T09:00:00Z');
    await world.play('pilot.survey', '1');
    const form = [
      { title: 'Hello', questions: [{ kind: 'short text', key: 'how', words: 'What confused you?' }] },
    ];
    await world.api('PUT', 'surveys/pilot/questions', { form });
    await world.play('pilot.survey', '2');
    const rounds = await world.rows<{ id: string }>(
      'select id from survey_round where rollout_id = $1 order by number',
    );
    const [ours, theirs] = await Promise.all(
      rounds.map(async ({ id }) => (await world.open(`${world.pages[0]}/survey/${id}`)).text),
    );
    expect(ours).toContain('<html lang="de"');
    expect(ours).toContain('Hast du eine Nachricht geschrieben?');
    expect(theirs).toContain('<html lang="de"');
    expect(theirs).toContain('What confused you?');
  });
});

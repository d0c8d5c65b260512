import { describe, expect, it } from '@jest/globals';
import { DraftWorld } from '../../test/support/draft-world.js';
import type { Plan } from '../rollout/plan.js';

const world = DraftWorld.forEach();

const planOf = async (id: string): Promise<Plan> =>
  (await world.rows<{ plan: Plan }>('select plan from rollout where id = $1', id))[0]!.plan;
const sound = {
  ...{ startsOn: '2026-02-02', timeZone: 'Europe/Berlin', pilotFrom: '2026-02-02', pilotTo: '2026-03-01' },
  ...{ refineFrom: '2026-02-16', refineTo: '2026-03-08', launchFrom: '2026-03-02', launchTo: '2026-04-12' },
  ...{ sunsetFrom: '2026-04-06', waves: '4', daysApart: '7' },
  ...{ noticeDays: '30', archiveDays: '30', quietDays: '' },
};
/** Lines of the summary on top of a form that came back. */
const summary = (html: string): string[] => {
  const [, list = ''] = /<div class="summary".*?<ul>(.*?)<\/ul>/s.exec(html) ?? [];
  return [...list.matchAll(/<li>(.*?)<\/li>/gs)].map(([, line]) => line!.replaceAll(/<[^>]+>/g, ''));
};

describe('a first day that cannot be meant', () => {
  const odd = [
    '0026-11-23',
    '0000-01-01',
    '1926-11-23',
    '2024-12-31',
    '2028-02-01',
    '9999-09-01',
    '+275760-09-01',
  ];

  it.each(odd)('is refused by every way in, with what to look at: %s', async (startsOn) => {
    const said = /Look at its year again|is not a date: write it as year-month-day/;
    const { places, page, browser } = world;
    const plan = { ...(await planOf(world.id)), startsOn };
    const rollouts = await world.rows('select id, plan from rollout order by id');
    const move = { name: 'Odd', timeZone: 'Europe/Berlin', startsOn };
    const byApi = [
      await world.api('POST', '/rollouts', { ...move, from: [places.from], to: [places.to] }),
      await world.api('PUT', `/rollouts/${world.id}/plan`, { plan, version: 1 }),
      await world.api('POST', `/rollouts/${world.id}/plan/preview`, { plan }),
    ];
    for (const { status, body } of byApi) {
      expect([status, body.reasons.map(({ message }) => message)]).toEqual([
        422,
        [expect.stringMatching(said)],
      ]);
      expect(body.reasons[0]!.field).toMatch(/^(plan\.)?startsOn$/);
    }
    const onPages = [
      await browser.press('/begin/move', '/begin/move', { ...move, preset: 'small', ...places }),
      await browser.press(`${page}/plan`, `${page}/plan`, { ...sound, startsOn }),
    ];
    for (const { status, html } of onPages) {
      expect([status, summary(html)]).toEqual([422, [expect.stringMatching(said)]]);
      expect(html).toContain(`value="${startsOn}"`);
    }
    expect(await world.rows('select id, plan from rollout order by id')).toEqual(rollouts);
  });

  it('of a draft that lay about is neither rehearsed nor started, and can be mended', async () => {
    const { page, browser } = world;
    for (const startsOn of ['0026-11-23', '0000-01-01', '1926-11-23', '9999-09-01']) {
      await world.rows(
        `update rollout set plan = jsonb_set(plan, '{startsOn}', to_jsonb($2::text)) where id = $1`,
        ...[world.id, startsOn],
      );
      for (const path of ['', '/plan', '/phases/pilot'])
        expect([path, (await browser.open(page + path)).status]).toEqual([path, 200]);
      const { html } = await browser.open(`${page}/plan`);
      // The year before the year 1 is spoken as 1 too (before Christ); the field shows what is kept.
      expect(html).toContain(` ${Number(startsOn.slice(0, 4)) || 1}. Nothing is said`);
      expect(html.match(new RegExp(`value="${startsOn}"`, 'g'))).toHaveLength(2);
      expect((await browser.open(`${page}/rehearsal`)).html).toContain('Look at its year again');
      expect((await world.api('GET', `/rollouts/${world.id}/rehearsal`)).status).toBe(409);
      expect((await browser.press(`${page}/plan`, `${page}/plan/start`)).html).toContain(
        'Look at its year again',
      );
    }
    await browser.press(`${page}/plan`, `${page}/plan`, sound);
    expect(await planOf(world.id)).toMatchObject({ startsOn: '2026-02-02' });
  });
});

describe('a plan with a number beyond all bounds', () => {
  it('is refused by page, API and preview, and breaks no page where one was kept', async () => {
    const { page, browser } = world;
    const plan = await planOf(world.id);
    plan.windows.launch.to = 999_999_999;
    for (const [path, body] of [
      ['plan/preview', { plan }],
      ['plan', { plan, version: 1 }],
    ] as const) {
      const answer = await world.api(path === 'plan' ? 'PUT' : 'POST', `/rollouts/${world.id}/${path}`, body);
      expect(answer).toMatchObject({ status: 422, body: { reasons: [{ field: 'plan.windows.launch.to' }] } });
    }
    const refused = await browser.press(`${page}/plan`, `${page}/plan`, { ...sound, launchTo: '2029-01-05' });
    expect(summary(refused.html)).toEqual([
      '“Soft launch: last day”: Friday 5 January 2029 is too far ahead. The latest day that this plan can have is Wednesday 2 February 2028.',
    ]);
    await world.rows('update rollout set plan = $2 where id = $1', world.id, JSON.stringify(plan));
    for (const path of ['', '/plan', '/phases/launch', '/rehearsal'])
      expect([path, (await browser.open(page + path)).status]).toEqual([path, 200]);
    expect((await world.api('GET', `/rollouts/${world.id}`)).status).toBe(200);
  });
});

describe('a refused plan', () => {
  it('says everything at once on the page, and keeps all that was typed, also what was emptied', async () => {
    const { page, browser } = world;
    const typed = {
      ...sound,
      ...{
        startsOn: '2026-02-30',
        timeZone: 'Mars',
        pilotFrom: '2026-02-12',
        pilotTo: '2026-02-05',
        launchTo: '',
      },
      quietDays: 'soon\n2026-13-01',
    };
    const { status, html } = await browser.press(`${page}/plan`, `${page}/plan`, typed);
    expect(status).toBe(422);
    expect(summary(html)).toEqual([
      '“The first day”: “2026-02-30” is not a date: write it as year-month-day, for example 2026-01-05.',
      'Time zone: This is not a time zone: use a name such as Europe/Berlin.',
      '“Soft launch: last day”: name a day.',
      '“Days on which nothing is said”: “soon” is not a date: write it as year-month-day, for example 2026-01-05.',
      '“Days on which nothing is said”: “2026-13-01” is not a date: write it as year-month-day, for example 2026-01-05.',
      'Pilot circle ends on Thursday 5 February 2026, before it starts on Thursday 12 February 2026.',
    ]);
    for (const kept of ['value="2026-02-30"', 'value="Mars"', 'soon\n2026-13-01</textarea>'])
      expect(html).toContain(kept);
    expect(/<input[^>]*name="launchTo"[^>]*>/.exec(html)![0]).not.toContain('2026-04-12');
    expect(html).toMatch(/name="pilotTo"[^>]*value="2026-02-05"|value="2026-02-05"[^>]*name="pilotTo"/);
  });

  it('says everything at once before there is a plan, by the page and by the API', async () => {
    const { browser } = world;
    const wrong = { startsOn: '2024-12-31', timeZone: 'Mars' };
    const { html } = await browser.press('/begin/move', '/begin/move', wrong);
    expect(summary(html)).toEqual([
      'Write what you call it.',
      'Name at least one old place.',
      'Name at least one new place.',
      expect.stringContaining('The day is in 2024, more than a year ago.'),
      'Time zone: This is not a time zone: use a name such as Europe/Berlin.',
      'Choose how many you are.',
    ]);
    const given = { ...wrong, name: 'x', startsOn: '0026-01-05', from: [], to: [], foo: 1 };
    const { body } = await world.api('POST', '/rollouts', given);
    expect(new Set(body.reasons.map(({ field }) => field))).toEqual(
      new Set(['startsOn', 'timeZone', 'from', 'to', 'foo']),
    );
  });

  it('says everything at once by the API, and names what is no field', async () => {
    const plan = await planOf(world.id);
    const windows = { ...plan.windows, pilot: { from: 10, to: 3 } };
    const given = { ...plan, startsOn: '2026-02-30', timeZone: 'Mars', windows, foo: 1 };
    const { status, body } = await world.api('PUT', `/rollouts/${world.id}/plan`, {
      plan: given,
      version: 1,
    });
    expect(status).toBe(422);
    expect(new Set(body.reasons.map(({ field }) => field))).toEqual(
      new Set(['plan.foo', 'plan.startsOn', 'plan.timeZone', 'plan.windows.pilot.to']),
    );
  });

  it('of what it leaves out keeps what stood there: gates, quiet days, notice and archive', async () => {
    const own = { ...(await planOf(world.id)), quietDays: ['2026-03-01'], noticeDays: 40, archiveDays: 9 };
    own.gates.adoption = 0.75;
    const put = (plan: object, version: number) =>
      world.api('PUT', `/rollouts/${world.id}/plan`, { plan, version });
    expect((await put(own, 1)).status).toBe(200);
    const { startsOn, timeZone, windows, waves } = own;
    expect((await put({ startsOn, timeZone, windows, waves: { ...waves, count: 3 } }, 2)).status).toBe(200);
    expect(await planOf(world.id)).toEqual({ ...own, waves: { ...waves, count: 3 } });
    const { body } = await put({ ...own, preset: 'small', pauses: [{ from: '2026-02-02', days: 3 }] }, 3);
    expect(body.reasons.map(({ field }) => field)).toEqual(['plan.preset', 'plan.pauses']);
  });
});

describe('the pages of a draft', () => {
  it('take and show dates, which move with the first day, and say how long each phase is', async () => {
    const { page, browser } = world;
    await browser.press(`${page}/plan`, `${page}/plan`, sound);
    const { windows } = await planOf(world.id);
    expect(windows.launch).toEqual({ from: 28, to: 69 });
    const { html } = await browser.press(`${page}/plan`, `${page}/plan`, {
      ...sound,
      ...{ version: '2', startsOn: '2026-02-09', pilotTo: '2026-03-10' },
    });
    expect(html).toContain('Days below that you leave as they are move with it.');
    expect(html).toContain('Now 4 weeks and 2 days: Monday 9 February 2026 to Tuesday 10 March 2026.');
    expect(html).toContain('Now 6 weeks: Monday 9 March 2026 to Sunday 19 April 2026.');
    expect(html).toMatch(/name="launchTo"[^>]*type="date"[^>]*value="2026-04-19"/);
    expect((await planOf(world.id)).windows).toEqual({ ...windows, pilot: { from: 0, to: 29 } });
  });

  it('show what each phase will be', async () => {
    const { page, browser } = world;
    const { html } = await browser.open(`${page}/phases/launch`);
    expect(html).toContain(
      'The move has not begun. Soft launch is planned from Monday 2 March 2026 to Sunday 12 April 2026.',
    );
    expect(html).toContain('What Soft launch must show');
    expect(html).toContain('a help hour held');
    expect(html).not.toContain('Close it');
    const close = await browser
      .press(`${page}/plan`, `${page}/plan/start`)
      .then(() => browser.open(`${page}/phases/launch`));
    expect(close.html).toContain('Soft launch is not open yet. It is planned from Monday 2 March 2026');
  });
});

describe('a small move', () => {
  const planned = async (preset: string): Promise<string> => {
    const { places } = world;
    const given = { name: preset, startsOn: '2026-02-02', timeZone: 'Europe/Berlin', preset };
    return (await world.api('POST', '/rollouts', { ...given, from: [places.from], to: [places.to] })).body.id;
  };
  /** Plays that would be heard of in a rehearsal, and those that are switched off. */
  const plays = async (id: string): Promise<{ heard: Set<string>; off: string[] }> => {
    const { body } = await world.api('GET', `/rollouts/${id}/rehearsal`);
    const list = (await world.api('GET', `/rollouts/${id}/playbook`)).body as unknown as {
      play: string;
      setting: { off: boolean } | null;
    }[];
    return {
      heard: new Set((body['entries'] as { play: string }[]).map(({ play }) => play)),
      off: list.filter(({ setting }) => setting?.off).map(({ play }) => play),
    };
  };

  it('has one wave and asks less often; what it leaves out can be switched on', async () => {
    const id = await planned('small');
    expect((await planOf(id)).waves.count).toBe(1);
    const without = await plays(id);
    expect(without.off).toEqual(['launch.pulse', 'adoption.milestone']);
    expect(without.heard).not.toContain('launch.pulse');
    await world.api('PUT', `/rollouts/${id}/playbook/launch.pulse`, { off: false });
    expect((await plays(id)).heard).toContain('launch.pulse');
    const usual = await plays(await planned('usual'));
    expect([usual.off, usual.heard.has('launch.pulse')]).toEqual([[], true]);
  }, 30_000);
});

describe('what is sent by the API', () => {
  it('may be nothing where nothing is needed, and is refused where nobody knows the field', async () => {
    const wrong: [string, object, string][] = [
      ['/rollouts', { ...sound, name: 'x', from: [], to: [], foo: 1 }, 'foo'],
      [`/rollouts/${world.id}/join-codes`, { approval: 'advocate' }, 'approval'],
    ];
    for (const [path, body, field] of wrong) {
      const answer = await world.api('POST', path, body);
      expect([path, answer.status]).toEqual([path, 422]);
      expect(answer.body.reasons.map((reason) => reason.field)).toContain(field);
    }
    expect((await world.api('POST', `/rollouts/${world.id}/start`)).status).toBe(200);
  });
});

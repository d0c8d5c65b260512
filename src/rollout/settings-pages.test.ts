import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { RolloutStage, type RolloutWorld } from '../../test/support/rollout-world.js';
import { MemberService } from '../community/member.service.js';
import { ParticipationService } from './participation.service.js';
import { PlayApprovals } from './play-approvals.service.js';

const word = 'rollout.opening-word';

describe('settings of a move', () => {
  let stage: RolloutStage;
  let world: RolloutWorld;
  let lena: LeadBrowser;
  let home: string;
  beforeAll(async () => {
    stage = await RolloutStage.open();
  });
  afterAll(() => stage.app.close());
  beforeEach(async () => {
    world = await stage.settle();
    home = `/rollouts/${world.id}`;
    lena = await LeadBrowser.enter(stage.app, world.leads[0].accountId);
    const { communityId } = await world.rollout();
    await stage.app.dataSource.transaction(async (tx) => {
      const today = stage.app.clock.now().toZonedDateTimeISO('UTC').toPlainDate();
      const person = { displayName: 'Bo', source: 'file', today, email: 'bo@hill.example' } as const;
      await stage.app.get(MemberService).add(tx, communityId, person);
      await stage.app.get(ParticipationService).enrol(tx, await world.rollout());
    });
  });

  const changeMeanwhile = (body: string): Promise<unknown> =>
    stage.app.get(PlayApprovals).change(world.leads[1], world.id, word, {
      ...{ off: false, movedDays: 0, hour: null, reworded: { body } },
    });

  it('list what happens by itself, with when it goes next and how it stands', async () => {
    const { status, html } = await lena.open(`${home}/settings`);
    expect(status).toBe(200);
    expect(html).toMatch(/\d+ things happen by themselves\./);
    expect(html).toContain(`href="${home}/plays/${word}"`);
    expect(html).toContain('Monday 5 January, 10:00 (Europe/Berlin)');
    expect(html).toContain('always on');
    expect(html).not.toContain('<script');
  });

  it('switch a play off and on again; what the rollout stands on has no switch, and says so', async () => {
    const page = `${home}/plays/rollout.update`;
    const off = await lena.press(page, `${page}/switch`, { off: 'yes' });
    expect(off.html).toContain('This is switched off.');
    expect(await world.states('rollout.update/%')).toEqual({});
    expect((await lena.open(`${home}/settings`)).html).toContain('1 is switched off');
    await lena.press(page, `${page}/switch`, { off: 'no' });
    expect(Object.keys(await world.states('rollout.update/%')).length).toBeGreaterThan(0);
    const wordless = (await lena.open(`${home}/plays/rollout.day`)).html;
    expect(wordless).toContain('<title>Open the phases');
    for (const none of ['Its words can be yours', 'Change it', 'Keep it so', 'nobody'])
      expect(wordless).not.toContain(none);
    const fixed = (await lena.open(`${home}/plays/sunset.decision`)).html;
    expect(fixed).toContain('This cannot be switched off: the rollout stands on it.');
    expect(fixed).not.toContain('/switch#');
  });

  it('show words as they arrive before they are kept, and keep them only then', async () => {
    const page = `${home}/plays/${word}`;
    const typed = { subject: 'A few try Matrix', body: 'Dear all,\n\nnothing changes now.', movedDays: '0' };
    const look = await lena.press(page, `${page}/words`, { ...typed, act: 'look' });
    expect(look.status).toBe(200);
    expect(look.html).toContain('Posted in The old group');
    expect(look.html).toContain('nothing changes now.</textarea>');
    expect(await world.rows('select 1 from play_setting where rollout_id = $1')).toEqual([]);
    const kept = await lena.press(page, `${page}/words`, { ...typed, act: 'keep' });
    expect(kept.html).toContain('This was changed after the start.');
    expect(kept.html).toContain('Approve it as it stands here');
    const [row] = await world.rows<{ reworded: object }>(
      'select reworded from play_setting where rollout_id = $1',
    );
    expect(row!.reworded).toEqual({ subject: 'A few try Matrix', body: 'Dear all,\n\nnothing changes now.' });
  });

  it('greet the reader by a name in the preview, with the whole frame and its words counted', async () => {
    const page = `${home}/plays/${word}`;
    const { html } = await lena.open(page);
    expect(html).toContain('As it arrives');
    expect(html).toMatch(/\d+ words of 120, for somebody called Kim/);
    expect(html).toContain('ground floor');
  });

  it('refuse words that are too many, do not fit, or leave open what nothing fills in; all typed stays', async () => {
    const page = `${home}/plays/${word}`;
    const long = 'word '.repeat(80).trim();
    const wrong = { subject: 'x'.repeat(51), body: '{password} and {firstName}', hour: '10:00' };
    const { status, html } = await lena.press(page, `${page}/words`, { ...wrong, act: 'keep' });
    expect(status).toBe(422);
    expect(html).toContain('{password} is filled in by nothing.');
    expect(html).toContain('Leave out what stands in braces.');
    expect(html).toContain('This one has 51');
    expect(html).toContain('{password} and {firstName}</textarea>');
    const many = await lena.press(page, `${page}/words`, { body: long, act: 'keep' });
    expect(many.html).toMatch(/the message has \d+ words. Take out \d+/);
    const odd = await lena.press(page, `${page}/words`, { movedDays: 'soon', hour: '25:00', act: 'keep' });
    expect(odd.html).toContain('Write a whole number of days; with a minus for earlier.');
    expect(odd.html).toContain('Write the hour as HH:MM.');
  });

  it('overwrite nothing unseen: a stale page says what was changed, and keeps what was typed', async () => {
    const page = `${home}/plays/${word}`;
    const [words, off] = [await lena.form(page, `${page}/words`), await lena.form(page, `${page}/switch`)];
    await changeMeanwhile('Luis says it so.');
    const stale = await words({ body: 'Lena says it so.', act: 'keep' });
    expect(stale.status).toBe(422);
    expect(stale.html).toContain(
      '“Your words” was changed since you opened this page. It was empty, and is “Luis says it so.”.',
    );
    expect(stale.html).toContain('Lena says it so.</textarea>');
    expect((await off({ off: 'yes' })).html).toContain('is “Luis says it so.”');
    expect(await world.states(word)).toEqual({ [word]: 'planned' });
  });

  it('name the move and who is responsible, told to members from then on; a stale form says so', async () => {
    const page = `${home}/settings`;
    const naming = `${page}/naming`;
    const stale = await lena.form(page, naming);
    const wrong = await lena.press(page, naming, { name: '', responsible: 'Bo', contact: 'bo@hill.example' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('Name one way that is not e-mail too');
    const given = { name: 'To the <new> room', responsible: 'Bo', contact: 'ring at 3' };
    const { html } = await lena.press(page, naming, given);
    expect(html).toContain('Settings · To the &lt;new> room');
    expect(html).toContain('value="ring at 3"');
    const warned = 'who answers one of our mails reaches nobody of you';
    expect(html).toContain(warned);
    const both = { ...given, contact: 'ring at 3, or bo@hill.example' };
    expect((await lena.press(page, naming, both)).html).not.toContain(warned);
    await lena.press(page, naming, given);
    expect((await lena.open(`${home}/plays/${word}`)).html).toContain('ring at 3');
    const late = await stale({ name: 'Mine', responsible: 'Lena', contact: 'door' });
    expect(late.html).toContain('“Who is responsible” was changed since you opened this page. It was “Ada”');
    expect((await world.rollout()).name).toBe('To the <new> room');
  });

  it('are for leads of this community alone', async () => {
    const other = await stage.draft();
    expect((await lena.open(`/rollouts/${other.id}/settings`)).status).toBe(404);
    expect((await lena.forge(`${home}/plays/${word}/switch`)).status).toBe(403);
    expect((await lena.open(`${home}/plays/nothing`)).status).toBe(404);
  });
});

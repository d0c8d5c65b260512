import { LeadBrowser } from '../../test/support/lead-browser.js';
import { PilotWorld } from '../../test/support/pilot-world.js';

const inOrder = (form: { questions: { words: string }[] }[]): string[] =>
  form.flatMap(({ questions }) => questions.map(({ words }) => words));

describe('what people are asked, on pages', () => {
  let world: PilotWorld;
  let lead: LeadBrowser;
  let list: string;
  let weekly: string;
  beforeAll(async () => {
    world = await PilotWorld.settle(Array.from({ length: 5 }, () => ({ language: 'de' })));
    await world.circle(5, Array(5).fill('likes') as string[]);
    list = `/rollouts/${world.world.rolloutId}/questions`;
    weekly = `${list}/pilot`;
    const [account] = await world.rows<{ id: string }>(
      'select a.id from account a join rollout r on r.community_id = a.community_id where r.id = $1',
    );
    lead = await LeadBrowser.enter(world.app, account!.id);
    world.app.clock.set('2026-01-09T09:00:00Z');
  });
  afterAll(() => world.close());

  const asked = async (): Promise<string[]> => {
    const rows = await world.rows<{ form: { questions: { words: string }[] }[] }>(
      `select v.form from survey_round r join survey_version v on v.id = r.version_id
        where r.rollout_id = $1 order by r.number desc limit 1`,
    );
    return inOrder(rows[0]!.form);
  };
  /** All fields of the form as the page shows them, with what is typed over them. */
  const typed = async (fields: Record<string, string>): Promise<Record<string, string>> => {
    const { html } = await lead.open(`${weekly}/change`);
    const shown = [
      ...html.matchAll(/<input [^>]*name="((?:title|low|high)-[^"]*)"[^>]*value="([^"]*)"/g),
      ...html.matchAll(/<textarea [^>]*name="(words-[^"]*)"[^>]*>([^<]*)</g),
    ];
    return { ...Object.fromEntries(shown.map(([, name, value]) => [name!, value!])), ...fields };
  };

  it('stand there before anybody was asked, in each language, with who reads the answers', async () => {
    expect((await lead.open(list)).html).toContain('All ask what comes with Changeover.');
    const { html } = await lead.open(weekly);
    expect(html).toContain('Did you write a message?');
    expect(html).toContain('Confidential: only the people who lead the move read your answers.');
    expect(html).toContain('Whoever leads reads every answer. Nobody else reads one.');
    expect(html).toContain('Among five to ten people an answer gives its author away.');
    expect((await lead.open(`${weekly}?in=de`)).html).toContain('Hast du eine Nachricht geschrieben?');
    expect((await lead.open(`${list}/retrospective`)).html).toContain(
      'Anonymous answers must not be traceable',
    );
  });

  it('are put in a lead’s words, with one more, from the next round on', async () => {
    await world.play('pilot.survey', '1');
    const ours = await asked();
    const more = { 'new-words': 'Who <b> helped?', 'new-kind': 'short text', 'new-screen': '3' };
    const fields = await typed({ 'words-ease': 'How easy\r\nwas the hall?', 'words-miss': '', ...more });
    const { html } = await lead.press(`${weekly}/change`, `${weekly}/change`, fields);
    expect(html).toContain('in words of yours.');
    expect(html).toContain('Who &lt;b> helped?');
    expect(html).toContain('other questions');
    expect(await asked()).toEqual(ours);
    await world.play('pilot.survey', '2');
    const own = await asked();
    expect(own).toContain('How easy was the hall?');
    expect(own.at(-1)).toBe('Who <b> helped?');
    expect(own).toHaveLength(ours.length);
  });

  it('reach a member in their language where they were left as they are', async () => {
    const [round] = await world.rows<{ id: string }>(
      'select id from survey_round where rollout_id = $1 and number = 2',
    );
    const screen = async (number: number): Promise<string> =>
      (await world.open(`${world.pages[0]}/survey/${round!.id}?screen=${number}`)).text;
    expect(await screen(1)).toContain('Hast du eine Nachricht geschrieben?');
    const last = await screen(3);
    expect(last).toContain('How easy was the hall?');
    expect(last).toContain('Who &lt;b> helped?');
    expect(last).not.toContain('What confused you?');
  });

  it('follow the things to try, also when they are a lead’s own', async () => {
    await world.api('PUT', 'pilot/tasks', { tasks: [{ key: 'wave', words: 'wave' }] });
    expect((await lead.open(weekly)).html).toContain('Did you wave?');
    await world.play('pilot.survey', '3');
    const now = await asked();
    expect(now).toEqual(expect.arrayContaining(['Did you wave?', 'Who <b> helped?']));
    expect(now).not.toContain('Did you write a message?');
  });

  it('keep all that was typed where something does not fit, or somebody else was quicker', async () => {
    const change = `${weekly}/change`;
    const wrong = await lead.press(change, change, await typed({ 'new-words': 'Why?', 'new-kind': 'scale' }));
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('href="#field-new-answers"');
    expect(wrong.html).toContain('>Why?</textarea>');
    const late = await lead.form(change, change);
    const fields = await typed({ 'words-ease': 'How hard?' });
    await lead.press(change, change, { ...fields, 'words-ease': 'How easy, all in all?' });
    const refused = await late(fields);
    expect(refused.status).toBe(422);
    expect(refused.html).toContain('was changed since you opened this page');
    expect(refused.html).toContain('>How hard?</textarea>');
  });

  it('go back to ours, and are for leads of this community alone', async () => {
    const back = await lead.press(weekly, `${weekly}/ours`);
    expect(back.html).toContain('as they come with Changeover.');
    await world.play('pilot.survey', '4');
    expect(await asked()).toContain('What would you miss from The old group?');
    expect((await lead.open(`${list}/nothing`)).status).toBe(404);
    expect((await lead.forge(`${weekly}/change`)).status).toBe(403);
    const foreign = '/rollouts/00000000-0000-4000-8000-000000000000/questions/pilot';
    expect((await lead.open(foreign)).status).toBe(404);
  });
});

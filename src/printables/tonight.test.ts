import { describe, expect, it } from '@jest/globals';
import { DraftWorld } from '../../test/support/draft-world.js';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { PrintablesModule } from './printables.module.js';

describe('tonight', () => {
  const world = DraftWorld.forEach(PrintablesModule);

  const cookie = (): Promise<LeadBrowser> => LeadBrowser.enter(world.stage.app, world.lead.accountId);
  const ready = async () =>
    (await world.api('POST', `/rollouts/${world.id}/tonight`)).body['ready'] as {
      code: string;
      short: string;
      address: string;
    };

  it('begins with one press, which makes one code however often it is pressed', async () => {
    const lead = await cookie();
    const page = `${world.page}/tonight`;
    expect((await lead.open(page)).html).toContain('Make the code');
    const press = await lead.form(page, page);
    await press();
    const { html } = await press();
    const codes = await world.rows(
      'select code from join_code where rollout_id = $1 and replaced_at is null',
      world.id,
    );
    expect(codes).toHaveLength(1);
    expect(html).toContain('For a chat');
    expect(html).toContain('Changeover says nothing by itself yet.');
    expect(html).not.toContain('<script');
    expect(html).not.toContain(' style=');
  });

  it('makes no code that opens nothing: after the closing day it says who lets latecomers in', async () => {
    const lead = await cookie();
    const { code } = await ready();
    await world.rows(
      `insert into occurrence (rollout_id, key, play, step, day, due_at, speaks, state)
       values ($1, 'sunset.read-only/x', 'sunset.read-only', 'x', '2026-01-01', '2026-01-01Z', true, 'done')`,
      world.id,
    );
    expect((await fetch(`${world.stage.app.url}/j/${code}`)).status).toBe(404);
    for (const page of ['tonight', 'joining']) {
      const { html } = await lead.open(`${world.page}/${page}`);
      expect(html).toContain('The old place is closed.');
      expect(html).toContain('Latecomers are let in by a person: ');
      expect(html).not.toMatch(/<button[^>]*>Make (the|a) code/);
      expect(html).not.toContain(code);
    }
    const asked = await world.api('POST', `/rollouts/${world.id}/tonight`);
    expect(asked.status).toBe(409);
    expect((await world.api('POST', `/rollouts/${world.id}/join-codes`, {})).status).toBe(409);
  });

  it('has words whose link opens the join page', async () => {
    const { short, address } = await ready();
    expect(short).toContain(address);
    const answer = await fetch(address.replace(/^.*\/j\//, `${world.stage.app.url}/j/`));
    expect(answer.status).toBe(200);
    await answer.text();
  });

  it('gives poster and slips as PDF and as pages, by the page and by the API', async () => {
    const lead = await cookie();
    const { code } = await ready();
    for (const kind of ['poster', 'slips']) {
      const page = await lead.open(`${world.page}/codes/${code}/${kind}`);
      expect(page.html).toContain(`${code.slice(0, 4)} ${code.slice(4)}`);
      expect(page.html).toContain('<svg class="qr" role="img"');
      expect(page.html).not.toContain(' style=');
      const pdf = await lead.open(`${world.page}/codes/${code}/${kind}.pdf`);
      expect(pdf.status).toBe(200);
      expect(pdf.html.startsWith('%PDF-1.7')).toBe(true);
      const file = await fetch(
        `${world.stage.app.url}/api/v1/rollouts/${world.id}/join-codes/${code}/${kind}.pdf`,
        {
          headers: { authorization: `Bearer ${world.token}` },
        },
      );
      expect(file.headers.get('content-type')).toBe('application/pdf');
      expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(1000);
    }
    const desk = await lead.open(`${world.page}/joining`);
    expect(desk.html).toContain(`${world.page}/codes/${code}/slips.pdf`);
  });

  it('leads to the page, and says why, where the PDF has no letters for a name', async () => {
    const lead = await cookie();
    const { code } = await ready();
    const name = (text: string) =>
      world.rows('update community set name = $2 where id = $1', world.lead.communityId, text);
    await name('Sonnenhof 🌻');
    const pdf = await lead.open(`${world.page}/codes/${code}/poster.pdf`);
    expect(pdf).toMatchObject({
      status: 303,
      location: `${world.page}/codes/${code}/poster?lacks=%F0%9F%8C%BB`,
    });
    expect((await lead.open(pdf.location!)).html).toContain('The PDF lacks letters for: 🌻');
    const file = await world.api('GET', `/rollouts/${world.id}/join-codes/${code}/poster.pdf`);
    expect(file.status).toBe(409);
    expect(file.body.reasons[0]!.message).toContain('lacks letters for 🌻');
    await name('Sonnenhof');
    expect((await lead.open(pdf.location!)).html).not.toContain('lacks letters');
  });

  it('has nothing for a code that was replaced, was never made, or is of another move', async () => {
    const lead = await cookie();
    const { code } = await ready();
    await world.api('POST', `/rollouts/${world.id}/join-codes`, {});
    for (const path of [`codes/${code}/poster.pdf`, 'codes/abcdefgh/slips', `codes/${code}/banner`])
      expect((await lead.open(`${world.page}/${path}`)).status).toBe(404);
    const other = `/rollouts/${world.running.id}/codes/${(await ready()).code}/poster`;
    expect((await lead.open(other)).status).toBe(404);
  });

  it('makes of a message for all what can be read aloud, said on the phone and hung up', async () => {
    const { code } = await ready();
    const [notice] = await world.rows<{ id: string }>(
      `with said as (
         insert into notice (community_id, rollout_id, key, play, purpose, by_hand, time_zone, created_at, phrase)
         select community_id, id, 'launch.opening', 'launch.opening', 'community', false, 'Europe/Berlin', '2026-01-05Z', 'basin-meadow-harp'
           from rollout where id = $1 returning id, community_id, rollout_id
       ), posted as (
         insert into post (notice_id, community_id, rollout_id, place_id, due_on, short, long)
         select said.id, said.community_id, said.rollout_id, rp.place_id, '2026-01-05', $2, 'It is open.'
           from said join rollout_place rp on rp.rollout_id = said.rollout_id
       ) select id from said`,
      world.id,
      `It is open. Come along. From us? Type basin-meadow-harp at ${world.stage.app.config.baseUrl.replace(/^https?:\/\//, '')}/true`,
    );
    const lead = await cookie();
    const page = `${world.page}/to-say/launch.opening`;
    const { html } = await lead.open(page);
    expect(html).toMatch(/As a voice note: about \d+ seconds/);
    expect(html).toContain('It is open. Come along. Questions? Ask ');
    expect((await lead.open(`${page}/poster`)).html).toContain(`${code.slice(0, 4)} ${code.slice(4)}`);
    for (const kind of ['poster', 'slips'])
      expect((await lead.open(`${page}/${kind}.pdf`)).html.startsWith('%PDF-1.7')).toBe(true);
    const api = `/rollouts/${world.id}/notices/${notice!.id}`;
    expect((await world.api('GET', `${api}/to-say`)).body).toMatchObject({
      short: expect.stringContaining('basin-meadow-harp'),
      voice: expect.not.stringContaining('From us?'),
    });
    expect((await lead.open(`${world.page}/to-say/rollout.update`)).status).toBe(404);
  });
});

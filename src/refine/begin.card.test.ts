import { PilotWorld } from '../../test/support/pilot-world.js';
import { spoken, unplain } from '../../test/support/plain-words.js';
import { RefineModule } from './refine.module.js';

let world: PilotWorld;
beforeEach(async () => {
  world = await PilotWorld.settle([{}, {}], { modules: [RefineModule], rooms: ['refine'] });
});
afterEach(() => world.close());

const query = (sql: string): Promise<unknown> => world.app.dataSource.query(sql);
const card = async (person: number): Promise<string> =>
  /<h2>(?:How to begin|The new place)<\/h2>.*?<\/section>/s.exec(
    (await world.open(world.pages[person]!)).text,
  )?.[0] ?? '';

describe('how to begin, on the own page', () => {
  beforeEach(() =>
    query(
      `update place set address = 'https://chat.hill.example/room'
        where id in (select place_id from rollout_place where side = 'destination')`,
    ),
  );

  it('is there for who tries it first, and for everybody once the new place is open', async () => {
    await query(`update participation set pilot = id = '${world.world.people[0]!.participationId}'`);
    expect(await card(0)).toContain('href="https://chat.hill.example/room"');
    expect(await card(1)).toBe('');
    await query(`update phase set opened_on = '2026-01-05', opened_at = '2026-01-05Z' where key = 'launch'`);
    const text = spoken(await card(1));
    expect(text).toContain('https://chat.hill.example/room');
    expect(unplain(text)).toEqual([]);
  });

  it('names the quick start once it is published, and no longer to who has come', async () => {
    await query('update participation set pilot = true');
    const guides = (await world.api('POST', 'guides/starting-texts')).body as { id: string; kind: string }[];
    const quick = guides.find(({ kind }) => kind === 'quick start')!;
    expect(await card(0)).not.toContain('on one page');
    await world.api('POST', `guides/${quick.id}/publish`);
    expect(await card(0)).toContain('on one page');
    await query(`update participation set arrived_on = '2026-01-05'`);
    expect(await card(0)).toContain('The new place');
    expect(await card(0)).not.toContain('on one page');
  });

  it('shows directions as they are written, and lets no script through', async () => {
    await query('update participation set pilot = true');
    await query(
      `update place set address = 'javascript:alert(1) <b>' where id in (select place_id from rollout_place where side = 'destination')`,
    );
    expect(await card(0)).toContain('javascript:alert(1) &lt;b>');
    expect(await card(0)).not.toContain('href="javascript');
  });

  it('leaves alone who said no', async () => {
    await query(`update participation set pilot = true, outcome = 'declined', outcome_on = '2026-01-05'`);
    expect(await card(0)).toBe('');
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LeadBrowser } from '../../test/support/lead-browser.js';
import { spoken } from '../../test/support/plain-words.js';
import { RolloutStage } from '../../test/support/rollout-world.js';
import type { Actor } from '../access/actor.js';
import { MemberService } from '../community/member.service.js';
import { AloneRule } from './alone.service.js';
import { LeadingModule } from './leading.module.js';
import { RosterOut } from './roster-out.service.js';
import { YesService } from './yes.service.js';

describe('the list of people, taken out of the house', () => {
  let stage: RolloutStage;
  let lena: Actor;
  let luis: Actor;

  beforeAll(async () => {
    stage = await RolloutStage.open(LeadingModule);
  });
  afterAll(() => stage.app.close());
  beforeEach(async () => {
    [lena, luis] = (await stage.settle()).leads;
    const today = stage.app.clock.now().toZonedDateTimeISO('UTC').toPlainDate();
    await stage.app.dataSource.transaction(async (tx) => {
      const members = stage.app.get(MemberService);
      const add = (displayName: string, email?: string) =>
        members.add(tx, lena.communityId, { displayName, source: 'file', today, ...(email && { email }) });
      await add('Anna "Berg"', 'anna@hill.example');
      const { id } = await add('Sum');
      await tx.query(`update member set display_name = '=2+3' where id = $1`, [id]);
    });
  });

  const yes = (): YesService => stage.app.get(YesService);
  const ask = (by = lena) =>
    yes().ask(
      by,
      { kind: 'roster', rolloutId: null, subject: by.communityId },
      { reason: 'For our archive.' },
    );
  const agreed = async (): Promise<string> => {
    const { id, seen } = await ask();
    await yes().yes(luis, id, { seen });
    return id;
  };
  const open = async (id: string, by = lena): Promise<string> => {
    let text = '';
    for await (const lines of await stage.app.get(RosterOut).open(by, id)) text += lines;
    return text;
  };

  it('is a file that the asker opens once, after a second lead’s yes, and runs nothing in a spreadsheet', async () => {
    const { id, seen } = await ask();
    await expect(open(id)).rejects.toMatchObject({ kind: 'too-early' });
    await yes().yes(luis, id, { seen });
    await expect(open(id, luis)).rejects.toMatchObject({ kind: 'forbidden' });
    const [head, ...lines] = (await open(id)).trimEnd().split('\r\n');
    expect(head).toBe('\ufeffName,E-mail,Language,Hears from us,Places');
    expect(lines.toSorted()).toEqual([
      '"Anna ""Berg""",anna@hill.example,,by e-mail,',
      "'=2+3,,,a person tells them,",
    ]);
    await expect(open(id)).rejects.toMatchObject({ kind: 'gone' });
    const noted = await stage.app.dataSource.query<{ what: string }[]>(
      `select what from audit_entry where community_id = $1 and what like 'roster%' order by number`,
      [lena.communityId],
    );
    expect(noted.map(({ what }) => what)).toEqual([
      'roster.out-asked',
      'roster.out-agreed',
      'roster.taken-out',
    ]);
  });

  it('opens once though it is pressed twice at the same moment', async () => {
    const id = await agreed();
    const pressed = await Promise.allSettled([open(id), open(id)]);
    expect(pressed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('opens no more after 24 hours, to the moment', async () => {
    const id = await agreed();
    stage.app.clock.advance({ hours: 24 });
    await expect(open(id)).rejects.toMatchObject({ kind: 'gone' });
    const other = await agreed();
    stage.app.clock.advance({ hours: 23, minutes: 59 });
    await expect(open(other)).resolves.toContain('Anna');
  });

  it('never leaves by one lead’s word where the community has to be careful, though the rule is off', async () => {
    const { dataSource } = stage.app;
    await dataSource.query(`update account set left_at = '2026-01-05Z' where id = $1`, [luis.accountId]);
    await stage.app.get(AloneRule).switchOff(lena, 'I lead alone.');
    await dataSource.query(`update community set care = 'careful' where id = $1`, [lena.communityId]);
    const { id, seen } = await ask();
    await expect(yes().yes(lena, id, { seen })).rejects.toMatchObject({ kind: 'forbidden' });
    await dataSource.query(`update community set care = 'open' where id = $1`, [lena.communityId]);
    await yes().yes(lena, id, { seen });
    await expect(open(id)).resolves.toContain('Anna');
  });

  it('is asked for, agreed to and opened on pages, and by a press alone', async () => {
    const [first, second] = [
      await LeadBrowser.enter(stage.app, lena.accountId),
      await LeadBrowser.enter(stage.app, luis.accountId),
    ];
    const short = await first.press('/yes', '/yes/roster', { reason: 'x' });
    expect(spoken(short.html)).toContain('Write why, in a few words.');
    const asked = await first.press('/yes', '/yes/roster', { reason: 'For our archive.' });
    const [, path] = /action="(\/yes\/[\w-]+)\/withdraw/.exec(asked.html)!;
    expect(spoken((await second.open('/yes')).html)).toContain('1 thing waits for a second yes.');
    const looked = spoken((await second.open(path!)).html);
    expect(looked).toContain('2 people, 1 of them with an e-mail address.');
    expect(looked).toContain('Lena: “For our archive.”');
    await second.press(path!, `${path}/yes`);
    expect((await second.open(path!)).html).not.toContain(`${path}/file`);
    // Looking opens no file: it leads back to the page with the button.
    expect((await first.open(`${path}/file`)).status).toBe(303);
    expect((await first.press(path!, `${path}/file`)).html).toContain('anna@hill.example');
    expect(spoken((await first.open(path!)).html)).toContain('You opened the file on Monday 5 January');
    expect((await first.forge(`${path}/file`)).status).toBe(403);
  });
});

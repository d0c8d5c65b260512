import { Catcher } from '../../test/support/catcher.js';
import { People } from '../../test/support/people.js';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { unsaidIn } from '../../test/support/unsaid.js';
import { catalogueOf } from '../kernel/language/catalogue.js';
import { mirrored } from '../kernel/language/say.js';
import { render } from '../kernel/ui/render.js';
import { Claims } from './claims.js';
import { Deliveries } from './deliveries.service.js';
import { inEveryLanguage } from './letter.js';
import { MailTrouble } from './mail-trouble.js';
import { Notices } from './notices.service.js';
import { NoticesModule } from './notices.module.js';
import { KindsPage, StopPage } from './opt-outs.pages.js';

describe('the pages on which kinds of messages are chosen', () => {
  it('say every word in the reader’s language, from their own side', () => {
    const of = { path: '/m/x', say: mirrored };
    const pages = [
      KindsPage({ ...of, stopped: ['survey'], turnedAway: false }),
      KindsPage({ ...of, stopped: [], turnedAway: false }),
      KindsPage({ ...of, stopped: [], turnedAway: true }),
      StopPage({ ...of, kinds: ['help'], stopped: true }),
      StopPage({ ...of, kinds: ['help'], stopped: false }),
    ].map((page) => render(page));
    expect(pages.flatMap(unsaidIn)).toEqual([]);
    expect(pages[0]).toContain('dir="rtl"');
  });
});

describe('a member who reads Austrian German', () => {
  let app: TestApp;
  beforeAll(async () => {
    const german = catalogueOf('de') as Map<string, string>;
    german.set('Hello {firstName},', 'Hallo {firstName},');
    german.set('Open my page', 'Meine Seite öffnen');
    german.set('Messages you get', 'Nachrichten, die du bekommst');
    app = await startTestApp({ modules: [NoticesModule], settings: { role: 'web' } });
  });
  afterAll(() => app.close());

  it('gets letters and pages in German as far as they are translated', async () => {
    const people = await People.settle(app);
    const anna = await people.add({ email: 'anna@hill.example', language: 'de-AT' });
    const catcher = new Catcher();
    await app.dataSource.transaction((tx) =>
      app.get(Notices).say(tx, {
        ...{ rollout: people.rollout, key: 'launch.nudge/1', play: 'launch.nudge', purpose: 'invitation' },
        letters: inEveryLanguage((say) => ({
          ...{ subject: say('A note for you'), opening: say('There is news for you on your page.') },
          ...{ paragraphs: [], action: { label: say('Open my page'), to: '' }, nothing: '', why: '' },
        })),
        ...{ to: [anna.memberId], byHand: false, now: app.clock.now(), jitterMinutes: 0 },
      }),
    );
    await new Deliveries(
      ...([app.dataSource, app.clock, app.get(Claims), catcher, app.get(MailTrouble)] as const),
    ).run();
    const [mail] = catcher.caught;
    expect(mail!.html).toContain('<html lang="de" dir="ltr">');
    expect(mail!.text).toContain('Hallo Anna,');
    expect(mail!.text).toContain('Meine Seite öffnen:');
    const page = await (await fetch(`${app.url}/m/${anna.token}/stop/survey`)).text();
    expect(page).toContain('<html lang="de" dir="ltr"');
    expect(page).toContain('<h1>Nachrichten, die du bekommst</h1>');
  });
});

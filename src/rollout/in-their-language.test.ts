import { Temporal } from 'temporal-polyfill';
import { RolloutStage } from '../../test/support/rollout-world.js';
import { unsaidIn } from '../../test/support/unsaid.js';
import { catalogueOf } from '../kernel/language/catalogue.js';
import { mirrored } from '../kernel/language/say.js';
import { render } from '../kernel/ui/render.js';
import { emptyForm } from '../kernel/ui/forms.js';
import { JoinDesk } from './join-desk.service.js';
import {
  CodePage,
  JoinPage,
  KnownPage,
  NoCodePage,
  RequestOverPage,
  TooManyPage,
  WaitingPage,
} from './join.pages.js';
import { NotMePage, OwnPage } from './own-page.pages.js';
import { sceneOf } from './scene.js';
import { SaidPage } from './told.pages.js';

/** Numbers and signs only: whatever letters a page shows then were said by us. */
const scene = sceneOf(
  {
    ...{ community: '12', language: 'tr', oldPlaces: ['1'], newPlaces: ['2'], announced: false },
    ...{ closesOn: Temporal.PlainDate.from('2026-07-07'), responsible: '3', contact: '4', baseUrl: '' },
  },
  mirrored,
);
const now = Temporal.Instant.from('2026-01-05T09:00:00Z');
const letter = {
  ...{ id: '1', key: '1', at: now, confirmed: false, language: 'en' as const, subject: '1', opening: '2' },
  ...{ paragraphs: [], action: null, nothing: '', signedBy: '' },
};

describe('own pages and the pages of strangers', () => {
  it('say every word in the reader’s language, from their own side', () => {
    const told = { path: '/m/x', say: mirrored, now, timeZone: 'UTC', letters: [letter], more: true };
    const form = { ...emptyForm(), reasons: [{ field: 'name', message: 'Write something here.' }] };
    const pages = {
      own: OwnPage({
        ...{ firstName: '5', path: '/m/x', scene, happening: [], said: null, cards: [], told },
      }),
      notMe: NotMePage({ path: '/m/x', scene }),
      told: SaidPage({ ...told, from: 0 }),
      code: CodePage({ say: mirrored, form: emptyForm() }),
      join: JoinPage({ code: 'abcdefgh', scene, form, once: '6' }),
      noCode: NoCodePage({ say: mirrored }),
      over: RequestOverPage({ say: mirrored }),
      tooMany: TooManyPage({ say: mirrored, again: 12, path: '/j/abcdefgh', typed: {} }),
      waiting: WaitingPage({ scene, mailed: true }),
      known: KnownPage({ scene }),
    };
    for (const [page, drawn] of Object.entries(pages)) {
      const html = render(drawn);
      expect({ page, dir: /<html[^>]* dir="(\w+)"/.exec(html)?.[1], unsaid: unsaidIn(html) }).toEqual({
        ...{ page, dir: 'rtl', unsaid: [] },
      });
    }
  });
});

describe('a stranger at the join page', () => {
  it('is asked in what their browser asks for, else in what the community speaks', async () => {
    const [german, french] = (['de', 'fr'] as const).map((one) => catalogueOf(one) as Map<string, string>);
    german!.set('Your name', 'Dein Name');
    french!.set('Your name', 'Ton nom');
    const stage = await RolloutStage.open();
    try {
      const world = await stage.settle();
      await world.rows(
        `update community set language = 'fr' where id = (select community_id from rollout where id = $1)`,
      );
      const { code } = await stage.app.get(JoinDesk).newCode(world.leads[0], world.id, {});
      const asked = async (accepts: string): Promise<string> => {
        const headers = { 'accept-language': accepts };
        const html = await (await fetch(`${stage.app.url}/j/${code}`, { headers })).text();
        return /<html lang="(\w+)"/.exec(html)![1]! + /<label[^>]*>(.*? .*?)</.exec(html)![1]!;
      };
      expect(await asked('de-AT,en;q=0.5')).toBe('deDein Name');
      expect(await asked('tr')).toBe('frTon nom');
    } finally {
      await stage.app.close();
    }
  });
});

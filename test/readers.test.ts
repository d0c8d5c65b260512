import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api } from './support/access-of-api.js';
import { pages } from './support/access-of-pages.js';
import { AccessWorld, type Visitor } from './support/access-world.js';

/** Whoever only reads figures: a landlord's friend may be one of them. */
describe('whoever reads numbers', () => {
  let world: AccessWorld;
  let reader: Visitor;
  let secret: RegExp;

  beforeAll(async () => {
    world = await AccessWorld.found();
    reader = await world.again(world.visitors.find(({ who }) => who === 'viewer')!);
    const rows = await world.street.town.rows<{ name: string }>('select display_name as name from member');
    const names = rows.flatMap(({ name }) => [name, name.split(' ')[0]!]).filter((name) => name.length > 3);
    const said = ['It is too long', 'Nobody finds the door', 'hill\\.example'];
    secret = new RegExp(`(?<![\\p{L}])(?:${[...names, ...said].join('|')})(?![\\p{L}])`, 'u');
  }, 120_000);
  afterAll(() => world.close());

  const gets = (table: typeof pages): string[] =>
    [...(table.viewer ?? [])].flatMap((row) =>
      /\bGET\b/.test(row) && !row.endsWith('/live') ? [row.split(' ').at(-1)!] : [],
    );
  /** Every page and file that leads on from these, as far as it opens. */
  const walk = async (from: string[]): Promise<Map<string, string>> => {
    const seen = new Map<string, string>();
    const ahead = [...from];
    for (let path = ahead.shift(); path !== undefined; path = ahead.shift()) {
      if (seen.has(path)) continue;
      const { status, text, headers } = await world.ask('GET', path, reader);
      seen.set(path, status === 200 ? text : '');
      const to = headers.get('location');
      const links = [...text.matchAll(/href="(\/[^"#]*)/g)].map(([, href]) => href!.replaceAll('&amp;', '&'));
      const more = [...links, ...(to ? [to] : [])].filter((href) => !/^\/(leave|assets|design)/.test(href));
      ahead.push(...more.filter((href) => !seen.has(href)));
    }
    return seen;
  };
  const told = (seen: Map<string, string>): string[] =>
    [...seen].flatMap(([path, text]) => {
      const found = secret.exec(text);
      return found ? [`${path}: ${text.slice(Math.max(0, found.index - 60), found.index + 40)}`] : [];
    });

  it('finds no member’s name, address or words on any page or in any file that opens', async () => {
    const notices = await world.street.town.rows<{ id: string }>('select id from notice order by id');
    const own = await Promise.all(gets(pages).map((path) => world.path(path, 'ours')));
    const each = notices.map(({ id }) => `${world.street.base}/messages/${id}`);
    const seen = await walk(['/', '/account', ...own, ...each]);
    const opened = [...seen].filter(([, text]) => text !== '');
    expect(opened.length).toBeGreaterThan(notices.length + 5);
    expect(told(seen)).toEqual([]);
  });

  it('nor by the API, with a token of their own', async () => {
    const seen = new Map<string, string>();
    for (const path of gets(api)) {
      const { status, text } = await world.ask('GET', await world.path(path, 'ours'), reader);
      expect([path, status]).toEqual([path, 200]);
      seen.set(path, text);
    }
    expect(told(seen)).toEqual([]);
  });

  it('is looked for by what leads do see', async () => {
    const lead = await world.again(world.visitors.find(({ who }) => who === 'lead')!);
    const { text } = await world.ask('GET', `${world.street.base}/people`, lead);
    expect(text).toMatch(secret);
  });
});

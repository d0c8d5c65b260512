import fs from 'node:fs';
import path from 'node:path';
import { options, type VNode } from 'preact';
import { startTestApp, type TestApp } from '../../test/support/test-app.js';
import { loadConfig } from '../kernel/config.js';
import { render } from '../kernel/ui/render.js';
import { DesignModule } from './design.module.js';
import { DesignPage, MemberDesignPage } from './design.pages.js';
import { inParts, inWhole } from './design.test-table.js';
import { wholeLeads } from './whole-leads.js';
import { wholeMembers } from './whole-members.js';

const whole = [...wholeLeads, ...wholeMembers];

/** What somebody reads, and what stands in attributes that are read aloud. */
const words = (html: string): string =>
  html
    .replaceAll(/<(?:script|style|title)[^>]*>.*?<\/(?:script|style|title)>/gs, '')
    .replaceAll(/<[^>]*?(?:aria-label|data-label)="([^"]*)"[^>]*>/g, ' $1 ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/&#39;|&quot;|&amp;/g, (entity) => ({ '&#39;': "'", '&quot;': '"', '&amp;': '&' })[entity]!)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (?=[.,:;?!”’])/g, '');

/** What is not to be seen of what must be. */
const missing = (html: string, seen: (string | RegExp)[]): (string | RegExp)[] =>
  seen.filter((one) => !(typeof one === 'string' ? words(html).includes(one) : one.test(html)));

/** Section → HTML, by the name that it is found by in the contents. */
function sections(html: string): Map<string, string> {
  const found = html.split(/(?=<section id="of-)/).slice(1);
  return new Map(found.map((one) => [/<h2>(.*?)<\/h2>/.exec(one)![1]!, one]));
}

describe('the design', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ modules: [DesignModule] });
  });
  afterAll(() => app.close());
  const open = async (at: string): Promise<{ html: string; status: number; policy: string }> => {
    const answer = await fetch(app.url + at);
    const policy = answer.headers.get('content-security-policy') ?? '';
    return { html: await answer.text(), status: answer.status, policy };
  };

  it.each(['/design', '/design/member', ...whole.map(({ slug }) => `/design/pages/${slug}`)])(
    'is shown at %s where people work on it, also mirrored, without inline style or script',
    async (at) => {
      for (const dir of ['ltr', 'rtl']) {
        const { html, status } = await open(`${at}?dir=${dir}`);
        expect(status).toBe(200);
        expect(html).not.toMatch(/ style=|<script(?! src)|<style/);
        const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
        expect(ids).toEqual([...new Set(ids)]);
      }
    },
  );

  it.each(['/design', '/design/member', '/design/pages/home'])('is mirrored at %s', async (at) => {
    expect((await open(at)).html).toContain('<html lang="en" dir="ltr"');
    expect((await open(`${at}?dir=rtl`)).html).toContain('<html lang="ar-XB" dir="rtl"');
  });

  it.each(['/design', '/design/member'])('names at %s each of its sections in its contents', async (at) => {
    const { html } = await open(at);
    const contents = /<ul class="contents">.*?<\/ul>/s.exec(html)![0];
    const named = [...contents.matchAll(/<a href="#(of-[^"]*)">/g)].map(([, id]) => id);
    const there = [...html.matchAll(/<section id="(of-[^"]*)">/g)].map(([, id]) => id);
    expect(there).toEqual(named);
    const table = inParts.filter(([page]) => page === at).map(([, name]) => name);
    expect([...sections(html).keys()].map(words)).toEqual(table);
  });

  it.each(inParts)('shows at %s “%s”', async (at, name, seen) => {
    const { html } = await open(at);
    const section = [...sections(html)].find(([title]) => words(title) === name)![1];
    expect(missing(section, seen)).toEqual([]);
  });

  it('says of each whole page what must be seen in it', () => {
    expect(inWhole.map(([slug]) => slug)).toEqual(whole.map(({ slug }) => slug));
  });

  it.each(inWhole)('shows the page “%s” as the product draws it', async (slug, seen) => {
    const { html } = await open(`/design/pages/${slug}`);
    expect(missing(html, seen)).toEqual([]);
  });

  it('shows a letter as a mail program does, and lets nothing else come with it', async () => {
    const one = await open('/design/mail');
    expect(words(one.html)).toContain('Hello Aylin');
    expect(words(one.html)).toContain('See how to begin');
    expect(one.html).not.toMatch(/\{\w+\}/);
    expect(one.policy).toBe("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    const several = await open('/design/mail?several=yes');
    expect(words(several.html)).toContain('Would a little help be good?');
  });

  it('lets who looks choose between light and dark', async () => {
    expect(words((await open('/design')).html)).toContain('Look: As on your device Light Dark');
  });

  it('knows no other page', async () => {
    expect((await open('/design/pages/attic')).status).toBe(404);
  });
});

describe('what pages are made of', () => {
  it('appears on the design, each component of it', async () => {
    const made = await exported('src/kernel/ui');
    expect(made.size).toBeGreaterThan(20);
    const drawn = drawnOn([
      () => DesignPage({ dir: 'ltr' }),
      () => MemberDesignPage({ dir: 'ltr' }),
      ...whole.map(
        ({ draw }) =>
          () =>
            draw('ltr'),
      ),
    ]);
    expect([...made].filter(([, one]) => !drawn.has(one)).map(([name]) => name)).toEqual([]);
  });
});

/** Name → component, of all files below a folder. */
async function exported(folder: string): Promise<Map<string, unknown>> {
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx') && !name.includes('.test.'));
  const modules = await Promise.all(
    files.map(async (name) => Object.entries((await import(path.resolve(folder, name))) as object)),
  );
  return new Map(
    modules.flat().filter(([name, one]) => typeof one === 'function' && /^[A-Z][a-z]/.test(name)),
  );
}

/** Every component that these pages are made of. */
function drawnOn(pages: (() => VNode)[]): Set<unknown> {
  const drawn = new Set<unknown>();
  options.vnode = (vnode) => {
    if (typeof vnode.type === 'function') drawn.add(vnode.type);
  };
  for (const page of pages) render(page());
  delete options.vnode;
  return drawn;
}

describe('where a community works', () => {
  it('does not show the design, unless a setting asks for it', async () => {
    const app = await startTestApp({ modules: [DesignModule], settings: { designPages: false } });
    for (const at of ['/design', '/design/member', '/design/pages/stopped', '/design/mail'])
      expect([at, (await fetch(app.url + at)).status]).toEqual([at, 404]);
    await app.close();
    expect(loadConfig({}).designPages).toBe(false);
    expect(loadConfig({ DESIGN_PAGES: 'on' }).designPages).toBe(true);
  });
});

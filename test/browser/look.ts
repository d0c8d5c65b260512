import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import type { Served } from './person.js';

const require = createRequire(import.meta.url);
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** For people to look at; where nobody does, they are a third of the time. */
const pictures = process.env['CI'] !== 'true';
const artefacts = path.resolve(import.meta.dirname, '../../artefacts');

const looks = [
  { width: 320, scheme: 'light' },
  { width: 320, scheme: 'dark' },
  { width: 1280, scheme: 'dark' },
  { width: 1280, scheme: 'light' },
] as const;

/** WCAG 2.2 A and AA, and what axe calls best practice. */
const rules = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
  preload: false,
};
/** Of these, what another width or another light can change. */
const changing = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'link-in-text-block'];

/**
 * Looks at pages as they were served, narrow and wide, light and dark. They are shown once more in a browser with
 * script, so that axe can run there; what is looked at is every byte and header that somebody got.
 */
export class Eyes {
  private readonly known = new Set<string>();

  private constructor(
    private readonly page: Page,
    private readonly folder: string,
  ) {}

  /** @param assets what the pages need beside themselves, as it was served */
  static async open(
    browser: Browser,
    name: string,
    assets: Map<string, { body: string; type: string }>,
  ): Promise<Eyes> {
    const context = await browser.newContext();
    await context.route('**/*', (route) => {
      const asset = assets.get(route.request().url());
      if (asset) return route.fulfill({ body: asset.body, headers: { 'content-type': asset.type } });
      // A script that a browser without script never fetched, or what a script asks for afterwards: nothing comes.
      const type = route.request().resourceType() === 'script' ? 'text/javascript' : 'text/event-stream';
      return route.fulfill({ body: '', headers: { 'content-type': type } });
    });
    const folder = path.join(artefacts, name.replaceAll(/\W+/g, '-').toLowerCase());
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
    return new Eyes(await context.newPage(), folder);
  }

  /** Everything to complain of. A page that differs from one already looked at in names and numbers only is passed over. */
  async lookAt(served: Served): Promise<string[]> {
    const shape = shapeOf(served.html);
    if (this.known.has(shape)) return [];
    this.known.add(shape);
    const { page } = this;
    const found: string[] = inline(served.html);
    const hear = (message: { type(): string; text(): string }): void => {
      if (message.type() === 'error') found.push(message.text());
    };
    page.on('console', hear);
    await this.show(served);
    const title = await page.title();
    for (const [i, { width, scheme }] of looks.entries()) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: scheme });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) found.push(`${width} px: the page is ${wide} px wide`);
      const all = i === 0 ? rules : { ...rules, runOnly: changing };
      for (const problem of await this.axe(all))
        if (!found.some((known) => known.endsWith(problem))) found.push(`${width} px, ${scheme}: ${problem}`);
      if (pictures) await this.picture(`${this.known.size} ${title} ${width} ${scheme}`);
    }
    page.off('console', hear);
    return found.map((problem) => `“${title}” ${new URL(served.url).pathname}: ${problem}`);
  }

  private async show({ url, html, headers }: Served): Promise<void> {
    const { page } = this;
    const policy = headers['content-security-policy'] ?? '';
    const dressed = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
    await page.route(url, (route) => route.fulfill({ body: html, headers: dressed }), { times: 1 });
    await page.goto(url, { waitUntil: 'load' });
    await page.evaluate(axe);
  }

  private async axe(options: object): Promise<string[]> {
    const { violations } = await this.page.evaluate(
      (given) => (globalThis as unknown as { axe: { run(o: object): Promise<AxeResults> } }).axe.run(given),
      options,
    );
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${id}: ${help}. ${html.slice(0, 200)} ${failureSummary}`),
    );
  }

  private async picture(name: string): Promise<void> {
    const file = `${name.replaceAll(/[^\w-]+/g, '-').toLowerCase()}.jpeg`;
    const where = path.join(this.folder, file);
    await this.page.screenshot({ path: where, type: 'jpeg', quality: 70, fullPage: true });
  }
}

/** Script and style stand in files of their own, so that the policy can forbid them anywhere else. */
function inline(html: string): string[] {
  const found = html.match(/<script(?![^>]*\ssrc=)[^>]*>|<style[^>]*>|<[^>]+\s(?:style|on[a-z]+)="[^>]*>/g);
  return (found ?? []).map((tag) => `inline: ${tag}`);
}

/** Without what differs from person to person and from day to day. */
const shapeOf = (html: string): string =>
  html
    .replaceAll(/[\w-]{22,}/g, '')
    .replaceAll(/value="[^"]*"/g, '')
    .replaceAll(/\d+/g, '');

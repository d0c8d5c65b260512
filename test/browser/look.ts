import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import type { Served } from './person.js';

const require = createRequire(import.meta.url);
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const artefacts = path.resolve(import.meta.dirname, '../../artefacts');

/** Narrow as the device has it; wide against the device, as it was chosen at the end of a page. */
const looks = [
  { width: 320, device: 'light' },
  { width: 320, device: 'dark' },
  { width: 1280, device: 'light', chosen: 'dark' },
  { width: 1280, device: 'dark', chosen: 'light' },
] as const;

/** For people to look at: on the machine of whoever works on a page all four; else the two that differ most. */
const pictured = process.env['CI'] === 'true' ? [0, 2] : [0, 1, 2, 3];

/** WCAG 2.2 A and AA, and what axe calls best practice. */
const rules = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
  preload: false,
};
/** Of these, what another light can change, and what another width can. */
const byLight = ['color-contrast', 'link-in-text-block'];
const byWidth = [...byLight, 'target-size', 'scrollable-region-focusable'];
const inTurn = [rules, ...[byLight, byWidth, byLight].map((runOnly) => ({ ...rules, runOnly }))];

/**
 * Looks at pages as they were served, narrow and wide, light and dark. They are shown once more in a browser with
 * script, so that axe can run there; what is looked at is every byte and header that somebody got.
 */
export class Eyes {
  private constructor(
    private readonly pages: Page[],
    private readonly folder: string,
  ) {}

  /** @param assets what the pages need beside themselves, as it was served */
  static async open(
    browser: Browser,
    name: string,
    assets: Map<string, { body: string; type: string }>,
  ): Promise<Eyes> {
    const context = await browser.newContext();
    await context.addInitScript(axe);
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
    // Two, so that no core waits for the other.
    return new Eyes(await Promise.all([context.newPage(), context.newPage()]), folder);
  }

  /** Everything to complain of. Of pages that differ in names and numbers only, one is looked at. */
  async lookAt(all: Served[]): Promise<string[]> {
    const ahead = [...new Map(all.map((served) => [shapeOf(served.html), served])).values()].entries();
    const found: string[] = [];
    const looking = this.pages.map(async (page) => {
      for (const [i, served] of ahead) found.push(...(await this.lookAtOne(page, served, i + 1)));
    });
    await Promise.all(looking);
    return found;
  }

  private async lookAtOne(page: Page, served: Served, number: number): Promise<string[]> {
    const found: string[] = inline(served.html);
    const hear = (message: { type(): string; text(): string }): void => {
      if (message.type() === 'error') found.push(message.text());
    };
    page.on('console', hear);
    await show(page, served);
    const title = await page.title();
    for (const [i, { width, device, ...look }] of looks.entries()) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: device });
      const chosen = 'chosen' in look ? look.chosen : null;
      const wide = await page.evaluate(wearing, chosen);
      if (wide > width) found.push(`${width} px: the page is ${wide} px wide`);
      for (const problem of await problems(page, inTurn[i]!))
        if (!found.some((known) => known.endsWith(problem)))
          found.push(`${width} px, ${chosen ?? device}: ${problem}`);
      if (pictured.includes(i)) await this.picture(page, `${number} ${title} ${width} ${chosen ?? device}`);
    }
    page.off('console', hear);
    return found.map((problem) => `“${title}” ${new URL(served.url).pathname}: ${problem}`);
  }

  private async picture(page: Page, name: string): Promise<void> {
    const file = `${name.replaceAll(/[^\w-]+/g, '-').toLowerCase()}.jpeg`;
    const where = path.join(this.folder, file);
    await page.screenshot({ path: where, type: 'jpeg', quality: 70, fullPage: true });
  }
}

async function show(page: Page, { url, html, headers }: Served): Promise<void> {
  const policy = headers['content-security-policy'] ?? '';
  const dressed = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
  await page.route(url, (route) => route.fulfill({ body: html, headers: dressed }), { times: 1 });
  await page.goto(url, { waitUntil: 'load' });
}

/** Runs in the page: in the light that was chosen, or in the device's own. Answers with how wide the page is. */
function wearing(chosen: 'light' | 'dark' | null): number {
  const { documentElement: root } = document;
  if (chosen) root.dataset['theme'] = chosen;
  else delete root.dataset['theme'];
  return root.scrollWidth;
}

async function problems(page: Page, options: object): Promise<string[]> {
  const { violations } = await page.evaluate(
    (given) => (globalThis as unknown as { axe: { run(o: object): Promise<AxeResults> } }).axe.run(given),
    options,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${help}. ${html.slice(0, 200)} ${failureSummary}`),
  );
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
    .replaceAll(/value="[^"]*"|\?seen=[\w-]+/g, '')
    .replaceAll(/\d+/g, '');

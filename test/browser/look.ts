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
type Look = (typeof looks)[number];

const lightOf = (look: Look): 'light' | 'dark' => ('chosen' in look ? look.chosen : look.device);

/** For people to look at: on the machine of whoever works on a page all four; else one, in turn the two that differ most. */
const pictured = (number: number): number[] =>
  process.env['CI'] === 'true' ? [number % 2 === 1 ? 0 : 2] : [0, 1, 2, 3];

/** WCAG 2.2 A and AA, and what axe calls best practice. */
const rules = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
  preload: false,
};
/** Of these, what another light can change, and what another width can; the look that comes first has them all. */
const byLight = ['color-contrast', 'link-in-text-block'];
const byWidth = ['target-size', 'scrollable-region-focusable'];
const inTurn = [[], [], byWidth, []];

/**
 * Looks at pages as they were served, narrow and wide, light and dark. They are shown once more in a browser with
 * script, so that axe can run there; what is looked at is every byte and header that somebody got.
 */
export class Eyes {
  /** By look: the kinds of elements whose colours were looked at. */
  private readonly coloured = looks.map(() => new Set<number>());

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

  /**
   * Everything to complain of. Of pages that differ in names and numbers only, one is looked at; of pages that are
   * built alike and say something else, the others must only fit.
   */
  async lookAt(all: Served[]): Promise<string[]> {
    const built = new Set<string>();
    const ahead = [...new Map(all.map((served) => [shapeOf(served.html), served])).values()]
      .map((served) => ({ served, likeAnother: built.size === built.add(frameOf(served.html)).size }))
      .entries();
    const found: string[] = [];
    const looking = this.pages.map(async (page) => {
      for (const [i, { served, likeAnother }] of ahead)
        found.push(...(await this.lookAtOne(page, served, i + 1, likeAnother)));
    });
    await Promise.all(looking);
    return found;
  }

  private async lookAtOne(
    page: Page,
    served: Served,
    number: number,
    likeAnother: boolean,
  ): Promise<string[]> {
    const found: string[] = inline(served.html);
    const hear = (message: { type(): string; text(): string }): void => {
      if (message.type() === 'error') found.push(message.text());
    };
    page.on('console', hear);
    await show(page, served);
    const title = await page.title();
    const picture = (look: Look): Promise<void> =>
      this.picture(page, `${number} ${title} ${look.width} ${lightOf(look)}`);
    for (const [i, look] of looks.entries()) {
      const wide = await wear(page, look);
      if (wide > look.width) found.push(`${look.width} px: the page is ${wide} px wide`);
      if (likeAnother) break;
      const options = await this.rulesFor(page, i);
      for (const problem of options ? await problems(page, options) : [])
        if (!found.some((known) => known.endsWith(problem)))
          found.push(`${look.width} px, ${lightOf(look)}: ${problem}`);
      if (pictured(number).includes(i)) await picture(look);
    }
    // What is wrong is looked at by people in every look.
    if (found.length > 0) for (const look of looks) await wear(page, look).then(() => picture(look));
    page.off('console', hear);
    return found.map((problem) => `“${title}” ${new URL(served.url).pathname}: ${problem}`);
  }

  /** What is new in this look: colours only where a page has elements in it that no other had. */
  private async rulesFor(page: Page, look: number): Promise<object | undefined> {
    const known = this.coloured[look]!;
    const before = known.size;
    for (const kind of await page.evaluate(kinds)) known.add(kind);
    const runOnly = [...inTurn[look]!, ...(known.size > before ? byLight : [])];
    if (look === 0) return rules;
    return runOnly.length > 0 ? { ...rules, runOnly } : undefined;
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

/** Dresses a page for a look; answers with how wide it is. */
async function wear(page: Page, look: Look): Promise<number> {
  if (page.viewportSize()?.width !== look.width)
    await page.setViewportSize({ width: look.width, height: 800 });
  await page.emulateMedia({ colorScheme: look.device });
  return page.evaluate(wearing, 'chosen' in look ? look.chosen : null);
}

/** Runs in the page: in the light that was chosen, or in the device's own. Answers with how wide the page is. */
function wearing(chosen: 'light' | 'dark' | null): number {
  const { documentElement: root } = document;
  if (chosen) root.dataset['theme'] = chosen;
  else delete root.dataset['theme'];
  return root.scrollWidth;
}

/**
 * Runs in the page: what colours depend on, an element with its classes and state within others. Nothing else can
 * colour it, because the policy of our pages forbids styles beside the stylesheet.
 */
function kinds(): number[] {
  const found = new Map<Element | null, number>([[null, 0]]);
  for (const element of document.querySelectorAll('*')) {
    const state = [...element.attributes].map(({ name, value }) =>
      /^(class|type|role|aria-(current|invalid|disabled)|data-theme|dir)$/.test(name)
        ? `${name}=${value}`
        : name,
    );
    let kind = found.get(element.parentElement)!;
    for (const letter of `<${element.tagName} ${state.join(' ')}`)
      kind = (Math.imul(kind, 31) + letter.codePointAt(0)!) | 0;
    found.set(element, kind);
  }
  return [...new Set(found.values())];
}

function problems(page: Page, options: object): Promise<string[]> {
  return page.evaluate(complaints, options);
}

/** Runs in the page; only what is wrong leaves it: all that axe found takes longer to pass on than to find. */
async function complaints(options: object): Promise<string[]> {
  const inPage = globalThis as unknown as { axe: { run(given: object): Promise<AxeResults> } };
  const { violations } = await inPage.axe.run(options);
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

/** What axe looks at: elements with their classes and names for those who listen, without the words between them. */
const frameOf = (html: string): string =>
  shapeOf(html)
    .replaceAll(
      /\s(?:href|action|formaction|content|placeholder|d|x\d?|y\d?|width|height|points)="[^"]*"/g,
      '',
    )
    .replaceAll(/>[^<]*[^<\s][^<]*</g, '>…<');

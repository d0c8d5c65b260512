import type { Browser, BrowserContext, Locator, Page, Response } from 'playwright-core';

/** How somebody comes: with which screen, by day or by night, with script or without. */
export interface Manner {
  script: boolean;
  width: 320 | 1280;
  scheme: 'light' | 'dark';
}

export const manners: [string, Manner][] = [
  ['on an old phone, without script', { script: false, width: 320, scheme: 'light' }],
  ['on a wide screen in the evening, with script', { script: true, width: 1280, scheme: 'dark' }],
];

/** A page as it was served: also one that answers an act, and one that is shown only once. */
export interface Served {
  url: string;
  html: string;
  headers: Record<string, string>;
}

/** Somebody with a browser of their own, who finds things by their words and does what a person does. */
export class Person {
  /** Every page that they saw, in order. */
  readonly seen: Served[] = [];
  /** What a page complained of, and whom else it called. */
  readonly complaints: string[] = [];
  /** Stylesheets and scripts of these pages, by address. */
  readonly assets = new Map<string, { body: string; type: string }>();
  private readonly arriving: Promise<void>[] = [];

  private constructor(
    private readonly home: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async come(browser: Browser, home: string, { script, width, scheme }: Manner): Promise<Person> {
    const context = await browser.newContext({
      javaScriptEnabled: script,
      viewport: { width, height: 800 },
      colorScheme: scheme,
      baseURL: home,
    });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    const person = new Person(home, context, page);
    person.watch();
    return person;
  }

  private watch(): void {
    const { page, home } = this;
    page.on('request', (request) => {
      if (!request.url().startsWith(home) && !request.url().startsWith('data:'))
        this.complaints.push(`${page.url()} asks for ${request.url()}`);
    });
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${error.message}`));
    page.on('console', (message) => {
      // A page that says no is reported as a resource that failed to load: no complaint of the page's own.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.complaints.push(`${page.url()}: ${message.text()}`);
    });
    page.on('response', (response) => this.arriving.push(this.keep(response)));
  }

  private async keep(response: Response): Promise<void> {
    const { 'content-type': type = '', ...headers } = response.headers();
    const url = response.url();
    if (response.status() >= 300 && response.status() < 400) return;
    if (/^text\/(css|javascript)/.test(type)) this.assets.set(url, { body: await response.text(), type });
    else if (type.startsWith('text/html') && response.request().isNavigationRequest()) {
      // What another press took the place of before it came was seen by nobody.
      const html = await response.text().catch(() => undefined);
      if (html !== undefined) this.seen.push({ url, html, headers });
    }
  }

  /** Opens an address as from a message, a poster or the bar of the browser. Answers with the status. */
  async open(path: string): Promise<number> {
    const answer = await this.page.goto(path);
    await this.arrived();
    return answer!.status();
  }

  /** Follows a link, by its words. */
  async follow(words: string | RegExp, within: Locator | Page = this.page): Promise<void> {
    const exact = typeof words === 'string';
    await (await this.finds(within.getByRole('link', { name: words, exact }))).click();
    await this.arrived();
  }

  /** Presses a button, by its words. */
  async press(words: string | RegExp, within: Locator | Page = this.page): Promise<void> {
    const exact = typeof words === 'string';
    await (await this.finds(within.getByRole('button', { name: words, exact }))).click();
    await this.arrived();
  }

  /** Writes into the field that is labelled so. */
  async write(label: string | RegExp, text: string): Promise<void> {
    await (await this.finds(this.page.getByLabel(label, { exact: typeof label === 'string' }))).fill(text);
  }

  /** Chooses a file from their device. */
  async attach(label: string, name: string, text: string): Promise<void> {
    const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
    await (await this.finds(this.page.getByLabel(label, { exact: true }))).setInputFiles(file);
  }

  /** Ticks what is labelled so: one of several, or one more. Within a question, where several ask alike. */
  async choose(label: string | RegExp, question?: string | RegExp): Promise<void> {
    const where = question ? this.page.getByRole('group', { name: question }) : this.page;
    await (await this.finds(where.getByLabel(label))).check();
  }

  /** Opens what is folded away. */
  async unfold(words: string | RegExp): Promise<void> {
    await (await this.finds(this.page.locator('summary', { hasText: words }))).click();
  }

  /** The part of the page under a heading: an article or a section. */
  part(heading: string | RegExp): Locator {
    return this.page
      .locator('article, section, li')
      .filter({ has: this.page.getByRole('heading', { name: heading }) })
      .last();
  }

  /** What stands on the page, as it is read. */
  async reads(): Promise<string> {
    const shown = [await this.page.locator('body').innerText()];
    // What is there to be copied stands in boxes.
    for (const box of await this.page.locator('textarea[readonly]:visible').all())
      shown.push(await box.inputValue());
    return shown.join(' ').replaceAll(/\s+/g, ' ');
  }

  get heading(): Promise<string> {
    return this.page.getByRole('heading', { level: 1 }).first().innerText();
  }

  get path(): string {
    const { pathname, search } = new URL(this.page.url());
    return pathname + search;
  }

  /** What they hold in their hands after pressing or following something that is kept as a file. */
  async takes(words: string | RegExp, as: 'link' | 'button' = 'link'): Promise<string> {
    const thing = await this.finds(
      this.page.getByRole(as, { name: words, exact: typeof words === 'string' }),
    );
    const [download] = await Promise.all([this.page.waitForEvent('download'), thing.click()]);
    const parts: Buffer[] = [];
    for await (const part of await download.createReadStream()) parts.push(part as Buffer);
    return Buffer.concat(parts).toString();
  }

  /** The first such thing. A page is complete when it has arrived: what is not there is not waited for. */
  private async finds(wanted: Locator): Promise<Locator> {
    if ((await wanted.count()) > 0) return wanted.first();
    throw new Error(`There is no ${String(wanted)} on ${this.path}: ${await this.reads()}`);
  }

  /** The page is there, and what it served is kept. */
  private async arrived(): Promise<void> {
    await this.page.waitForLoadState('load');
    await Promise.all(this.arriving.splice(0));
  }
}

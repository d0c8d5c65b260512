import { SESSION_COOKIE } from '../../src/access/session-cookie.js';
import { SignIn } from '../../src/access/sign-in.js';
import type { TestApp } from './test-app.js';
import { ledTo } from './led-to.js';

export interface Opened {
  status: number;
  html: string;
  location: string | null;
}

/** Name → value; as pairs where one name has several values. */
type Typed = Record<string, string> | [string, string][];

/** A lead's browser without script: opens pages, presses the buttons that stand on them. */
export class LeadBrowser {
  private constructor(
    private readonly app: TestApp,
    private readonly cookie: string,
  ) {}

  /** As whoever the cookie was given to. */
  static with(app: TestApp, cookie: string): LeadBrowser {
    return new LeadBrowser(app, cookie);
  }

  static async enter(app: TestApp, accountId: string): Promise<LeadBrowser> {
    const link = await app.dataSource.transaction((tx) => app.get(SignIn).link(tx, accountId));
    return new LeadBrowser(app, `${SESSION_COOKIE}=${await app.get(SignIn).enter(link)}`);
  }

  async open(path: string): Promise<Opened> {
    return this.fetch(path, {});
  }

  /** Sends the form of a page that leads to `action`, with its hidden fields; then opens where that leads on. */
  async press(page: string, action: string, fields: Typed = {}): Promise<Opened> {
    return (await this.form(page, action))(fields);
  }

  /** The same form, to be sent later: as by somebody who left the page open. */
  async form(page: string, action: string): Promise<(fields?: Typed) => Promise<Opened>> {
    const hidden = await this.hidden(page, action);
    return (fields = {}) => {
      const typed = Array.isArray(fields) ? fields : Object.entries(fields);
      const kept = Object.entries(hidden).filter(([name]) => !typed.some(([other]) => other === name));
      return this.post(action, new URLSearchParams([...kept, ...typed]));
    };
  }

  private async hidden(page: string, action: string): Promise<Record<string, string>> {
    const { html } = await this.open(page);
    const form = new RegExp(`<form[^>]*action="${escape(action)}#problem"[^>]*>(.*?)</form>`, 's').exec(
      html,
    )?.[1];
    if (form === undefined) throw new Error(`${page} has no form that leads to ${action}`);
    const inputs = form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
    return Object.fromEntries([...inputs].map(([, name, value]) => [name!, value!]));
  }

  private async post(action: string, body: URLSearchParams | FormData): Promise<Opened> {
    const answer = await this.fetch(action, { method: 'POST', body });
    return answer.location ? this.open(answer.location) : answer;
  }

  /** The same for a form with a file. */
  async upload(page: string, action: string, fields: Record<string, string>, csv: string): Promise<Opened> {
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...(await this.hidden(page, action)), ...fields }))
      body.append(name, value);
    body.append('file', new Blob([csv]), 'roster.csv');
    return this.post(action, body);
  }

  /** A form as another site would send it: with the cookie, without the page's own token. */
  forge(action: string): Promise<Opened> {
    return this.fetch(action, { method: 'POST', body: new URLSearchParams() });
  }

  private async fetch(path: string, init: RequestInit): Promise<Opened> {
    const headers = { cookie: this.cookie };
    const answer = await fetch(this.app.url + path, { ...init, headers, redirect: 'manual' });
    return { status: answer.status, html: await answer.text(), location: ledTo(answer) };
  }
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

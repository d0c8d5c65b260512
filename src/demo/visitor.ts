import { ask, type Asking } from './wire.js';

/** A form as a person sees it: where it leads, and what can be filled in. */
export interface Form {
  action: string;
  /** Hidden fields, texts with what stands in them, and what is ticked already. */
  values: [string, string][];
  /** Names of text fields. */
  texts: string[];
  /** What can be chosen under each name, by radio or box, with the words beside it. */
  choices: Map<string, { value: string; words: string }[]>;
  buttons: { name: string; value: string; words: string }[];
}

export interface Visited {
  status: number;
  path: string;
  html: string;
  text: string;
  forms: Form[];
}

/** So many redirects nobody follows. */
const tired = 100;

/** A browser without scripts, in the hand of one person: it follows links, fills in forms and keeps cookies. */
export class Visitor {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly url: string) {}

  open(path: string): Promise<Visited> {
    return this.request(path, { method: 'GET' });
  }

  /** Sends a form with these answers beside what stood in it, and sees what comes of it. */
  send(form: Form, answers: [string, string][] = []): Promise<Visited> {
    return this.submit(form, answers, 0);
  }

  /** Sends a form and looks away: whoever presses the last button of a page seldom reads what it says then. */
  async leave(form: Form, answers: [string, string][] = []): Promise<void> {
    await this.submit(form, answers, tired);
  }

  private submit(form: Form, answers: [string, string][], hops: number): Promise<Visited> {
    const given = new Set(answers.map(([name]) => name));
    const body = new URLSearchParams([...form.values.filter(([name]) => !given.has(name)), ...answers]);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.request(form.action, { method: 'POST', body: body.toString(), headers }, hops);
  }

  private async request(path: string, asking: Asking, hops = 0): Promise<Visited> {
    const target = new URL(path, this.url);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const {
      status,
      headers,
      text: html,
    } = await ask(target, {
      ...asking,
      headers: { ...asking.headers, ...(cookie && { cookie }) },
    });
    for (const line of headers['set-cookie'] ?? []) {
      const [name, value] = line.split(';')[0]!.split('=');
      this.cookies.set(name!, value ?? '');
    }
    const { location } = headers;
    if (status >= 300 && status < 400 && location && hops < tired) {
      if (hops > 5) throw new Error(`Too many redirects from ${target.pathname.split('/')[1]}.`);
      return this.request(location, { method: 'GET' }, hops + 1);
    }
    return { status, path: target.pathname, html, text: textOf(html), forms: formsOf(html) };
  }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const plain = (html: string): string =>
  html.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name]!);

function textOf(html: string): string {
  return plain(html.replaceAll(/<[^>]+>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function attributes(tag: string): Map<string, string> {
  const found = [...tag.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].slice(1);
  return new Map(found.map((match) => [match[1]!, plain(match[2] ?? '')]));
}

function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(([whole]) => {
    const own = attributes(/<form\b[^>]*>/.exec(whole)![0]);
    const form: Form = {
      action: own.get('action') ?? '',
      values: [],
      texts: [],
      choices: new Map(),
      buttons: [],
    };
    for (const match of whole.matchAll(/<input\b[^>]*>|<(textarea|button)\b[^>]*>([\s\S]*?)<\/\1>/g))
      readControl(form, match, whole);
    return form;
  });
}

function readControl(form: Form, match: RegExpExecArray, whole: string): void {
  const [tag, kind = 'input', inner = ''] = match;
  const given = attributes(tag.slice(0, tag.indexOf('>') + 1));
  const name = given.get('name') ?? '';
  const value = given.get('value') ?? '';
  if (kind === 'button') {
    form.buttons.push({ name, value, words: textOf(inner) });
    return;
  }
  const type = given.get('type');
  if (type === 'radio' || type === 'checkbox') {
    const after = whole.slice(match.index + tag.length);
    const words = textOf(after.slice(0, after.search(/<\/label>/)));
    form.choices.set(name, [...(form.choices.get(name) ?? []), { value, words }]);
    if (given.has('checked')) form.values.push([name, value]);
    return;
  }
  if (type !== 'hidden') form.texts.push(name);
  form.values.push([name, kind === 'textarea' ? plain(inner) : value]);
}

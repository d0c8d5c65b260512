import { doors, lets, looks, type Door } from '../support/access-doors.js';
import type { AccessWorld, Answer, Visitor } from '../support/access-world.js';
import type { Served } from './person.js';

/** Of a list of people or of things to come, one is like the next. */
const kindOf = (path: string): string =>
  path
    .replace(/^\/roster\/people\/[^/]+/, '/roster/people/…')
    .replace(/\/(agenda|messages|plays|who)\/[^/]+$/, '/$1/…')
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w-]{22}/g, '…');

/** What there is to look at. A letter is none of it: it has the styles in it that mail programs want. */
export const pageDoors = doors.filter(
  (door) => looks(door) && !door.path.startsWith('/api') && door.path !== '/design/mail',
);

/** What takes seconds to draw is drawn once; what looks at the caller alone, for nobody twice. */
const slow = /\/rehearsal/;

/** Pages as they are served to somebody on Garden Street. */
export class Drawn {
  readonly served: Served[] = [];
  /** What was opened, by kind. */
  private readonly opened = new Set<string>();
  private readonly doors = new Set<string>();
  private readonly ahead: [path: string, visitor: Visitor][] = [];

  constructor(private readonly world: AccessWorld) {}

  private get home(): string {
    return this.world.street.town.url;
  }

  visitor(who: Visitor['who']): Visitor {
    return this.world.visitors.find((one) => one.who === who)!;
  }

  /** Opens an address and keeps the page that comes, whatever its status. */
  async open(path: string, as: Visitor, method = 'GET', fields = {}): Promise<Answer> {
    const answer = await this.world.ask(method, path, as, new URLSearchParams(fields));
    if (!isPage(answer)) return answer;
    this.opened.add(kindOf(path));
    this.served.push({
      url: this.home + path,
      html: answer.text,
      headers: Object.fromEntries(answer.headers),
    });
    for (const [, href] of answer.text.matchAll(/<a [^>]*?href="(\/[^"?#]*)/g))
      // What the pages of the design show is nowhere to be found.
      if ((!path.startsWith('/design/') && path !== '/design') || href!.startsWith('/design/pages/'))
        this.ahead.push([href!, as]);
    return answer;
  }

  /** Opens a route for everybody who may see it, or by these links. */
  async openDoor(door: Door, links: string[]): Promise<void> {
    const byLink = door.gate === 'whoever holds the link' && door.path.includes(':token');
    const all = (byLink ? links : [undefined]).map((link) => this.world.path(door.path, 'ours', link));
    for (const path of new Set(await Promise.all(all)))
      for (const visitor of this.whoMay(door)) {
        const { status } = await this.open(path, visitor);
        if (status === 200) this.doors.add(door.path);
      }
  }

  /** Behind these nobody has found anything. */
  get closed(): string[] {
    return pageDoors.map(({ path }) => path).filter((path) => !this.doors.has(path));
  }

  private whoMay({ gate, path }: Door): Visitor[] {
    const who: Visitor['who'][] = slow.test(path) ? ['lead'] : ['stranger', 'admin', 'lead', 'viewer'];
    return gate === 'whoever holds the link'
      ? [this.visitor('stranger')]
      : who.filter((one) => lets[gate].includes(one)).map((one) => this.visitor(one));
  }

  /** Where the links of these pages lead, and theirs; of what is alike, one. Answers with those that lead nowhere. */
  async follow(): Promise<string[]> {
    const dead: string[] = [];
    for (let next = this.ahead.shift(); next; next = this.ahead.shift()) {
      const [path, visitor] = next;
      if (this.opened.has(kindOf(path))) continue;
      this.opened.add(kindOf(path));
      const { status } = await this.open(path, visitor);
      if (status >= 400) dead.push(`${path}: ${status}`);
    }
    return dead;
  }

  /** What the pages need beside themselves, by address. */
  async assets(): Promise<Map<string, { body: string; type: string }>> {
    const paths = new Set(
      this.served.flatMap(({ html }) =>
        Array.from(html.matchAll(/"(\/assets\/[^"]+)"/g), ([, path]) => path!),
      ),
    );
    const found = [...paths].map(async (path) => {
      const { text, headers } = await this.world.ask('GET', path, this.visitor('stranger'));
      return [this.home + path, { body: text, type: headers.get('content-type')! }] as const;
    });
    return new Map(await Promise.all(found));
  }
}

const isPage = ({ headers, text }: Answer): boolean =>
  (headers.get('content-type') ?? '').startsWith('text/html') && text !== '';

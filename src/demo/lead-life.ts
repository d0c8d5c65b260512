import { Temporal } from 'temporal-polyfill';
import type { Client } from './client.js';
import { ClosingLife } from './closing-life.js';
import { tolerate } from './client.js';
import type { LeadWorld } from './lead-world.js';

interface Phase {
  key: string;
  openedOn: string | null;
  closedOn: string | null;
  gate: { criterion: string; state: string; evidence: string }[];
}

interface Finding {
  id: string;
  state: string;
  faqEntryId: string | null;
  dismissal: string | null;
}

/** What the leads of the demo do in a day, through the API alone. One acts, a second says yes where two are needed. */
export class LeadLife {
  private readonly done = new Set<string>();
  private readonly since = new Map<string, Temporal.Instant>();
  private readonly closing: ClosingLife;

  constructor(
    private first: Client,
    private readonly second: Client,
    private readonly world: LeadWorld,
  ) {
    this.closing = new ClosingLife(second, world);
  }

  /** Somebody else takes over. */
  handOver(to: Client): void {
    this.first = to;
  }

  private get base(): string {
    return `/rollouts/${this.world.rolloutId}`;
  }

  /** Whether everything is done: all phases are closed. */
  async day(today: Temporal.PlainDate): Promise<boolean> {
    const phases = await this.first.get<Phase[]>(`${this.base}/phases`);
    const opened = (key: string): boolean =>
      phases.some((phase) => phase.key === key && phase.openedOn !== null);
    const closed = (key: string): boolean =>
      phases.some((phase) => phase.key === key && phase.closedOn !== null);
    if (opened('pilot')) await this.once('circle', () => this.chooseCircle());
    await this.byHand();
    await this.posts();
    await this.joinRequests();
    await this.helpRequests();
    if (opened('pilot') && !closed('pilot')) await this.readAnswers();
    await this.mend();
    if (opened('refine')) await this.document(today);
    if (opened('launch')) await this.launch(today);
    let open = 0;
    for (const phase of phases) if (!phase.closedOn && !(await this.close(phase))) open += 1;
    if (closed('launch') && closed('refine')) await this.closing.day(this.first, today);
    return open === 0;
  }

  /** The day on which the old place closed, and whether everybody was told in time. */
  get closed(): { on: string | null; proven: boolean } {
    return this.closing.closed;
  }

  private async chooseCircle(): Promise<void> {
    const suggested = await this.first.get<{ participationId: string }[]>(
      `${this.base}/pilot/circle/suggestion?size=8&seed=${encodeURIComponent(this.world.seed)}`,
    );
    const members = suggested.map(({ participationId }) => ({ participationId }));
    await this.first.put(`${this.base}/pilot/circle`, { members });
    await this.first.post(`${this.base}/pilot/circle/confirm`);
    this.world.tell(`the circle is chosen: ${members.length} people`);
  }

  /** The leads know everybody's cards; each tells whom their own list names. */
  private async byHand(): Promise<void> {
    interface Cards {
      people: { deliveryId: string; memberId: string; ownPage: string }[];
    }
    const all = await this.first.get<Cards>(`${this.base}/by-hand`);
    for (const { memberId, ownPage } of all.people) this.world.handBook.note(memberId, ownPage);
    for (const client of [this.first, this.second]) {
      const { people } = await client.get<Cards>(`${this.base}/by-hand?mine=true`);
      for (const { deliveryId, ownPage } of people) {
        await client.post(`${this.base}/by-hand/${deliveryId}/told`, { how: 'phone' });
        this.world.handBook.told(deliveryId);
        this.world.handBook.reached(ownPage);
      }
    }
  }

  private async posts(): Promise<void> {
    const { posts } = await this.first.get<{
      posts: { id: string; dueOn: string; postedAt: string | null }[];
    }>(`${this.base}/posts`);
    const today = this.world.stage.now.toString().slice(0, 10);
    for (const post of posts.filter((one) => one.postedAt === null && one.dueOn <= today))
      await this.first.post(`${this.base}/posts/${post.id}/posted`);
  }

  private async joinRequests(): Promise<void> {
    const requests = await this.first.get<{ id: string; likely: { memberId: string }[] }[]>(
      `${this.base}/join-requests`,
    );
    for (const { id, likely } of requests) {
      const [same] = likely;
      await this.first.post(
        `${this.base}/join-requests/${id}/approve`,
        same ? { memberId: same.memberId } : {},
      );
      this.world.tell(`somebody who came by the join page was ${same ? 'recognised' : 'let in'}`);
    }
  }

  private async helpRequests(): Promise<void> {
    const open = await this.first.get<{ id: string; taken?: boolean }[]>(`${this.base}/help-requests`);
    for (const { id } of open) {
      await tolerate(this.first.post(`${this.base}/help-requests/${id}/take`));
      await tolerate(this.first.post(`${this.base}/help-requests/${id}/done`));
    }
  }

  /** Each text that says what confused somebody becomes a finding in one step. */
  private async readAnswers(): Promise<void> {
    const { rounds } = await this.first.get<{
      rounds: { texts: { answerId: string; question: string; text: string }[] }[];
    }>(`${this.base}/surveys/pilot`);
    for (const { answerId, text } of rounds
      .flatMap((round) => round.texts)
      .filter((one) => one.question === 'confused'))
      await this.once(`finding ${answerId}`, async () => {
        const severity = text.includes('code') ? 'major' : 'minor';
        await this.first.post(`${this.base}/findings`, { severity, answerId, words: text });
        this.world.tell(`a finding: “${text}”`);
      });
  }

  private async mend(): Promise<void> {
    for (const finding of await this.first.get<Finding[]>(`${this.base}/findings`)) {
      const { id } = finding;
      if (finding.faqEntryId === null && finding.dismissal === null)
        await this.first.post(`${this.base}/findings/${id}/answer`, {
          question: 'What do I do if I cannot find something?',
          answer: 'Open the quick start. It shows each button with a picture. Or ask your helper.',
        });
      if (finding.state === 'open' && this.waited(`mend ${id}`, 4))
        await this.first.post(`${this.base}/findings/${id}/resolve`, {
          done: 'We changed the setting and wrote it down.',
        });
    }
  }

  private async document(today: Temporal.PlainDate): Promise<void> {
    await this.once('guides', async () => {
      await this.first.post(`${this.base}/guides/starting-texts`);
      for (const guide of await this.first.get<{ id: string; publishedOn: string | null }[]>(
        `${this.base}/guides`,
      ))
        if (!guide.publishedOn) await this.first.post(`${this.base}/guides/${guide.id}/publish`);
      this.world.tell('quick start, visual guide and the other guides are published');
    });
    await this.once('charter draft', async () => {
      const body =
        '# Our charter\n\nWe move so that our words belong to us. We keep names and addresses only as long as the move lasts.';
      await this.first.put(`${this.base}/charter/draft`, { body });
      await this.first.post(`${this.base}/charter/open`);
      this.world.tell('the draft of the charter is open for objections');
    });
    const [newest] = (
      await this.first.get<
        {
          adoptedOn: string | null;
          windowEndsOn: string | null;
          objections: { id: string; answer: string | null }[];
        }[]
      >(`${this.base}/charter`)
    ).toReversed();
    if (!newest || newest.adoptedOn || !newest.windowEndsOn) return;
    for (const objection of newest.objections.filter((one) => one.answer === null))
      await this.first.post(`${this.base}/charter/objections/${objection.id}/answer`, {
        answer: 'You are right; it says so now.',
      });
    if (today.toString() > newest.windowEndsOn)
      await this.once('charter adopted', async () => {
        await this.first.post(`${this.base}/charter/adopt`);
        this.world.tell('the charter is adopted');
      });
  }

  private async launch(today: Temporal.PlainDate): Promise<void> {
    await this.once('office hour', async () => {
      for (const days of [3, 17])
        await this.first.post(`${this.base}/office-hours`, {
          startsAt: today
            .add({ days })
            .toZonedDateTime({ timeZone: 'UTC', plainTime: '17:00' })
            .toInstant()
            .toString(),
          host: 'Tom',
          room: 'https://meet.example/help',
          minutes: 60,
        });
      for (const days of [1, 4, 8])
        await this.first.post(`${this.base}/seeding`, {
          onDay: today.add({ days }).toString(),
          title: 'A picture of the garden',
          body: 'Post a picture and ask what grows on your balcony.',
        });
    });
    for (const hour of await this.first.get<{ id: string; startsAt: string; attended: number | null }[]>(
      `${this.base}/office-hours`,
    ))
      if (hour.attended === null && hour.startsAt < this.world.stage.now.toString())
        await this.first.post(`${this.base}/office-hours/${hour.id}/attendance`, { attended: 6 });
    for (const item of await this.first.get<{ id: string; onDay: string; postedAt: string | null }[]>(
      `${this.base}/seeding`,
    ))
      if (item.postedAt === null && item.onDay <= today.toString())
        await this.first.post(`${this.base}/seeding/${item.id}/posted`);
  }

  private async close({ key, openedOn, gate }: Phase): Promise<boolean> {
    if (!openedOn || gate.length === 0 || gate.some((one) => one.state !== 'met')) return false;
    const closed = await tolerate(this.first.post(`${this.base}/phases/${key}/close`));
    if (closed) this.world.tell(`phase closed: ${key}`);
    return closed;
  }

  private async once(key: string, act: () => Promise<unknown>): Promise<void> {
    if (this.done.has(key)) return;
    this.done.add(key);
    await act();
  }

  private waited(key: string, days: number): boolean {
    const first = this.since.get(key) ?? this.world.stage.now;
    this.since.set(key, first);
    return this.world.stage.now.since(first).total('hours') >= days * 24;
  }
}

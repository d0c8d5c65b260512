import type { HandBook } from './hand-book.js';
import { comforts, type Persona } from './persona.js';
import type { Stage } from './stage.js';
import { Visitor, type Form, type Visited } from './visitor.js';

/** How long somebody takes before they open a message, in hours. */
const hoursToRead: Record<Persona['manner'], [number, number]> = {
  keen: [1, 8],
  willing: [3, 30],
  slow: [20, 60],
  silent: [24, 90],
  'says no': [4, 40],
  'no device': [24, 80],
  leaves: [4, 40],
};

/** The share of later messages after which somebody opens their page. */
const looksAgain: Record<Persona['manner'], number> = {
  keen: 0.4,
  willing: 0.3,
  slow: 0.4,
  silent: 0.1,
  'says no': 0.3,
  'no device': 0.3,
  leaves: 0.3,
};

const refusals: Partial<Record<Persona['manner'], { path: string; line: string }>> = {
  'says no': { path: '/rather-not', line: 'says no, and is left alone' },
  leaves: { path: '/will-leave', line: 'leaves the community' },
  'no device': { path: '/no-device', line: 'has no device for it' },
};

const ownPage = /\/m\/[\w-]{22}/;

/** One person's life with the move: they open what reaches them, look at their page, and do what they would do. */
export class MemberLife {
  private page: string | undefined;
  private inSince: string | undefined;
  private planned = false;
  private readonly visitor: Visitor;

  constructor(
    readonly persona: Persona,
    private readonly stage: Stage,
    private readonly url: string,
    private readonly tell: (line: string) => void,
  ) {
    this.visitor = new Visitor(url);
  }

  /** The day on which they came, for what the new place reports; undefined while they have not. */
  get arrivedOn(): string | undefined {
    return this.inSince;
  }

  /** A message, a poster or a helper brought their own link. One look is planned, however many messages come. */
  reached(text: string): void {
    const first = this.page === undefined;
    this.page ??= ownPage.exec(text)?.[0];
    if (!this.page || this.planned) return;
    // Once they know their page, many messages are read and that is all.
    if (!first && !this.persona.dice.chance(looksAgain[this.persona.manner])) return;
    this.planned = true;
    const [least, most] = hoursToRead[this.persona.manner];
    this.in(this.persona.dice.between(least * 2, most * 2) / 2, async () => {
      this.planned = false;
      await this.look();
    });
  }

  /** Chosen to try it first: comfort of all kinds, and one who says no. The others look once a week by themselves. */
  joinCircle(place: number, refuses: boolean): void {
    this.persona.comfort = comforts[place % comforts.length]!;
    this.persona.manner = 'keen';
    if (refuses) this.first = 'no';
    else this.lookWeekly(7);
  }

  private first: 'yes' | 'no' = 'yes';

  private lookWeekly(weeks: number): void {
    if (weeks > 0)
      this.in(6 * 24 + this.persona.dice.between(0, 47), async () => {
        if (this.page) await this.look();
        this.lookWeekly(weeks - 1);
      });
  }

  private in(hours: number, act: () => Promise<void>): void {
    this.stage.in(hours, act, this.persona.label);
  }

  private async look(): Promise<void> {
    const page = await this.visitor.open(this.page!);
    if (page.status !== 200) return;
    if (this.persona.manner === 'silent') return;
    await this.pass(page);
    const refusal = refusals[this.persona.manner];
    if (refusal) {
      // Nobody refuses what they were not asked: the choice counts once the new place is open to them.
      if (formTo(page, '/in')) await this.press(page, refusal.path, refusal.line);
      return;
    }
    await this.beFirst(page);
    await this.comeIn(page);
    await this.answer(page);
    await this.help(page);
    await this.keepThings(page);
    if (this.persona.dice.chance(0.3)) await this.press(page, '/seen');
  }

  /** Somebody passes their link on; who gets it finds out that the page is not theirs. */
  private async pass(page: Visited): Promise<void> {
    if (!this.persona.forwards || !page.html.includes('/not-me')) return;
    this.persona.forwards = false;
    await new Visitor(this.url).open(`${this.page!}/not-me`);
    this.tell('somebody forwarded their link; who got it saw that the page is not theirs');
  }

  private async beFirst(page: Visited): Promise<void> {
    const { persona } = this;
    // By what stands on the page and not by its words: those are in many languages.
    if (page.html.includes(`class="button" href="${this.page!}/first"`)) {
      const asked = await this.visitor.open(`${this.page!}/first`);
      const form = formTo(asked, `/first/${this.first}`);
      if (form) await this.visitor.leave(form, [['comfort', persona.comfort]]);
      if (this.first === 'yes') this.inSince ??= this.today();
    }
    for (const task of page.forms.filter(({ action }) => toDo.test(action)))
      if (persona.dice.chance(0.9)) await this.visitor.leave(task);
    if (page.html.includes(`${this.page!}/first/help"`) && !this.saidHelps) {
      this.saidHelps = true;
      const asked = await this.visitor.open(`${this.page!}/first/help`);
      const form = asked.forms.find((one) => one.action.includes('/first/help'));
      if (form) await this.visitor.leave(form, [choiceOf(form, 'yes')]);
      this.beginHelping();
    }
  }

  private saidHelps = false;
  private helping = false;

  /** A helper looks at their list every other evening, for as long as people are told. */
  private beginHelping(): void {
    if (this.helping) return;
    this.helping = true;
    const evening = async (day: number): Promise<void> => {
      await this.tellOthers();
      if (day < 70) this.in(48, () => evening(day + 2));
    };
    this.in(this.persona.dice.between(4, 30), () => evening(0));
  }

  private async comeIn(page: Visited): Promise<void> {
    const form = formTo(page, '/in');
    if (!form) return;
    if (this.persona.manner === 'slow' && this.persona.dice.chance(0.5)) {
      const help = formTo(page, '/help');
      if (help && this.persona.dice.chance(0.4)) {
        await this.visitor.leave(help, [['way', help.buttons[0]?.value ?? 'message']]);
        this.tell('somebody asked for help');
      }
      return;
    }
    await this.visitor.leave(form);
    this.inSince ??= this.today();
  }

  private async answer(page: Visited): Promise<void> {
    const link = /\/m\/[\w-]{22}\/survey\/[\w-]{36}/.exec(page.html)?.[0];
    if (!link) return;
    let screen = await this.visitor.open(link);
    for (let n = 0; n < 4; n++) {
      const form = screen.forms.find((one) => one.action.startsWith(link));
      if (!form) return;
      screen = await this.visitor.send(form, this.filledIn(form));
    }
  }

  /** Mostly content, sometimes not; always somebody who did their tasks in the end. */
  private filledIn(form: Form): [string, string][] {
    const { dice } = this.persona;
    const answers: [string, string][] = [];
    for (const [name, options] of form.choices) {
      if (name === 'helped') continue;
      if (name.startsWith('task-')) answers.push([name, dice.chance(0.9) ? 'yes' : 'not yet']);
      else if (name === 'at-home') answers.push([name, dice.chance(0.9) ? 'yes' : 'not-yet']);
      else if (name === 'going' || name === 'ease' || name === 'good')
        answers.push([name, String(dice.between(3, 5))]);
      else answers.push([name, dice.pick(options).value]);
    }
    for (const name of form.texts) {
      if (name.startsWith('minutes-')) answers.push([name, String(dice.between(1, 9))]);
      else if (name === 'confused' && dice.chance(0.3)) answers.push([name, dice.pick(troubles)]);
      else if (name === 'works' && dice.chance(0.4))
        answers.push([name, 'It is quieter, and I find things again.']);
    }
    return answers;
  }

  private async help(page: Visited): Promise<void> {
    const form = formTo(page, '/helper');
    if (form && this.persona.wouldHelp && this.persona.manner === 'keen') {
      await this.visitor.leave(form, [['answer', 'yes']]);
      this.beginHelping();
    }
    const coming = page.forms.find((one) => /\/office-hours\/[\w-]+\/come/.test(one.action));
    if (coming && this.persona.manner === 'slow') await this.visitor.leave(coming);
  }

  /** A helper's evening: take who asks, tell who waits. */
  async tellOthers(): Promise<void> {
    const sheet = await this.visitor.open(`${this.page!}/people`);
    const others = new Set<string>();
    for (const form of sheet.forms) {
      const action = withoutFragment(form.action);
      if (/\/requests\/[\w-]+\/(take|done)$/.test(action)) await this.visitor.leave(form);
      else if (action.includes('/people/to-tell/'))
        for (const link of await this.send(action)) others.add(link);
    }
    for (const link of others) this.handBook?.reached(link);
  }

  /** Opens what one of them is told, sends it on and says so. Answers with the links that were in it. */
  private async send(card: string): Promise<string[]> {
    const words = await this.visitor.open(card);
    const form = formTo(words, card);
    const how = form?.buttons.find(({ value }) => value === 'message');
    // Somebody else may have been quicker.
    if (!form || !how) return [];
    await this.visitor.leave(form, [[how.name, how.value]]);
    this.handBook?.told(card.split('/').at(-1)!);
    return words.html.match(/https?:\/\/[^\s"<]+\/m\/[\w-]{22}/g) ?? [];
  }

  /** Knows whom a card is about, when this person, as a helper, hands somebody their link. */
  handBook: HandBook | undefined;

  private async keepThings(page: Visited): Promise<void> {
    const form = formTo(page, '/things');
    const have = form?.buttons.find(
      (button) => button.value === (this.persona.dice.chance(0.8) ? 'have' : 'nothing'),
    );
    if (form && have) await this.visitor.leave(form, [[have.name, have.value]]);
  }

  private async press(page: Visited, path: string, line?: string): Promise<void> {
    const form = formTo(page, path);
    if (!form) return;
    await this.visitor.leave(form);
    if (line) this.tell(`somebody ${line}`);
  }

  private today(): string {
    return this.stage.now.toString().slice(0, 10);
  }
}

const troubles = [
  'I did not find the button for photos.',
  'The code for signing in came late.',
  'I could not see who is in the group.',
  'The letters are too small on my phone.',
];

/** A thing to try; what is below it takes it back. */
const toDo = /\/first\/tasks\/[^/#]+(#|$)/;

const withoutFragment = (action: string): string => action.split('#')[0]!;

const formTo = (page: Visited, end: string): Form | undefined =>
  page.forms.find((form) => withoutFragment(form.action).endsWith(end));

function choiceOf(form: Form, value: string): [string, string] {
  const button = form.buttons.find((one) => one.value === value);
  const name = button?.name ?? [...form.choices.keys()][0] ?? 'answer';
  return [name, value];
}

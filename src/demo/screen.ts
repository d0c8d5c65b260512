import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import type { Temporal } from 'temporal-polyfill';
import { percent } from '../adoption/band.rules.js';
import type { Summary } from './summary.js';

/** What the person at the terminal sees: a line for each thing that happens, and how far the weeks have come. */
export class Screen {
  private readonly bars = new MultiBar(
    {
      format: '{bar} week {week} of about 30 | {day} | {messages} messages',
      hideCursor: true,
      noTTYOutput: false,
    },
    Presets.shades_classic,
  );
  private bar: SingleBar | undefined;
  private today = '';

  at(day: Temporal.PlainDate, start: Temporal.PlainDate, messages: number): void {
    this.today = day.toString();
    const days = start.until(day).days;
    this.bar ??= this.bars.create(217, 0, { week: 0, day: this.today, messages });
    this.bar.update(Math.max(0, Math.min(217, days)), {
      week: Math.max(1, Math.floor(days / 7) + 1),
      day: this.today,
      messages,
    });
  }

  line(text: string): void {
    const line = this.today ? `${this.today}  ${text}` : text;
    if (process.stdout.isTTY && this.bar) this.bars.log(`${line}\n`);
    else console.log(line);
  }

  end(summary: Summary, { arrived, inPerson }: { arrived: number; inPerson: number }): void {
    this.bar?.update(217);
    this.bars.stop();
    this.today = '';
    const { people, phases, transition, proven, lost, repeated, adoption } = summary;
    const last = adoption.at(-1);
    const closed = Object.values(phases).filter((phase) => phase.closed !== null).length;
    this.line('');
    this.line(
      `${people} people; ${closed} of 4 phases closed; the old place closed on ${transition ?? 'no day'}.`,
    );
    if (last && last.low !== null && last.high !== null)
      this.line(
        `At home in the new place: ${percent(last.low)} to ${percent(last.high)} of those who were active in the old one.`,
      );
    this.line(`${arrived - inPerson} messages arrived, and ${inPerson} were told in person.`);
    this.line(
      `Everybody proven told by T-7, declined, or an exception: ${proven ? 'yes' : 'no'}. Lost: ${lost}. Repeated: ${repeated}.`,
    );
  }
}

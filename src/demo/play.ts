import { Temporal } from 'temporal-polyfill';
import { DataSource } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { startApp, type RunningApp } from '../app.js';
import { SignIn } from '../access/sign-in.js';
import { TestClock } from '../kernel/clock.js';
import { Database } from '../kernel/database/database.js';
import type { Config } from '../kernel/config.js';
import { StartError } from '../kernel/start-error.js';
import { Bounces } from '../notices/bounces.js';
import { NoticeJobs } from '../notices/notices.jobs.js';
import { momentAt } from '../rollout/calendar.rules.js';
import { HeartbeatService } from '../rollout/heartbeat.service.js';
import { TickService } from '../rollout/tick.service.js';
import { SetupLink } from '../setup/setup-link.js';
import { reportActivity } from './activity.js';
import { Arrivals, DemoMail } from './arrivals.js';
import { Client } from './client.js';
import { dayZero, diceOf, gather, RosterRefused, type Sample } from './company.js';
import { HandBook } from './hand-book.js';
import { LeadLife } from './lead-life.js';
import { MemberLife } from './member-life.js';
import { personas } from './persona.js';
import type { Screen } from './screen.js';
import { Stage } from './stage.js';
import { summarise, type Summary } from './summary.js';

/** The program as the demo runs it: under its own clock, with a receiving server that counts. */
export interface Demo {
  app: RunningApp['app'];
  url: string;
  clock: TestClock;
  arrivals: Arrivals;
  /** Day 0. */
  start: Temporal.PlainDate;
  close: () => Promise<void>;
}

/** Nothing of it is kept; and 30 weeks pass in a minute, so what is tidied once a minute is tidied every second. */
const forAMinute = {
  fsync: 'off',
  synchronous_commit: 'off',
  autovacuum_naptime: '1s',
  plan_cache_mode: 'force_generic_plan',
};

export async function startDemo(config: Config, sample: Sample): Promise<Demo> {
  const arrivals = new Arrivals();
  const start = await dayZero(sample);
  const clock = new TestClock(momentAt(start.subtract({ days: 1 }), '12:00', sample.timeZone));
  const { app, url, close } = await startApp(config, {
    database: Database.open(config, forAMinute),
    ...{ clock, beside: [DemoMail.with(arrivals)] },
  });
  if (!url) throw new StartError('The demo needs to serve pages.');
  return { app, url, clock, arrivals, start, close };
}

export interface Played {
  summary: Summary;
  /** Path of a one-time link that lets one in as a lead. */
  enter: string;
}

/** The whole rollout of one community, its people acting only through links and the API. */
export async function playDemo(
  { app, url, clock, arrivals, start }: Demo,
  sample: Sample,
  seed: string,
  screen: Screen,
): Promise<Played> {
  const zone = sample.timeZone;
  const get = <T>(type: new (...args: never[]) => T): T => app.get(type, { strict: false });
  const setUp = await get(SetupLink).current();
  const company = await gather(url, setUp!, sample, (line) => screen.line(line));
  if (company.roster.length < 12)
    throw new RosterRefused(
      `This roster has ${company.roster.length} people. A pilot circle, helpers and waves need at least 12.`,
    );
  const { rosa, tom, places } = company;
  const { id: rolloutId } = await rosa.post<{ id: string }>('/rollouts', {
    name: `From ${sample.oldPlaces[0]!.name} to ${sample.newPlace.name}`,
    ...{ startsOn: start.toString(), timeZone: zone, from: places.old, to: [places.new] },
  });
  await rosa.post(`/rollouts/${rolloutId}/start`);

  const tick = get(TickService);
  const notices = get(NoticeJobs);
  const stage = new Stage(clock, get(DataSource), async () => {
    await tick.run(clock.now());
    await notices.sweep();
  });
  const dice = diceOf(seed);
  const lives = new Map(
    personas(company.roster, dice).map((persona) => [
      persona.memberId,
      new MemberLife(persona, stage, url, (line) => screen.line(line)),
    ]),
  );
  const everybody = [...lives.values()];
  const byHand = new HandBook(everybody);
  const tell = (line: string): void => screen.line(line);
  const leads = new LeadLife(rosa, tom, { rolloutId, places, stage, tell, handBook: byHand, seed });
  for (const life of everybody) life.handBook = byHand;

  let lead = rosa;
  let over = false;
  let cast = false;
  const base = `/rollouts/${rolloutId}`;
  const morning = async (day: Temporal.PlainDate): Promise<void> => {
    await notices.handOut();
    over = await leads.day(day);
    await reportActivity(lead, base, everybody, day);
    if (!cast) cast = await castCircle(lead, base, everybody);
    if (day.equals(start.add({ days: 52 }))) {
      const { people } = await lead.get<{ people: { id: string; name: string }[] }>('/people');
      lead = new Client(
        url,
        (await lead.post<{ token: string }>('/people', { name: 'Amina', role: 'admin' })).token,
      );
      await lead.delete(`/people/${people.find((person) => person.name === 'Rosa')!.id}`);
      leads.handOver(lead);
      screen.line('Rosa hands over to Amina, who takes over what waits');
    }
    if (!over) stage.plan(momentAt(day.add({ days: 1 }), '09:30', zone), () => morning(day.add({ days: 1 })));
  };
  stage.plan(momentAt(start, '09:30', zone), () => morning(start));

  const bounces = get(Bounces);
  const dataSource = get(DataSource);
  await stage.play(
    momentAt(start.add({ days: 420 }), '12:00', zone),
    () => over,
    (now) => {
      for (const { memberId, text } of arrivals.take()) lives.get(memberId)?.reached(text);
      for (const deliveryId of arrivals.takeReturned())
        stage.in(2, async () => {
          await dataSource.transaction((tx) =>
            bounces.record(
              tx,
              deliveryId,
              { gone: true, reason: 'their address does not exist (5.1.1)' },
              clock.now(),
            ),
          );
        });
      screen.at(localDay(now, zone), start, arrivals.arrived);
    },
  );
  // The stage looks after what is due, and then time stands still: nothing of it is late.
  await get(HeartbeatService).beat(clock.now());
  const summary = await summarise(
    lead,
    rolloutId,
    { arrivals, byHand },
    {
      people: company.roster.length,
      ...{ transition: leads.closed.on, proven: leads.closed.proven },
    },
  );
  const { people } = await lead.get<{ people: { id: string; role: string }[] }>('/people');
  const admin = people.find((person) => person.role === 'admin')!;
  const key = await dataSource.transaction((tx) => get(SignIn).link(tx, admin.id));
  return { summary, enter: `/enter/${key}` };
}

/**
 * Whoever the leads have chosen takes part as a circle does: all kinds of comfort, one who says no, the others
 * looking at their page once a week, whatever reaches them. True once there is a circle.
 */
export async function castCircle(rosa: Client, base: string, lives: MemberLife[]): Promise<boolean> {
  const { seats } = await rosa.get<{ seats: { name: string }[] }>(`${base}/pilot/circle`);
  const free = new Set(lives);
  for (const [i, { name }] of seats.toSorted((a, b) => a.name.localeCompare(b.name)).entries()) {
    const life = [...free].find((one) => one.persona.name === name);
    if (!life) continue;
    free.delete(life);
    life.joinCircle(i, seats.length > 6 && i === seats.length - 1);
  }
  return seats.length > 0;
}

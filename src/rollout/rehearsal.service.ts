import { Injectable, Logger } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { DataSource, type EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import type { Actor } from '../access/actor.js';
import { AgendaService } from './agenda.service.js';
import type { Language } from '../kernel/language/language.rules.js';
import { Refusal } from '../kernel/refusal.js';
import type { Entry } from './agenda.rules.js';
import { againstFirstDay } from './first-day.rules.js';
import { Community } from '../community/community.entity.js';
import { languageOfCommunity } from '../community/language.queries.js';
import type { Care } from '../notices/care.rules.js';
import { LeadDesk } from './lead-desk.js';
import { playRow } from './playbook.js';
import { PlaySettings } from './play-settings.service.js';
import { wordsSince, type Said } from './rehearsal.queries.js';
import { assumed, rehearse, type Heads, type Rehearsed } from './rehearsal.rules.js';
import { RehearsalStage } from './rehearsal-stage.js';
import type { Rollout } from './rollout.entity.js';
import { SocketBoard } from './socket-board.js';
import type { Rehearsing, Rewording } from './sockets.js';

export interface Played extends Rehearsed {
  rollout: Rollout;
  heads: Heads;
  /** How little its mails show. */
  care: Care;
  /** In which its letters are shown. */
  language: Language;
  /** What each says, by the key of its entry; of a nudge, by `launch.nudge/1` and `/2`. */
  words: Map<string, Said>;
}

type Reworded = Map<string, { reworded: Rewording | null }>;

/** What would clear the stage itself, and what only tells leads of the rest. */
const notPlayed = new Set(['retention.purge', 'lead.week', 'lead.tomorrow', 'lead.alert']);

/**
 * The whole move beforehand. Days and numbers come from the real agenda on assumed facts; the words from the real
 * plays, done one after the other on a copy that is undone at the end. Nothing is written, nothing is sent.
 */
@Injectable()
export class Rehearsal {
  private readonly logger = new Logger('rehearsal');

  constructor(
    private readonly desk: LeadDesk,
    private readonly agenda: AgendaService,
    private readonly settings: PlaySettings,
    private readonly stage: RehearsalStage,
    private readonly board: SocketBoard,
  ) {}

  /** @param wanted the language of its letters; else that of the community */
  play(actor: Actor, rolloutId: string, wanted?: Language): Promise<Played> {
    return this.desk.read(actor, rolloutId, async (tx, rollout, today) => {
      const against = rollout.state === 'draft' && againstFirstDay(rollout.plan.startsOn, today);
      if (against) throw new Refusal('conflict', { field: 'plan.startsOn', message: against });
      const language = wanted ?? (await languageOfCommunity(tx, actor.communityId));
      const heads = await headsOf(tx, actor.communityId);
      const facts = await this.agenda.factsOf(tx, rollout);
      const settings = await this.settings.of(tx, rolloutId);
      const started = this.agenda.startOf(rollout);
      const startedAt = started.at;
      const book = await this.settings.bookOf(tx, rolloutId);
      const rehearsed = rehearse(rollout.plan, facts, book, heads, started);
      const words = await undone(tx.connection, async (copyTx) => {
        const [first] = rehearsed.entries;
        if (!first) return new Map<string, Said>();
        const facing = assumed(rollout.plan, facts, startedAt);
        const on = await this.stage.set(copyTx, rollout, facing, { startedAt, now: first.at });
        return this.sayAll(on, rehearsed.entries, settings, language);
      });
      const { care } = await tx.findOneByOrFail(Community, { id: actor.communityId });
      return { ...rehearsed, rollout, heads, care, language, words };
    });
  }

  private async sayAll(
    on: Rehearsing,
    entries: Entry[],
    settings: Reworded,
    language: Language,
  ): Promise<Map<string, Said>> {
    const words = new Map<string, Said>();
    await openPhases(on);
    await plan(on, entries);
    for (const [i, entry] of entries.entries()) {
      on.now = entry.at;
      if (i === 0 || !entries[i - 1]!.at.equals(entry.at)) {
        await this.board.rehearse(on);
        await openPhases(on);
      }
      const key = renamed(on, entry.key);
      if (notPlayed.has(entry.play)) continue;
      await this.say(on, entry, settings.get(entry.play)?.reworded ?? null);
      for (const said of await wordsSince(on, language)) {
        words.set(said.key === key ? entry.key : said.key, said);
        // A nudge has one notice for the first and one for the second time, whatever the day.
        if (said.key.startsWith(`${entry.play}/`) && !words.has(entry.key)) words.set(entry.key, said);
      }
      await done(on, key);
      // A play may replan, and the copy's own facts lag behind the assumed ones.
      if (entry.play === 'launch.invitation') await plan(on, entries);
    }
    return words;
  }

  /** What cannot be said without what only the real day brings stays without words. */
  private async say(on: Rehearsing, entry: Entry, reworded: Rewording | null): Promise<void> {
    const { tx, rollout, now } = on;
    await tx.query('savepoint rehearsal');
    try {
      await this.board.do(entry.play, {
        ...{ tx, rollout, now, reworded, row: playRow(entry.play), day: entry.day },
        ...{ key: renamed(on, entry.key), step: renamed(on, entry.step) },
      });
      await tx.query('release savepoint rehearsal');
    } catch (error) {
      await tx.query('rollback to savepoint rehearsal');
      this.logger.warn(`${entry.play} could not be rehearsed: ${(error as Error).name}`);
    }
  }
}

/** Works in a transaction of its own and takes everything back. */
async function undone<T>(dataSource: DataSource, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  await runner.startTransaction();
  try {
    return await work(runner.manager);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

function renamed({ renamed: names }: Rehearsing, text: string): string {
  return [...names].reduce((all, [from, to]) => all.replace(from, to), text);
}

async function headsOf(tx: EntityManager, communityId: string): Promise<Heads> {
  const [heads] = await tx.query<[Heads]>(
    `select count(*)::int "everybody",
            count(*) filter (where exists (
              select from member_channel c where c.member_id = m.id and c.kind = 'email' and c.state = 'good'
            ))::int "withEmail",
            (select count(*)::int from account a
             where a.community_id = $1 and a.left_at is null and a.role in ('lead', 'admin')) "leads"
     from member m where m.community_id = $1 and m.gone is null and m.erased_at is null`,
    [communityId],
  );
  return heads;
}

/** The copy's phases as the facts say they stand by now. */
async function openPhases({ tx, rollout, facts, now }: Rehearsing): Promise<void> {
  const today = localDay(now, rollout.plan.timeZone);
  const by = (day: Temporal.PlainDate | null): string | null =>
    day && Temporal.PlainDate.compare(day, today) <= 0 ? day.toString() : null;
  const states = Object.entries(facts['rollout.phases']).map(([key, { openedOn, closedOn, closedAt }]) => {
    const closed = closedAt && Temporal.Instant.compare(closedAt, now) <= 0 ? closedAt.toString() : null;
    return { key, opened: by(openedOn), closedOn: closed && by(closedOn), closed };
  });
  await tx.query(
    `update phase p set opened_on = n.opened, closed_on = n.closed_on, closed_at = n.closed
       from unnest($2::text[], $3::date[], $4::date[], $5::timestamptz[]) n(key, opened, closed_on, closed)
      where p.rollout_id = $1 and p.key = n.key`,
    [
      rollout.id,
      states.map(({ key }) => key),
      states.map(({ opened }) => opened),
      states.map(({ closedOn }) => closedOn),
      states.map(({ closed }) => closed),
    ],
  );
}

/** The copy's agenda; what stands on it stays. */
async function plan(on: Rehearsing, entries: Entry[]): Promise<void> {
  await on.tx.query(
    `insert into occurrence (rollout_id, key, play, step, day, due_at, speaks)
     select $1, n.* , true
       from unnest($2::text[], $3::text[], $4::text[], $5::date[], $6::timestamptz[]) n(key, play, step, day, due_at)
     on conflict do nothing`,
    [
      on.rollout.id,
      entries.map(({ key }) => renamed(on, key)),
      entries.map(({ play }) => play),
      entries.map(({ step }) => renamed(on, step)),
      entries.map(({ day }) => day.toString()),
      entries.map(({ at }) => at.toString()),
    ],
  );
}

/** Everything arrives at once: what follows a proven invitation follows it in the rehearsal too. */
async function done({ tx, rollout, now }: Rehearsing, key: string): Promise<void> {
  await tx.query(`update occurrence set state = 'done', done_at = $3 where rollout_id = $1 and key = $2`, [
    ...[rollout.id, key, now.toString()],
  ]);
  await tx.query(
    `update delivery set state = 'accepted', tried_at = $2, accepted_at = $2 where rollout_id = $1 and state = 'queued'`,
    [rollout.id, now.toString()],
  );
  await tx.query('update post set posted_at = $2 where rollout_id = $1 and posted_at is null', [
    ...[rollout.id, now.toString()],
  ]);
}

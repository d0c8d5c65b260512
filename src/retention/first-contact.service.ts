import { Injectable, Logger } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { DataSource, Not, type EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { Audit } from '../access/audit.js';
import { describeError } from '../kernel/log.js';
import { groupBy } from '../notices/group.rules.js';
import { Erasure } from '../privacy/erasure.service.js';
import { AgendaService } from '../rollout/agenda.service.js';
import { AlertService } from '../rollout/alert.service.js';
import { earlier, later } from '../rollout/calendar.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import type { Facts } from '../rollout/facts.js';
import { Rollout } from '../rollout/rollout.entity.js';
import { unheardOf, warnings, type Unheard } from './first-contact.queries.js';
import { dueSteps, emptiedOn, WARN_DAYS, type PlannedWave, type Step } from './first-contact.rules.js';

type Day = Temporal.PlainDate;

/** Kinds of alerts; each is about one day: that on which people came, and that on which their names go. */
const ASKED = 'first contact';
const WARNED = 'names go';

/** So many rows are emptied in one transaction: nobody's own page waits long for it. */
const BATCH = 1000;

interface Due extends Unheard {
  goesOn: Day | null;
  steps: Step[];
}

/** A community on one night. */
interface Night {
  communityId: string;
  zone: string;
  today: Day;
  now: Temporal.Instant;
}

/**
 * Nobody stays on a list of whom nobody tells them. After 30 days without a word the leads are asked; a week before
 * their names go, they are told the day; then a row is emptied to a number.
 */
@Injectable()
export class FirstContact {
  private readonly logger = new Logger(FirstContact.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly erasure: Erasure,
    private readonly alerts: AlertService,
    private readonly agenda: AgendaService,
    private readonly audit: Audit,
  ) {}

  async look(now: Temporal.Instant): Promise<void> {
    const communities = await this.dataSource.query<{ id: string; time_zone: string }[]>(
      'select id, time_zone from community order by id',
    );
    for (const { id, time_zone: zone } of communities)
      try {
        await this.lookAt({ communityId: id, zone, today: localDay(now, zone), now });
      } catch (error) {
        // The night goes on for the others; the message may hold a name, so only the place of it is logged.
        this.logger.error(`first contact failed in community ${id}: ${describeError(error)}`);
      }
  }

  private async lookAt(night: Night): Promise<void> {
    const { manager } = this.dataSource;
    const moves = await manager.find(Rollout, {
      where: { communityId: night.communityId },
      order: { id: 'ASC' },
    });
    const going = (await this.dueOf(manager, night, hostOf(moves))).filter(isGoing).map(({ id }) => id);
    for (let from = 0; from < going.length; from += BATCH) {
      const some = going.slice(from, from + BATCH);
      await this.dataSource.transaction((tx) => this.empty(tx, night, some));
    }
    await this.dataSource.transaction(async (tx) => {
      const locked = await lockMoves(tx, night.communityId);
      const host = hostOf(locked);
      if (!host) return;
      const staying = (await this.dueOf(tx, night, host)).filter((one) => !isGoing(one));
      const said = await this.tell(tx, host, staying, night.today);
      if (said || going.length > 0) for (const { id } of locked) await this.agenda.replan(tx, id);
    });
  }

  private async dueOf(
    tx: EntityManager,
    { communityId, zone, today }: Night,
    host: Rollout | null,
    only?: readonly string[],
  ): Promise<Due[]> {
    const known = await warnings(tx, communityId, WARNED, zone);
    const waves = new Map<string, Facts['launch.waves']>();
    const due: Due[] = [];
    for (const one of await unheardOf(tx, communityId, today, only)) {
      for (const { rolloutId } of one.moves)
        if (!waves.has(rolloutId)) waves.set(rolloutId, await this.wavesOf(tx, rolloutId));
      const goesOn = emptiedOn(
        one.addedOn,
        one.moves.flatMap((move) => waveOf(move, waves) ?? []),
      );
      // Where no move is planned there is nobody's overview to warn on: its first steps say so from the 30th day on.
      const warnedOn = host ? (known.get(String(goesOn)) ?? null) : one.addedOn;
      due.push({ ...one, goesOn, steps: dueSteps({ addedOn: one.addedOn, goesOn, warnedOn }, today) });
    }
    return due;
  }

  /** One alert a day of coming, and one a day of going; what is not so any more ends. Answers if there was any. */
  private async tell(tx: EntityManager, host: Rollout, due: Due[], today: Day): Promise<boolean> {
    const before = await openAlerts(tx, host.id);
    const asked = grouped(
      due.filter(({ steps }) => steps.includes('ask')),
      ({ addedOn }) => addedOn,
    );
    const warned = grouped(
      due.filter(({ steps }) => steps.includes('warn')),
      ({ goesOn }) => goesOn!,
    );
    for (const [day, people] of asked) await this.alerts.raise(tx, host.id, ASKED, day, askedText(people));
    for (const [day, people] of warned)
      await this.alerts.raise(tx, host.id, WARNED, day, warnedText(people, today));
    for (const { kind, subject } of before)
      if (!(kind === ASKED ? asked : warned).has(subject)) await this.alerts.end(tx, host.id, kind, subject);
    return before.length > 0 || asked.size > 0 || warned.size > 0;
  }

  /** Of these, whoever is to go still: between two batches somebody may have been told, or a wave held. */
  private async empty(tx: EntityManager, night: Night, some: readonly string[]): Promise<void> {
    const { communityId, now } = night;
    const moves = await lockMoves(tx, communityId);
    const host = hostOf(moves);
    const going = (await this.dueOf(tx, night, host, some)).filter(isGoing).map(({ id }) => id);
    if (going.length === 0) return;
    await this.erasure.empty(tx, going, now);
    await tx.query(
      `insert into purge_record (community_id, rollout_id, kind, at, people) values ($1, $2, $3, $4, $5)`,
      [communityId, host?.id ?? null, 'first contact', now.toString(), going.length],
    );
    const deed = { communityId, actor: 'changeover', what: 'members.emptied', subject: communityId };
    await this.audit.note(tx, { ...deed, at: now });
    // Should the night end here, the next tick plans anew.
    for (const { id, state } of moves) if (state === 'running') await this.agenda.mark(tx, id);
  }

  private async wavesOf(tx: EntityManager, rolloutId: string): Promise<Facts['launch.waves']> {
    const rollout = await tx.findOneByOrFail(Rollout, { id: rolloutId });
    return (await this.agenda.factsOf(tx, rollout))['launch.waves'];
  }
}

/** Who is in no wave yet comes with the last one. */
function waveOf(
  { rolloutId, wave }: Unheard['moves'][number],
  waves: ReadonlyMap<string, Facts['launch.waves']>,
): PlannedWave | undefined {
  const all = waves.get(rolloutId) ?? [];
  return all.find(({ number }) => number === wave) ?? all.at(-1);
}

const isGoing = ({ steps }: Due): boolean => steps.includes('empty');

/** All that goes on or is planned, locked first and in the order of every act: nobody waits in a circle. */
function lockMoves(tx: EntityManager, communityId: string): Promise<Rollout[]> {
  return tx.find(Rollout, {
    where: { communityId, state: Not('ended') },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
}

/** On whose overview it is said: the first move that goes on, else one that is planned. */
function hostOf(moves: Rollout[]): Rollout | null {
  const begun = ({ startedAt }: Rollout): number => startedAt?.epochMilliseconds ?? Infinity;
  const running = moves
    .filter(({ state }) => state === 'running')
    .toSorted((a, b) => begun(a) - begun(b) || 0);
  return running[0] ?? moves.find(({ state }) => state === 'draft') ?? null;
}

function openAlerts(tx: EntityManager, rolloutId: string): Promise<{ kind: string; subject: string }[]> {
  return tx.query(
    'select kind, subject from alert where rollout_id = $1 and kind = any ($2) and ended_at is null',
    [rolloutId, [ASKED, WARNED]],
  );
}

const grouped = (due: Due[], by: (one: Due) => Day): Map<string, Due[]> =>
  groupBy(due, (one) => by(one).toString());

function askedText(people: Due[]): string {
  const days = people.flatMap(({ goesOn }) => goesOn ?? []);
  const until =
    days.length === 0
      ? 'They stay while their wave is held.'
      : `If nobody does, their names go from ${spokenDay(days.reduce(earlier))} on.`;
  return `Nothing was said to ${named(people)} on your list since ${spokenDay(people[0]!.addedOn)}. Tell them, or post in their old place. ${until}`;
}

function warnedText(people: Due[], today: Day): string {
  const on = later(people[0]!.goesOn!, today.add({ days: WARN_DAYS }));
  return `On ${spokenDay(on)} ${people.length === 1 ? 'the name of 1 person goes' : `the names of ${named(people)} go`}. Nothing was ever said to them. Tell them before, or let it be.`;
}

const named = (people: Due[]): string =>
  people.length === 1 ? '1 person' : `${people.length.toLocaleString('en')} people`;

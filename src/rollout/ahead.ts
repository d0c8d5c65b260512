import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';
import { Clock } from '../kernel/clock.js';
import type { LeftOut } from './left-out.rules.js';
import { Occurrence } from './occurrence.entity.js';
import { Preview } from './preview.service.js';
import { mostAsked } from './reached.queries.js';
import type { Rollout } from './rollout.entity.js';

/** Whom something on the agenda would reach if it were due now. */
export interface Counted {
  people: number;
  team: number;
  places: number;
  /** Null where there are too many people to ask the rules about each. */
  leftOut: LeftOut[] | null;
}

interface Known {
  until: Temporal.Instant;
  /** The newest act of anybody who leads here: another one changes what is known. */
  act: string;
  /** By key; null where it cannot be told before its time. */
  counts: Map<string, Counted | null>;
}

/** Moves whose numbers are remembered; the others are counted anew. */
const mostKnown = 100;

/**
 * How many people each entry of the agenda reaches, and who is left out. Each is really done and undone, as the
 * page of one entry does it, so that there is one truth. The overview asks for some at each look: a count is
 * remembered for some minutes, and until somebody who leads does something. Where many thousands take part,
 * nothing is counted for a glance: not known is said, and the page of the entry counts.
 */
@Injectable()
export class Ahead {
  private readonly known = new Map<string, Known>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly preview: Preview,
    private readonly clock: Clock,
  ) {}

  async counts(rollout: Rollout, keys: readonly string[]): Promise<ReadonlyMap<string, Counted | null>> {
    const { manager } = this.dataSource;
    if (keys.length === 0 || (await isLarge(manager, rollout.id))) return new Map();
    const { counts } = await this.knownOf(manager, rollout);
    for (const key of keys) if (!counts.has(key)) counts.set(key, await this.count(rollout, key));
    return counts;
  }

  private async knownOf(tx: EntityManager, { id, communityId }: Rollout): Promise<Known> {
    const now = this.clock.now();
    const act = await newestAct(tx, communityId, id);
    const known = this.known.get(id);
    if (known && known.act === act && now.epochMilliseconds < known.until.epochMilliseconds) return known;
    if (this.known.size >= mostKnown) this.known.clear();
    const fresh = { act, until: now.add({ minutes: 5 }), counts: new Map<string, Counted | null>() };
    this.known.set(id, fresh);
    return fresh;
  }

  /** Whoever holds a row that it would change is not waited for: a look keeps nobody from working. */
  private count(rollout: Rollout, key: string): Promise<Counted | null> {
    return this.dataSource.transaction(async (tx) => {
      await tx.query(`set local lock_timeout = '1s'`);
      const one = await tx.findOneBy(Occurrence, { rolloutId: rollout.id, key });
      const told = one && (await this.preview.ifTold(tx, rollout, one));
      return (
        told && { people: told.people, team: told.team, places: told.posts.length, leftOut: told.leftOut }
      );
    });
  }
}

async function isLarge(tx: EntityManager, rolloutId: string): Promise<boolean> {
  const [row] = await tx.query<[{ n: number }]>(
    'select count(*)::int as n from (select from participation where rollout_id = $1 limit $2) as roster',
    [rolloutId, mostAsked + 1],
  );
  return row.n > mostAsked;
}

/** The newest act on the record, and how far the agenda is: when either has gone on, numbers may have. */
async function newestAct(tx: EntityManager, communityId: string, rolloutId: string): Promise<string> {
  const [row] = await tx.query<[{ act: string }]>(
    `select concat_ws(' ',
       (select max(number) from audit_entry where community_id = $1),
       (select string_agg(n::text, ',' order by state)
          from (select state, count(*) as n from occurrence where rollout_id = $2 group by state) as states)) as act`,
    [communityId, rolloutId],
  );
  return row.act;
}

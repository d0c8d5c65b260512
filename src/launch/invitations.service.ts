import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Rollout } from '../rollout/rollout.entity.js';
import { pair, placeDays } from './pairing.rules.js';
import { helpers, peopleOf } from './wave.queries.js';

/** Invitations of the people of a wave. Every method runs in the caller's transaction. */
@Injectable()
export class Invitations {
  /** The wave goes out: everybody in it gets a helper where one is free. Answers the members to tell. */
  async send(
    tx: EntityManager,
    rollout: Rollout,
    waveId: string,
    today: Temporal.PlainDate,
  ): Promise<string[]> {
    const people = await peopleOf(tx, rollout.id, waveId);
    const pairs = pair(people, await helpers(tx, rollout.id, today));
    const openUntil = today.add({ days: placeDays });
    await tx.query(
      `update participation p set advocate_id = n.advocate_id, invited_on = coalesce(p.invited_on, $3),
              standing = case p.standing when 'listed' then 'invited' else p.standing end
         from unnest($1::uuid[], $2::uuid[]) n(id, advocate_id) where p.id = n.id`,
      [[...pairs.keys()], [...pairs.values()], today.toString()],
    );
    await tx.query(
      `update invitation set said_on = $2, open_until = $3
        where participation_id = any($1::uuid[]) and said_on is null`,
      [people.map((person) => person.id), today.toString(), openUntil.toString()],
    );
    await tx.query(`update wave set said_on = $2 where id = $1`, [waveId, today.toString()]);
    return people.map((person) => person.memberId);
  }

  /** The same invitation, open for longer. Answers the member and how often it was resent; undefined if there is none. */
  async extend(
    tx: EntityManager,
    rolloutId: string,
    participationId: string,
    today: Temporal.PlainDate,
  ): Promise<{ memberId: string; wave: number; resent: number } | undefined> {
    const [[row]] = await tx.query<[{ memberId: string; wave: number; resent: number }[], number]>(
      `update invitation i set open_until = $3, resent = i.resent + 1
         from participation p, wave w
        where i.participation_id = $2 and p.id = i.participation_id and p.rollout_id = $1 and w.id = i.wave_id
          and i.said_on is not null
        returning p.member_id as "memberId", w.number as wave, i.resent`,
      [rolloutId, participationId, today.add({ days: placeDays }).toString()],
    );
    return row;
  }
}

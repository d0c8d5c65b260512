import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { day } from '../kernel/database/columns.js';
import { Refusal, type Reason } from '../kernel/refusal.js';
import { isBefore } from '../rollout/calendar.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { PlaceClosing } from './closing.entity.js';
import { oldPlatform, type OldPlatform } from './old-places.js';
import { Transition } from './transition.entity.js';

export interface OldPlace {
  id: string;
  name: string;
  platform: string;
  caretaker: string | null;
  readOnlyOn: Temporal.PlainDate | null;
  redirectOn: Temporal.PlainDate | null;
}

interface PlaceRow {
  id: string;
  name: string;
  platform: string;
  caretaker: string | null;
  read_only_on: string | null;
  redirect_on: string | null;
}

/** The source places of a rollout, with what was confirmed of each. */
export async function placesOf(tx: EntityManager, rolloutId: string): Promise<OldPlace[]> {
  const rows = await tx.query<PlaceRow[]>(
    `select p.id, p.name, p.platform, p.caretaker, c.read_only_on, c.redirect_on
       from rollout_place rp join place p on p.id = rp.place_id
       left join place_closing c on c.rollout_id = rp.rollout_id and c.place_id = p.id
      where rp.rollout_id = $1 and rp.side = 'source' order by p.name, p.id`,
    [rolloutId],
  );
  return rows.map(({ id, name, platform, caretaker, read_only_on, redirect_on }) => ({
    id,
    name,
    platform,
    caretaker,
    readOnlyOn: read_only_on === null ? null : day(read_only_on),
    redirectOn: redirect_on === null ? null : day(redirect_on),
  }));
}

/** Old places closing, each by the hand of its keeper: what to do there, and what was confirmed. */
@Injectable()
export class OldPlaces {
  constructor(private readonly desk: LeadDesk) {}

  list(actor: Actor, rolloutId: string): Promise<(OldPlace & { checklist: OldPlatform })[]> {
    return this.desk.read(actor, rolloutId, async (tx) =>
      (await placesOf(tx, rolloutId)).map((place) =>
        Object.assign(place, { checklist: oldPlatform(place.platform) }),
      ),
    );
  }

  /** Somebody has looked: it is read-only, it points to the new place, or both. */
  confirm(
    actor: Actor,
    rolloutId: string,
    placeId: string,
    seen: { readOnly: boolean; redirect: boolean },
  ): Promise<void> {
    return this.desk.act(
      actor,
      rolloutId,
      { what: 'place.closing-confirmed' },
      async ({ tx, rollout, today }) => {
        const reasons: Reason[] = [];
        const transition = await tx.findOneBy(Transition, { rolloutId });
        if (!seen.readOnly && !seen.redirect)
          reasons.push({ message: 'Say what you confirm: read-only, the redirect, or both.' });
        if (rollout.keptBothAt) reasons.push({ message: 'Both places are kept, by decision.' });
        if (!transition || transition.heldAt) reasons.push({ message: 'No closing day stands.' });
        else if (isBefore(today, transition.t))
          reasons.push({
            message: `People were promised that they can write until ${spokenDay(transition.t)}.`,
          });
        if (reasons.length > 0) throw new Refusal('conflict', reasons);
        if (!(await placesOf(tx, rolloutId)).some((place) => place.id === placeId))
          throw new Refusal('not-found', 'This is not one of the old places of this rollout.');
        const by = actor.accountId;
        await tx.upsert(
          PlaceClosing,
          {
            ...{ rolloutId, placeId },
            ...(seen.readOnly && { readOnlyOn: today, readOnlyBy: by }),
            ...(seen.redirect && { redirectOn: today, redirectBy: by }),
          },
          ['rolloutId', 'placeId'],
        );
        return { subject: placeId, answer: undefined };
      },
    );
  }
}

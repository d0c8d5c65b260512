import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { localDay } from '../kernel/local-day.js';
import { Refusal, type Reason } from '../kernel/refusal.js';
import {
  ActsOfTwo,
  type About,
  type ActOfTwo,
  type Agreed,
  type Noted,
  type Shown,
} from '../leading/acts-of-two.js';
import { isBefore } from '../rollout/calendar.rules.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { leadPath } from '../rollout/lead-nav.js';
import { Ending } from './closing.entity.js';
import { endingOf } from './ending.service.js';
import { Transition } from './transition.entity.js';

/** Shutting the old place down. Nothing brings it back, so the yes comes before the named person does it. */
@Injectable()
export class ShutdownAct implements ActOfTwo, OnModuleInit {
  readonly kind = 'shutdown';

  constructor(private readonly acts: ActsOfTwo) {}

  onModuleInit(): void {
    this.acts.add(this);
  }

  noted({ rolloutId }: { rolloutId: string | null }): Noted {
    return { asked: 'shutdown.yes-asked', done: 'shutdown.agreed', subject: rolloutId! };
  }

  async show(tx: EntityManager, about: About, now: Temporal.Instant): Promise<Shown> {
    const rollout = about.rollout!;
    const today = localDay(now, rollout.plan.timeZone);
    const ending: Partial<Ending> = (await endingOf(tx, rollout.id)) ?? {};
    const transition = await tx.findOneBy(Transition, { rolloutId: rollout.id });
    const ends =
      transition && !transition.heldAt ? transition.t.add({ days: rollout.plan.archiveDays }) : null;
    const reasons: Reason[] = [];
    if (!ends) reasons.push({ message: 'No closing day stands.' });
    else if (isBefore(today, ends))
      reasons.push({ message: `People were promised that they can read there until ${spokenDay(ends)}.` });
    if (rollout.keptBothAt) reasons.push({ message: 'Both places are kept, by decision.' });
    if (!ending.archiveKeptOn)
      reasons.push({ message: 'The export of the community’s own archive is not confirmed yet.' });
    if (!ending.shutdownAskedOf) reasons.push({ message: 'Nobody was asked yet: name the person first.' });
    if (ending.shutdownConfirmedOn) reasons.push({ message: 'Two leads have agreed to this already.' });
    if (reasons.length > 0) throw new Refusal('conflict', reasons);
    return {
      title: 'shut the old place down for good',
      lines: await linesOf(tx, rollout.id, ending, ends!),
      after: 'The named person can shut it down. What is gone there does not come back.',
      back: leadPath(rollout.id, 'ending'),
    };
  }

  async do({ tx, about, by, now }: Agreed): Promise<void> {
    const { id: rolloutId, plan } = about.rollout!;
    const shutdownConfirmedOn = localDay(now, plan.timeZone);
    await tx.update(Ending, { rolloutId }, { shutdownConfirmedOn, shutdownConfirmedBy: by });
  }
}

async function linesOf(
  tx: EntityManager,
  rolloutId: string,
  { archiveKeptOn, archiveNote, shutdownAskedOf }: Partial<Ending>,
  ends: Temporal.PlainDate,
): Promise<string[]> {
  const [row] = await tx.query<[{ people: number; silent: number; places: string; who: string | null }]>(
    `select count(*)::int as people,
            count(*) filter (where not exists (select from things t where t.participation_id = p.id))::int as silent,
            (select string_agg(pl.name, ' and ' order by pl.name) from rollout_place rp join place pl on pl.id = rp.place_id
              where rp.rollout_id = $1 and rp.side = 'source') as places,
            (select name from account where id = $2) as who
       from participation p join member m on m.id = p.member_id and m.gone is null and m.erased_at is null
      where p.rollout_id = $1`,
    [rolloutId, shutdownAskedOf],
  );
  return [
    `What goes: ${row.places}.`,
    `Who does it: ${row.who ?? 'the named person'}.`,
    `People could read there until ${spokenDay(ends)}.`,
    `${row.silent} of ${row.people} people have not said that they have their things.`,
    `The archive, confirmed on ${spokenDay(archiveKeptOn!)}: “${archiveNote ?? ''}”.`,
  ];
}

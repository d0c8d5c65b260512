import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { day, moment } from '../kernel/database/columns.js';
import type { Facts } from '../rollout/facts.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { ProvidesFact } from '../rollout/sockets.js';

@Injectable()
export class RefineFacts {
  @ProvidesFact('refine.findings')
  async findings(tx: EntityManager, rollout: Rollout): Promise<Facts['refine.findings']> {
    const [row] = await tx.query<Record<'blockers' | 'majors' | 'unanswered' | 'pain_points', number>[]>(
      `select count(*) filter (where resolved_at is null and severity = 'blocker')::int as blockers,
              count(*) filter (where resolved_at is null and severity = 'major')::int as majors,
              count(*) filter (where pilot and faq_entry_id is null and dismissed_at is null)::int as unanswered,
              count(*) filter (where pilot)::int as pain_points
         from finding where rollout_id = $1`,
      [rollout.id],
    );
    // Only what somebody reported: nobody else is told.
    const resolved = await tx.query<{ id: string; resolved_at: Date }[]>(
      `select id, resolved_at from finding
        where rollout_id = $1 and resolved_at is not null and reported_by is not null order by resolved_at, id`,
      [rollout.id],
    );
    return {
      openBlockers: row!.blockers,
      openMajors: row!.majors,
      unansweredPainPoints: row!.unanswered,
      painPoints: row!.pain_points,
      resolved: resolved.map(({ id, resolved_at }) => ({ id, at: moment(resolved_at) })),
    };
  }

  @ProvidesFact('refine.guides')
  async guides(tx: EntityManager, rollout: Rollout): Promise<Facts['refine.guides']> {
    const rows = await tx.query<{ kind: string; on: string }[]>(
      `select g.kind, min(v.published_on) as on from guide g join guide_version v on v.guide_id = g.id
        where g.rollout_id = $1 and v.published_on is not null group by g.kind`,
      [rollout.id],
    );
    const on = (kind: string): string | undefined => rows.find((row) => row.kind === kind)?.on;
    const [quickStart, visualGuide] = [on('quick start'), on('visual guide')];
    return {
      quickStart: quickStart ? day(quickStart) : null,
      visualGuide: visualGuide ? day(visualGuide) : null,
    };
  }

  @ProvidesFact('refine.charter')
  async charter(tx: EntityManager, rollout: Rollout): Promise<Facts['refine.charter']> {
    const versions = await tx.query<
      {
        id: string;
        number: number;
        opened_at: Date | null;
        window_ends_on: string | null;
        adopted_at: Date | null;
        adopted_on: string | null;
        open: number;
      }[]
    >(
      `select v.id, v.number, v.opened_at, v.window_ends_on, v.adopted_at, v.adopted_on,
              (select count(*)::int from objection o where o.charter_version_id = v.id and o.answered_at is null) as open
         from charter_version v where v.rollout_id = $1 order by v.number`,
      [rollout.id],
    );
    const stored = await tx.query<{ number: number; noted_at: Date }[]>(
      'select number, noted_at from stored_version where rollout_id = $1 and number > 1 order by number',
      [rollout.id],
    );
    const adopted = versions.filter((version) => version.adopted_on !== null);
    const last = adopted.at(-1)?.adopted_on;
    return {
      drafts: versions.flatMap(({ id, opened_at, window_ends_on }) =>
        opened_at && window_ends_on
          ? [{ id, openedAt: moment(opened_at), windowEndsOn: day(window_ends_on) }]
          : [],
      ),
      openObjections: versions.reduce((sum, version) => sum + version.open, 0),
      publishedOn: last ? day(last) : null,
      // The first version changes nothing that was in force: everybody was asked about it as a draft.
      // So it is with what was stored when the rollout began.
      changes: [
        ...adopted.slice(1).map(({ id, adopted_at }) => ({ id, at: moment(adopted_at!) })),
        ...stored.map(({ number, noted_at }) => ({ id: `stored-${number}`, at: moment(noted_at) })),
      ],
    };
  }
}

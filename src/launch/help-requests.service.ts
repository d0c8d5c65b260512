import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import { IsNull, type EntityManager } from 'typeorm';
import { Accounts } from '../access/accounts.js';
import { msg } from '../kernel/language/message.js';
import { Refusal } from '../kernel/refusal.js';
import { firstName } from '../notices/fill.rules.js';
import { Notices } from '../notices/notices.service.js';
import { quietUntil } from '../notices/quiet.rules.js';
import { AgendaService } from '../rollout/agenda.service.js';
import { AlertService } from '../rollout/alert.service.js';
import { RolloutService } from '../rollout/rollout.service.js';
import { Participation } from '../rollout/participation.entity.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import type { OwnPageVisit } from '../rollout/sockets.js';
import { promisedDay, type WayToHelp } from './help.rules.js';
import { HelpRequest } from './help-request.entity.js';
import { helperFor } from './help-request.queries.js';
import { helpAsked, helpAskedOfLeads } from './launch.mails.js';

/** Who answers, and by when: what the page says to who asked. */
export interface Promised {
  /** A first name; null where it is the leads'. */
  by: string | null;
  on: Temporal.PlainDate;
}

/** "Help me". Every method runs in the caller's transaction. */
@Injectable()
export class HelpRequests {
  constructor(
    private readonly notices: Notices,
    private readonly alerts: AlertService,
    private readonly rollouts: RolloutService,
    private readonly agenda: AgendaService,
    private readonly accounts: Accounts,
  ) {}

  /** Goes at once to a helper of their place or language, else to the leads. Asking again changes only the way. */
  async ask(visit: OwnPageVisit, way: WayToHelp, today: Temporal.PlainDate): Promise<void> {
    const { tx, participation, rollout, now } = visit;
    // One after the other: of two at once the second finds the first.
    await this.rollouts.lock(tx, rollout.communityId, rollout.id);
    const open = await this.openOf(tx, participation.id);
    if (open) {
      await tx.update(HelpRequest, open.id, { way });
      return;
    }
    const request = tx.create(HelpRequest, {
      ...{ rolloutId: rollout.id, participationId: participation.id, way, askedAt: now },
      ...{ advocateId: null, takenAt: null, promisedOn: promisedDay(today) },
    });
    await this.route(tx, rollout, await tx.save(request), today, now);
    await this.agenda.replan(tx, rollout.id, now);
  }

  /** To somebody who can take it, and to them at once: whoever asks for help does not wait for a budget. */
  async route(
    tx: EntityManager,
    rollout: Rollout,
    request: HelpRequest,
    today: Temporal.PlainDate,
    now: Temporal.Instant,
  ): Promise<void> {
    const { id, participationId, promisedOn } = request;
    const asking = await tx.findOneByOrFail(Participation, { id: participationId });
    const helper = await helperFor(tx, asking, today);
    await tx.update(HelpRequest, id, { advocateId: helper?.id ?? null, accountId: null, takenAt: null });
    const { communityId, plan } = rollout;
    const said = {
      rollout: { id: rollout.id, communityId, timeZone: plan.timeZone },
      ...{ key: await nextKey(tx, rollout.id, id), play: 'launch.help', now },
    };
    if (helper)
      await this.notices.say(tx, {
        ...{ ...said, purpose: 'help', byHand: false, atOnce: true },
        ...{ letters: helpAsked(promisedOn), to: [helper.memberId] },
        // It stands on their page at once. Nobody is woken for it: nobody is helped at night.
        now: quietUntil(now, helper.timeZone ?? plan.timeZone) ?? now,
      });
    else
      await this.notices.tellLeads(tx, {
        ...{ ...said, communityId },
        letters: helpAskedOfLeads(rollout.id, promisedOn),
      });
  }

  openOf(tx: EntityManager, participationId: string): Promise<HelpRequest | null> {
    return tx.findOneBy(HelpRequest, { participationId, closedAt: IsNull() });
  }

  async promise(tx: EntityManager, request: HelpRequest): Promise<Promised> {
    const [row] = await tx.query<{ name: string }[]>(
      `select m.display_name as name from participation p join member m on m.id = p.member_id where p.id = $1
       union all select name from account where id = $2`,
      [request.advocateId, request.accountId],
    );
    return { by: row ? firstName(row.name) : null, on: request.promisedOn };
  }

  /**
   * Of two who press at once one has it, and the other is told so.
   * @param by the helper of whom it was asked, or a lead's account
   */
  async take(
    tx: EntityManager,
    id: string,
    by: { rolloutId: string; advocateId: string } | { rolloutId: string; accountId: string },
    now: Temporal.Instant,
  ): Promise<HelpRequest> {
    const request = await this.mustBeOpen(tx, id, by.rolloutId);
    const free =
      'advocateId' in by
        ? request.advocateId === by.advocateId
        : request.takenAt === null || request.accountId === by.accountId;
    if (!free)
      throw new Refusal('conflict', msg('Somebody else has taken this meanwhile. Thank you all the same.'));
    if ('accountId' in by) return this.toLead(tx, request, by.accountId, now);
    return this.taken(tx, request, now);
  }

  /** To a lead, whoever had it; refused where `to` leads nothing here. */
  async handOver(
    tx: EntityManager,
    id: string,
    rolloutId: string,
    { to, communityId }: { to: string; communityId: string },
    now: Temporal.Instant,
  ): Promise<void> {
    const request = await this.mustBeOpen(tx, id, rolloutId);
    const leads = await this.accounts.leads(tx, communityId);
    if (!leads.some((lead) => lead.id === to))
      throw new Refusal('invalid', { field: 'accountId', message: 'Choose one of the leads.' });
    await this.toLead(tx, request, to, now);
  }

  private toLead(
    tx: EntityManager,
    request: HelpRequest,
    accountId: string,
    now: Temporal.Instant,
  ): Promise<HelpRequest> {
    return this.taken(tx, Object.assign(request, { accountId, advocateId: null }), now);
  }

  private async taken(tx: EntityManager, request: HelpRequest, now: Temporal.Instant): Promise<HelpRequest> {
    request.takenAt = now;
    await this.alerts.end(tx, request.rolloutId, 'help waiting', request.id);
    return tx.save(request);
  }

  /** Helped, or no longer needed. */
  async close(tx: EntityManager, request: HelpRequest, now: Temporal.Instant): Promise<void> {
    request.closedAt = now;
    await tx.save(request);
    await this.alerts.end(tx, request.rolloutId, 'help waiting', request.id);
  }

  /** For an act: until it is through, nobody else takes or closes it. */
  async mustBeOpen(tx: EntityManager, id: string, rolloutId: string): Promise<HelpRequest> {
    const request = await tx.findOne(HelpRequest, {
      where: { id, rolloutId, closedAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
    if (!request) throw new Refusal('not-found', msg('This request is not open any more.'));
    return request;
  }

  /** What no helper took in time becomes the leads', who are told at once. The caller replans. */
  async escalate(tx: EntityManager, rolloutId: string, id: string): Promise<void> {
    const waiting = { id, rolloutId, closedAt: IsNull(), takenAt: IsNull() };
    const { affected } = await tx.update(HelpRequest, waiting, { advocateId: null });
    if (affected)
      await this.alerts.raise(
        tx,
        rolloutId,
        'help waiting',
        id,
        'Somebody asked for help 48 hours ago and nobody took it. It stands on top of the help requests.',
      );
  }
}

/** Each time that it goes to somebody is a notice of its own: who had it before may get it once more. */
async function nextKey(tx: EntityManager, rolloutId: string, id: string): Promise<string> {
  const [row] = await tx.query<{ before: number }[]>(
    `select count(*)::int as before from notice where rollout_id = $1 and starts_with(key, 'launch.help/' || $2::text)`,
    [rolloutId, id],
  );
  return `launch.help/${id}/${row!.before + 1}`;
}

import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { ByHand } from '../notices/by-hand.service.js';
import { Notices } from '../notices/notices.service.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { giveHelpers, heldByNobody, letGo, retire, toldByNobody } from './handover.queries.js';
import { helperStopped } from './handover.mails.js';
import { HelpRequests } from './help-requests.service.js';
import { pair } from './pairing.rules.js';
import { helpers } from './wave.queries.js';

/** Nobody stays with a helper who stopped, left or turned away. */
@Injectable()
export class Handover {
  constructor(
    private readonly notices: Notices,
    private readonly byHand: ByHand,
    private readonly help: HelpRequests,
  ) {}

  /**
   * Whoever they helped and is still on the way gets somebody else, or is shown to the leads; what they had taken or
   * were to tell goes to others. Changes nothing where nobody stopped. The caller replans.
   */
  async run(
    tx: EntityManager,
    rollout: Rollout,
    today: Temporal.PlainDate,
    now: Temporal.Instant,
  ): Promise<void> {
    await retire(tx, rollout.id);
    const pairs = pair(await letGo(tx, rollout.id), await helpers(tx, rollout.id, today));
    await giveHelpers(tx, pairs);
    for (const request of await heldByNobody(tx, rollout.id))
      await this.help.route(tx, rollout, request, today, now);
    if (await toldByNobody(tx, rollout.id)) await this.byHand.assign(tx, rollout.id, now);
    const alone = [...pairs.values()].filter((helper) => helper === null).length;
    if (alone === 0) return;
    const { id, communityId, plan } = rollout;
    await this.notices.tellLeads(tx, {
      rollout: { id, communityId, timeZone: plan.timeZone },
      ...{ key: `launch.helper-stopped/${now.toString()}`, play: 'launch.helper-stopped' },
      ...{ communityId, letters: helperStopped(id, { people: pairs.size, alone }), now },
    });
  }
}

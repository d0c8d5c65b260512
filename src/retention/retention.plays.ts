import { Injectable } from '@nestjs/common';
import { Audit } from '../access/audit.js';
import { Notices } from '../notices/notices.service.js';
import type { Letters } from '../notices/letter.js';
import { DataInventory } from '../privacy/data-inventory.js';
import { endIfOver } from '../rollout/end.writes.js';
import { Play, type Occasion } from '../rollout/sockets.js';
import { Purge } from './purge.service.js';
import { purgeAhead, purged, review } from './retention.mails.js';

/** How long things are kept: looked at once a year, and deleted on their day. */
@Injectable()
export class RetentionPlays {
  constructor(
    private readonly notices: Notices,
    private readonly purge: Purge,
    private readonly inventory: DataInventory,
    private readonly audit: Audit,
  ) {}

  @Play('privacy.review')
  async review(occasion: Occasion): Promise<void> {
    const { tx, rollout } = occasion;
    const [row] = await tx.query<{ people: number; care: string }[]>(
      `select care, (select count(*)::int from member where community_id = c.id and erased_at is null) as people
         from community c where id = $1`,
      [rollout.communityId],
    );
    const counts = { people: row!.people, care: row!.care, kinds: this.inventory.list().length };
    await this.tell(occasion, review(counts));
  }

  /** The leads are warned a week before; on its day it happens by itself. */
  @Play('retention.purge')
  async deleteOnItsDay(occasion: Occasion): Promise<void> {
    const { tx, rollout, step, day, now } = occasion;
    if (step.endsWith('warning')) {
      const ahead = await this.purge.ahead(tx, rollout.id);
      await this.tell(occasion, purgeAhead({ ...ahead, on: day.add({ days: 7 }) }, rollout.id));
      return;
    }
    const done = await this.purge.run(tx, rollout, now);
    await endIfOver(tx, rollout, now);
    const { communityId, id } = rollout;
    await this.audit.note(tx, {
      communityId,
      actor: 'changeover',
      what: 'rollout.purged',
      subject: id,
      at: now,
    });
    await this.tell(occasion, purged(done));
  }

  private tell({ tx, rollout, key, row, now }: Occasion, letters: Letters): Promise<void> {
    const { id, communityId, plan } = rollout;
    const spoken = { id, communityId, timeZone: plan.timeZone };
    return this.notices.tellLeads(tx, { communityId, rollout: spoken, key, play: row.play, letters, now });
  }
}

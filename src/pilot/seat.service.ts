import { Injectable } from '@nestjs/common';
import { localDay } from '../kernel/local-day.js';
import { msg } from '../kernel/language/message.js';
import { Refusal } from '../kernel/refusal.js';
import { OwnDesk } from '../rollout/own-desk.js';
import { Participation } from '../rollout/participation.entity.js';
import type { OwnPageVisit } from '../rollout/sockets.js';
import type { Comfort } from '../rollout/words.js';
import { Asking } from './asking.service.js';
import { Seat } from './circle.entity.js';
import { pilotClosed } from './circle.queries.js';

/** What people of the circle decide on their own page. Each can be taken back, and said twice it is said once. */
@Injectable()
export class SeatService {
  constructor(
    private readonly desk: OwnDesk,
    private readonly asking: Asking,
  ) {}

  /** Null where this person was not asked, or is only in a draft that nobody told them of. */
  async seat({ tx, participation }: OwnPageVisit): Promise<Seat | null> {
    const seat = await tx.findOneBy(Seat, { participationId: participation.id });
    return seat?.state === 'draft' ? null : seat;
  }

  /** Yes. `comfort` as they state it; null where they would rather not say. */
  accept(visit: OwnPageVisit, comfort: Comfort | null, withHelp: boolean): Promise<void> {
    return this.decide(visit, async (seat) => {
      await this.mustHaveRoom(visit, seat);
      await visit.tx.update(Seat, seat.participationId, { state: 'accepted', withHelp });
      await visit.tx.update(Participation, seat.participationId, { pilot: true, comfort });
    });
  }

  /** No, now or after a while: it changes nothing else for them. What they said of themselves goes. */
  decline(visit: OwnPageVisit, withHelp: boolean): Promise<void> {
    return this.decide(visit, async (seat) => {
      await visit.tx.update(Seat, seat.participationId, { state: 'declined', withHelp });
      // Only what was said with a yes to this: elsewhere they may have said it for another reason.
      if (seat.state === 'accepted')
        await visit.tx.update(Participation, seat.participationId, { comfort: null });
      await this.asking.release(visit.tx, seat.participationId);
    });
  }

  /** Would they help others to come along? */
  help(visit: OwnPageVisit, wouldHelp: boolean, withHelp: boolean): Promise<void> {
    return this.decide(visit, async (seat) => {
      if (seat.state !== 'accepted')
        throw new Refusal('conflict', msg('This is asked of the people who tried it first.'));
      await visit.tx.update(Seat, seat.participationId, { wouldHelp, withHelp });
      await visit.tx.update(Participation, seat.participationId, { advocate: wouldHelp });
    });
  }

  private decide(visit: OwnPageVisit, work: (seat: Seat) => Promise<void>): Promise<void> {
    return this.desk.change(visit, async () => {
      const seat = await this.seat(visit);
      if (!seat) throw new Refusal('not-found', msg('You were not asked this, or it was taken back.'));
      await work(seat);
      await this.asking.watch(visit.tx, visit.rollout, localDay(visit.now, visit.rollout.plan.timeZone));
    });
  }

  /** Whoever said no, or nothing for long, may find that others took the place. */
  private async mustHaveRoom({ tx, rollout }: OwnPageVisit, seat: Seat): Promise<void> {
    if (await pilotClosed(tx, rollout.id))
      throw new Refusal(
        'conflict',
        msg('The weeks of trying it first are over. The new place opens to everybody.'),
      );
    if (seat.state === 'accepted') return;
    const taken = await tx.countBy(Seat, { rolloutId: rollout.id, state: 'accepted' });
    if (taken >= rollout.plan.gates.circle.most)
      throw new Refusal('conflict', msg('Enough people are trying it by now. Thank you all the same.'));
  }
}

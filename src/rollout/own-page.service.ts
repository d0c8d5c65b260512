import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Links } from '../kernel/crypto/links.js';
import { msg } from '../kernel/language/message.js';
import { speak, type Say } from '../kernel/language/say.js';
import { Refusal } from '../kernel/refusal.js';
import { Participation } from './participation.entity.js';
import { OWN_PAGE } from './participation.service.js';
import { Rollout } from './rollout.entity.js';
import type { OwnPageVisit } from './sockets.js';

/** Opens own pages. The link is the right: whoever has it sees the page, so the page shows no more than it must. */
@Injectable()
export class OwnPages {
  constructor(
    private readonly links: Links,
    private readonly clock: Clock,
  ) {}

  /** Refuses alike, and tells nothing, whether the link never was, was replaced, or its member was erased. */
  async open(tx: EntityManager, token: string): Promise<OwnPageVisit> {
    const now = this.clock.now();
    const link = await this.links.find(tx, token, OWN_PAGE);
    if (!link || link.revokedAt) throw lost();
    const participation = await tx.findOneBy(Participation, { id: link.subject });
    const rollout = participation && (await tx.findOneBy(Rollout, { id: participation.rolloutId }));
    if (!participation || !rollout) throw lost();
    const say = await this.sayTo(tx, participation);
    return { tx, rollout, participation, path: `/m/${token}`, now, say };
  }

  /** What a member chose, else what their community speaks. */
  private async sayTo(tx: EntityManager, { memberId }: Participation): Promise<Say> {
    const [one] = await tx.query<{ chosen: string | null; common: string }[]>(
      `select m.language as chosen, c.language as common
         from member m join community c on c.id = m.community_id where m.id = $1`,
      [memberId],
    );
    return speak(one?.chosen, one?.common);
  }
}

function lost(): Refusal {
  return new Refusal(
    'gone',
    msg(
      'This link does not open a page any more. Ask whoever sent it to you, or the people who lead the move, for a new one.',
    ),
  );
}

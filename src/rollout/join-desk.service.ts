import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { IsNull } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Member } from '../community/member.entity.js';
import { Config } from '../kernel/config.js';
import { Refusal } from '../kernel/refusal.js';
import { JoinCode, JoinRequest, type JoinFacts } from './join.entity.js';
import { codeSpoken, likelySame } from './join.rules.js';
import { JoinService } from './join.service.js';
import { LeadDesk } from './lead-desk.js';
import type { Rollout } from './rollout.entity.js';

/** What somebody typed on the join page, until a lead decides. */
export interface OpenRequest extends JoinFacts {
  id: string;
  askedOn: JoinRequest['askedOn'];
  /** Members of the roster who may be the same person. */
  likely: { memberId: string; name: string }[];
}

export interface JoinWays {
  rollout: Rollout;
  codes: { code: string; spoken: string; address: string; of: string }[];
  /** The old places, each of which may have a code of its own. */
  places: { id: string; name: string }[];
}

/** The leads' side of the join page: codes to post, requests to look at. */
@Injectable()
export class JoinDesk {
  constructor(
    private readonly desk: LeadDesk,
    private readonly joining: JoinService,
    private readonly config: Config,
  ) {}

  newCode(
    actor: Actor,
    rolloutId: string,
    of: { placeId?: string | undefined; advocateId?: string | undefined; enough?: boolean | undefined },
  ): Promise<{ code: string; spoken: string; address: string }> {
    return this.desk.act(actor, rolloutId, { what: 'join.code-made' }, async ({ tx, rollout, now }) => {
      const { placeId = null, advocateId = null, enough = false } = of;
      const { code } = await this.joining.newCode(tx, rollout, { placeId, advocateId, enough }, now);
      return { subject: rollout.id, answer: this.shown(code) };
    });
  }

  codes(actor: Actor, rolloutId: string): Promise<{ code: string; spoken: string; address: string }[]> {
    return this.desk.read(actor, rolloutId, async (tx) =>
      (
        await tx.find(JoinCode, { where: { rolloutId, replacedAt: IsNull() }, order: { createdAt: 'ASC' } })
      ).map((one) => this.shown(one.code)),
    );
  }

  /** The codes with what each is for, and the old places that could have one. */
  ways(actor: Actor, rolloutId: string): Promise<JoinWays> {
    return this.desk.read(actor, rolloutId, async (tx, rollout) => {
      const codes = await tx.query<
        { code: string; enough: boolean; place: string | null; helper: string | null }[]
      >(
        `select j.code, j.enough, p.name as place, m.display_name as helper from join_code j
           left join place p on p.id = j.place_id
           left join participation a on a.id = j.advocate_id
           left join member m on m.id = a.member_id
          where j.rollout_id = $1 and j.replaced_at is null
          order by j.created_at, p.name nulls first, m.display_name nulls first, j.code`,
        [rolloutId],
      );
      const places = await tx.query<JoinWays['places']>(
        `select p.id, p.name from rollout_place rp join place p on p.id = rp.place_id
          where rp.rollout_id = $1 and rp.side = 'source' order by p.name, p.id`,
        [rolloutId],
      );
      const whose = (place: string | null, helper: string | null): string =>
        helper ? `People whom ${helper} knows` : place ? `People of ${place}` : 'Everybody';
      return {
        ...{ rollout, places },
        codes: codes.map(({ code, enough, place, helper }) => ({
          ...this.shown(code),
          of: `${whose(place, helper)}${enough ? ', let in at once' : ''}`,
        })),
      };
    });
  }

  requests(actor: Actor, rolloutId: string): Promise<OpenRequest[]> {
    return this.desk.read(actor, rolloutId, async (tx) => {
      const open = await tx.findBy(JoinRequest, { rolloutId, decidedAt: IsNull() });
      if (open.length === 0) return [];
      const { communityId } = actor;
      const roster = await tx.find(Member, {
        where: { communityId, gone: IsNull(), erasedAt: IsNull() },
        order: { displayName: 'ASC', id: 'ASC' },
      });
      const requests = await Promise.all(
        open.map(async (request) => {
          const facts = await this.joining.factsOf(tx, communityId, request);
          const likely = roster.filter((member) => likelySame(member.displayName, facts.name));
          const named = likely
            .slice(0, 5)
            .map((member) => ({ memberId: member.id, name: member.displayName }));
          return { ...facts, id: request.id, askedOn: request.askedOn, likely: named };
        }),
      );
      return requests.toSorted(inOrder);
    });
  }

  approve(
    actor: Actor,
    rolloutId: string,
    requestId: string,
    memberId?: string,
  ): Promise<{ memberId: string }> {
    return this.desk.act(actor, rolloutId, { what: 'join.approved' }, async ({ tx, rollout, now }) => {
      const request = await tx.findOneBy(JoinRequest, { id: requestId, rolloutId });
      if (!request)
        throw new Refusal('not-found', 'There is no such request; unapproved ones vanish after 14 days.');
      const by = { by: actor.accountId, now };
      const participation = await this.joining.approve(tx, rollout, request, memberId ?? null, by);
      return { subject: participation.id, answer: { memberId: participation.memberId } };
    });
  }

  decline(actor: Actor, rolloutId: string, requestId: string): Promise<void> {
    return this.desk.act(actor, rolloutId, { what: 'join.declined' }, async ({ tx }) => {
      const { affected } = await tx.delete(JoinRequest, { id: requestId, rolloutId, decidedAt: IsNull() });
      if (affected !== 1) throw new Refusal('not-found', 'There is no such open request.');
      return { subject: requestId, answer: undefined };
    });
  }

  private shown(code: string): { code: string; spoken: string; address: string } {
    return { code, spoken: codeSpoken(code), address: `${this.config.baseUrl}/j/${code}` };
  }
}

/** By day, then by name: ids are chance. */
const inOrder = (a: OpenRequest, b: OpenRequest): number =>
  Temporal.PlainDate.compare(a.askedOn, b.askedOn) ||
  a.name.localeCompare(b.name, 'en') ||
  (a.id < b.id ? -1 : 1);

import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { IsNull, MoreThan, Not, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { Member } from '../community/member.entity.js';
import { Config } from '../kernel/config.js';
import { Refusal } from '../kernel/refusal.js';
import { JoinCode, JoinRequest, type JoinFacts } from './join.entity.js';
import { lentLink, shutOf, whoLeads } from './join.queries.js';
import { codeSpoken, likelySame, type Shut } from './join.rules.js';
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

/** A request that a lead joined with somebody of the list. It can be undone. */
export interface JoinedRequest {
  id: string;
  /** What they called themselves. */
  name: string;
  how: JoinFacts['how'];
  askedOn: JoinRequest['askedOn'];
  memberId: string;
  memberName: string;
  /** A lead has asked them; their page is open to who came. */
  pageOpen: boolean;
}

export interface JoinWays {
  rollout: Rollout;
  codes: { code: string; spoken: string; address: string; of: string }[];
  /** The old places, each of which may have a code of its own. */
  places: { id: string; name: string }[];
  /** Why no code opens anything any more; null while they do. */
  shut: Shut | null;
  /** Names of who leads: whom a latecomer asks. */
  leads: string[];
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
        `select j.code, j.enough and c.care = 'open' as enough, p.name as place, m.display_name as helper from join_code j
           join rollout r on r.id = j.rollout_id join community c on c.id = r.community_id
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
        shut: await shutOf(tx, rollout),
        leads: await whoLeads(tx, rollout.communityId),
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

  /** Those of the last 90 days, the newest first. */
  joined(actor: Actor, rolloutId: string): Promise<JoinedRequest[]> {
    return this.desk.read(actor, rolloutId, async (tx, _rollout, today) => {
      const requests = await tx.find(JoinRequest, {
        where: { rolloutId, undoIds: Not(IsNull()), askedOn: MoreThan(today.subtract({ days: 90 })) },
        order: { decidedAt: 'DESC', id: 'ASC' },
      });
      const found = await Promise.all(requests.map((request) => this.joinedOne(tx, actor, request)));
      return found.flatMap((one) => one ?? []);
    });
  }

  /** Undoes it: two people after all. */
  separate(actor: Actor, rolloutId: string, requestId: string): Promise<{ memberId: string }> {
    return this.desk.act(actor, rolloutId, { what: 'join.separated' }, async ({ tx, rollout, now }) => {
      const request = await this.decided(tx, rolloutId, requestId);
      const by = { by: actor.accountId, now };
      const participation = await this.joining.separate(tx, rollout, request, by);
      return { subject: participation.id, answer: { memberId: participation.memberId } };
    });
  }

  /** The lead has asked who came: it is the person of the list. */
  openPage(actor: Actor, rolloutId: string, requestId: string): Promise<void> {
    return this.desk.act(actor, rolloutId, { what: 'join.page-opened' }, async ({ tx, rollout, now }) => {
      const request = await this.decided(tx, rolloutId, requestId);
      const known = await this.joining.openPage(tx, rollout, request, now);
      return { subject: known.id, answer: undefined };
    });
  }

  private async decided(tx: EntityManager, rolloutId: string, id: string): Promise<JoinRequest> {
    const request = await tx.findOneBy(JoinRequest, { id, rolloutId });
    if (!request) throw new Refusal('not-found', 'There is no such request.');
    return request;
  }

  private async joinedOne(
    tx: EntityManager,
    { communityId }: Actor,
    request: JoinRequest,
  ): Promise<JoinedRequest | null> {
    const { name, how } = await this.joining.factsOf(tx, communityId, request);
    const [known] = await tx.query<{ id: string; name: string }[]>(
      `select m.id, m.display_name as name from participation p join member m on m.id = p.member_id
        where p.id = $1 and m.erased_at is null`,
      [request.participationId],
    );
    const pageOpen = (await lentLink(tx, request)) !== undefined;
    return known
      ? {
          ...{ id: request.id, name, how, askedOn: request.askedOn, pageOpen },
          ...{ memberId: known.id, memberName: known.name },
        }
      : null;
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

import { Injectable } from '@nestjs/common';
import { IsNull, type EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { CommunityService } from '../community/community.service.js';
import { speak } from '../kernel/language/say.js';
import { Refusal } from '../kernel/refusal.js';
import { mailWords } from '../notices/mail.words.js';
import { askedAt } from '../notices/phrase.rules.js';
import { JoinCode } from '../rollout/join.entity.js';
import { shutOf, whoLeads } from '../rollout/join.queries.js';
import { codeSpoken, type Shut } from '../rollout/join.rules.js';
import { JoinService } from '../rollout/join.service.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { Scenes } from '../rollout/scene.js';
import { materialsOf, type Materials } from './materials.rules.js';
import { postsOf, sheetOf, type Sheet, type SheetFacts } from './sheet.rules.js';

/** What a lead can use tonight. */
export interface Tonight {
  rollout: Rollout;
  care: SheetFacts['care'];
  /** Null until there is a code for everybody. */
  ready: { code: string; sheet: Sheet; short: string; long: string } | null;
  /** Why no code opens anything any more; null while they do. */
  shut: Shut | null;
  /** Names of who leads: whom a latecomer asks. */
  leads: string[];
  /** Nobody else's phone opens our address. */
  onlyHere: boolean;
}

/** One message for all, in every form in which somebody can pass it on. */
export interface ToSay extends Materials {
  rollout: Rollout;
  key: string;
  play: string;
  short: string;
  long: string;
}

interface FoundPost {
  key: string;
  play: string;
  phrase: string | null;
  short: string;
  long: string;
}

/** Whoever hears it asks the voice, and not a page, whether it is from us. */
const withoutLine = (short: string, phrase: string | null, { say, baseUrl }: SheetFacts): string =>
  phrase === null ? short : short.replace(mailWords(say).fromUs(phrase, askedAt(baseUrl)), '').trim();

const forAll = (rolloutId: string) => ({
  ...{ rolloutId, placeId: IsNull(), advocateId: IsNull(), replacedAt: IsNull() },
});

/** Posters, slips and words by which people find the way in. */
@Injectable()
export class Printables {
  constructor(
    private readonly desk: LeadDesk,
    private readonly scenes: Scenes,
    private readonly joining: JoinService,
    private readonly communities: CommunityService,
  ) {}

  tonight(actor: Actor, rolloutId: string): Promise<Tonight> {
    return this.desk.read(actor, rolloutId, async (tx, rollout) => {
      const shut = await shutOf(tx, rollout);
      const found = shut ? null : await tx.findOneBy(JoinCode, forAll(rolloutId));
      const facts = found && (await this.factsOf(tx, rollout, found.code));
      const { care } = await this.communities.get(tx, rollout.communityId);
      const { baseUrl } = await this.scenes.of(tx, rollout);
      return {
        ...{ rollout, care, onlyHere: /^https?:\/\/(localhost|127\.|\[::1\])/.test(baseUrl) },
        shut,
        leads: shut ? await whoLeads(tx, rollout.communityId) : [],
        ready: facts && found && { code: found.code, sheet: sheetOf(facts), ...postsOf(facts) },
      };
    });
  }

  /** The code for everybody: the one that is there, or a new one. Pressing twice makes one. */
  makeReady(actor: Actor, rolloutId: string): Promise<void> {
    return this.desk.act(actor, rolloutId, { what: 'join.code-made' }, async ({ tx, rollout, now }) => {
      if ((await shutOf(tx, rollout)) || !(await tx.existsBy(JoinCode, forAll(rolloutId))))
        await this.joining.newCode(tx, rollout, { placeId: null, advocateId: null, enough: false }, now);
      return { subject: rolloutId, answer: undefined };
    });
  }

  /** What stands on the sheets of a code. @throws Refusal for a code that opens nothing (any more) */
  sheet(actor: Actor, rolloutId: string, code: string): Promise<Sheet> {
    return this.desk.read(actor, rolloutId, async (tx, rollout) => {
      if (!(await tx.existsBy(JoinCode, { code, rolloutId, replacedAt: IsNull() })))
        throw new Refusal('not-found', 'This code opens nothing: it was replaced, or was never made.');
      return sheetOf(await this.factsOf(tx, rollout, code));
    });
  }

  /** What a message for all is made into; by its key or its id. @throws Refusal where nothing was to be posted */
  toSay(actor: Actor, rolloutId: string, one: { key: string } | { id: string }): Promise<ToSay> {
    return this.desk.read(actor, rolloutId, async (tx, rollout) => {
      const [column, value] = 'id' in one ? ['id', one.id] : ['key', one.key];
      const [post] = await tx.query<FoundPost[]>(
        `select n.key, n.play, n.phrase, post.short, post.long from notice n join post on post.notice_id = n.id
          where n.rollout_id = $1 and n.${column} = $2 order by post.id limit 1`,
        [rolloutId, value],
      );
      if (!post)
        throw new Refusal('not-found', 'There is no such message for everybody. Look at the posts again.');
      const shut = await shutOf(tx, rollout);
      const code = shut ? null : await tx.findOneBy(JoinCode, forAll(rolloutId));
      const facts = await this.factsOf(tx, rollout, code?.code ?? null);
      const { phrase, ...said } = post;
      return { rollout, ...said, ...materialsOf(facts, withoutLine(said.short, phrase, facts)) };
    });
  }

  private async factsOf(tx: EntityManager, rollout: Rollout, code: string | null): Promise<SheetFacts> {
    const scene = await this.scenes.of(tx, rollout);
    const { care } = await this.communities.get(tx, rollout.communityId);
    return {
      ...scene.in(speak(scene.language)),
      ...{ care, code, spoken: code && codeSpoken(code) },
    };
  }
}

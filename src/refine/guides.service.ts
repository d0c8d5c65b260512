import { Injectable } from '@nestjs/common';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../access/actor.js';
import { once } from '../kernel/database/reading.js';
import { mustBeAsSeen, type Seen } from '../kernel/http/seen.js';
import { Refusal } from '../kernel/refusal.js';
import { Guide, GuideVersion } from './guide.entity.js';
import { slugFor, type Audience, type GuideKind } from './guide.rules.js';
import { LeadDesk } from '../rollout/lead-desk.js';
import { startingTexts } from './starting/starting-texts.js';

export interface GuideText {
  title: string;
  body: string;
  checkOn?: Temporal.PlainDate | undefined;
}

export interface NewGuide extends GuideText {
  kind: GuideKind;
  platform?: string | undefined;
  audience: Audience;
}

export interface GuideView {
  id: string;
  slug: string;
  kind: GuideKind;
  platform: string | null;
  audience: Audience;
  title: string;
  body: string;
  version: number;
  checkOn: string | null;
  publishedOn: string | null;
}

@Injectable()
export class Guides {
  constructor(private readonly desk: LeadDesk) {}

  add(actor: Actor, rolloutId: string, given: NewGuide): Promise<GuideView> {
    return this.desk.act(actor, rolloutId, { what: 'guide.added' }, async (desk) => {
      const guide = await addGuide(desk.tx, rolloutId, given, actor.accountId, desk.now);
      return { subject: guide.id, answer: await newest(desk.tx, rolloutId, guide.id) };
    });
  }

  /** Takes up our own texts for the platforms of this rollout's places, as drafts. Those taken up before stay. */
  takeUp(actor: Actor, rolloutId: string): Promise<GuideView[]> {
    return this.desk.act(actor, rolloutId, { what: 'guide.starting-texts' }, async ({ tx, now }) => {
      const places = await tx.query<{ platform: string; side: 'source' | 'destination' }[]>(
        `select distinct p.platform, rp.side from rollout_place rp join place p on p.id = rp.place_id
          where rp.rollout_id = $1 order by 2, 1`,
        [rolloutId],
      );
      const have = await tx.findBy(Guide, { rolloutId });
      const taken: GuideView[] = [];
      for (const text of startingTexts(places)) {
        if (have.some((guide) => guide.kind === text.kind && guide.platform === text.platform)) continue;
        const guide = await addGuide(tx, rolloutId, { ...text, audience: 'public' }, null, now);
        taken.push(await newest(tx, rolloutId, guide.id));
      }
      return { subject: rolloutId, answer: taken };
    });
  }

  /** A new version; readers go on seeing the published one until this is published. */
  write(actor: Actor, rolloutId: string, id: string, text: GuideText, seen?: Seen): Promise<GuideView> {
    return this.desk.act(actor, rolloutId, { what: 'guide.written' }, async ({ tx, now }) => {
      const last = await newest(tx, rolloutId, id);
      if (seen) mustBeAsSeen(seen, guideSeen(last));
      await addVersion(tx, id, last.version + 1, text, actor.accountId, now);
      return { subject: id, answer: await newest(tx, rolloutId, id) };
    });
  }

  /** Publishes the newest version. */
  publish(actor: Actor, rolloutId: string, id: string, seen?: Seen): Promise<GuideView> {
    return this.desk.act(actor, rolloutId, { what: 'guide.published' }, async ({ tx, today }) => {
      const guide = await newest(tx, rolloutId, id);
      if (seen) mustBeAsSeen(seen, guideSeen(guide));
      if (guide.publishedOn)
        throw new Refusal('conflict', `Version ${guide.version} was published on ${guide.publishedOn}.`);
      await tx.update(GuideVersion, { guideId: id, number: guide.version }, { publishedOn: today });
      return { subject: id, answer: await newest(tx, rolloutId, id) };
    });
  }

  /** Each with its newest version, published or not. */
  list(actor: Actor, rolloutId: string): Promise<GuideView[]> {
    return this.desk.read(actor, rolloutId, (tx) => guidesOf(tx, { rolloutId }));
  }
}

/** What a page shows of the newest version. */
export const guideSeen = ({ title, body, checkOn }: GuideText | GuideView): Seen => ({
  Title: title,
  Text: body,
  'When somebody looks whether it is still true': checkOn?.toString() ?? '',
});

async function addGuide(
  tx: EntityManager,
  rolloutId: string,
  given: NewGuide,
  writtenBy: string | null,
  now: Temporal.Instant,
): Promise<Guide> {
  const taken = await tx.find(Guide, { where: { rolloutId }, select: { slug: true } });
  const slug = slugFor(given.title, new Set(taken.map((guide) => guide.slug)));
  const { kind, platform = null, audience } = given;
  const guide = await tx.save(tx.create(Guide, { rolloutId, slug, kind, platform, audience }));
  await addVersion(tx, guide.id, 1, given, writtenBy, now);
  return guide;
}

async function addVersion(
  tx: EntityManager,
  guideId: string,
  number: number,
  { title, body, checkOn }: GuideText,
  writtenBy: string | null,
  writtenAt: Temporal.Instant,
): Promise<void> {
  const text = { title, body, checkOn: checkOn ?? null, writtenBy, writtenAt };
  await tx.save(tx.create(GuideVersion, { guideId, number, ...text }));
}

async function newest(tx: EntityManager, rolloutId: string, id: string): Promise<GuideView> {
  const [guide] = await guidesOf(tx, { rolloutId, id });
  if (!guide) throw new Refusal('not-found', 'There is no such guide in this rollout.');
  return guide;
}

/** Guides with their newest version, or with the newest that is published. */
export async function guidesOf(
  tx: EntityManager,
  where: { rolloutId?: string; id?: string; slug?: string },
  published = false,
): Promise<GuideView[]> {
  const asked = [where.rolloutId ?? null, where.id ?? null, where.slug ?? null, published];
  const ask = (): Promise<GuideView[]> =>
    tx.query(
      `select g.id, g.slug, g.kind, g.platform, g.audience, v.title, v.body, v.number as version,
            v.check_on as "checkOn", v.published_on as "publishedOn"
       from guide g
       join lateral (select * from guide_version v
                      where v.guide_id = g.id and ($4 = false or v.published_on is not null)
                      order by v.number desc limit 1) v on true
      where ($1::uuid is null or g.rollout_id = $1) and ($2::uuid is null or g.id = $2)
        and ($3::text is null or g.slug = $3)
      order by array_position(array['quick start','visual guide','faq','which place for what'], g.kind), v.title, g.id`,
      asked,
    );
  return once(tx, `guides ${asked.join()}`, ask);
}

import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { localDay } from '../kernel/local-day.js';
import { Member } from '../community/member.entity.js';
import { formOf, refusedForm } from '../kernel/http/form.js';
import { again, type PageAnswer } from '../kernel/http/page.js';
import { parse } from '../kernel/http/parse.js';
import { msg } from '../kernel/language/message.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { Held } from '../privacy/held.service.js';
import { saidWords } from '../rollout/own-page.words.js';
import { Scenes } from '../rollout/scene.js';
import type { OwnPageVisit } from '../rollout/sockets.js';
import { DataPage, EverythingPage } from './data.pages.js';
import { MemberData } from './data.service.js';
import { DeletedPage, DeleteMePage } from './delete.pages.js';
import { SecondThing } from './second-thing.js';

const proof = z.object({
  words: z.string().max(200, msg('These are more than four words.')).optional(),
  key: z.string().max(100).optional(),
});

/** A kind of data as somebody takes it along. */
export type Taken = Record<'what' | 'why' | 'who' | 'until', string> & { rows: Record<string, unknown>[] };

/** What a member sees and does about their own data; whatever shows or deletes asks for the second thing. */
@Injectable()
export class DataDesk {
  constructor(
    private readonly held: Held,
    private readonly data: MemberData,
    private readonly second: SecondThing,
    private readonly scenes: Scenes,
  ) {}

  async page(visit: OwnPageVisit, form: FormState, key?: string, said?: string): Promise<VNode> {
    return DataPage({
      ...(await this.drawn(visit, form, key)),
      kinds: this.held.kinds(),
      said: said === undefined ? null : saidWords(said, visit.say),
    });
  }

  /** What deleting does, before it is done. */
  async askErase(visit: OwnPageVisit, form: FormState, key?: string): Promise<VNode> {
    return DeleteMePage(await this.drawn(visit, form, key));
  }

  private async drawn(visit: OwnPageVisit, form: FormState, key: string | undefined) {
    const { tx, rollout, participation, path } = visit;
    const [address] = await tx.query<unknown[]>(
      `select 1 from member_channel where member_id = $1 and kind = 'email' and state = 'good' limit 1`,
      [participation.memberId],
    );
    return {
      ...{ path, form },
      scene: await this.scenes.of(tx, rollout, visit.say),
      key: key !== undefined && (await this.second.opens(tx, visit, key)) ? key : undefined,
      hasAddress: address !== undefined,
    };
  }

  everything(visit: OwnPageVisit, body: unknown): Promise<PageAnswer> {
    const back = (form: FormState, key?: string): Promise<VNode> => this.page(visit, form, key);
    return this.proven(visit, body, back, async () => {
      const { tx, rollout, path, say, participation } = visit;
      const { timeZone } = await tx.findOneByOrFail(Member, { id: participation.memberId });
      return EverythingPage({
        ...{ path, timeZone: timeZone ?? rollout.plan.timeZone },
        scene: await this.scenes.of(tx, rollout, say),
        held: await this.held.about(tx, participation.memberId),
      });
    });
  }

  /** In their language, as far as it is words. Refuses, where the second thing is missing, with the reason. */
  async file({ say, ...visit }: OwnPageVisit, body: unknown): Promise<Taken[]> {
    await this.second.prove(visit.tx, { say, ...visit }, parse(proof, body ?? {}));
    const held = await this.held.about(visit.tx, visit.participation.memberId);
    return held.map(({ what, why, who, until, rows }) => ({
      ...{ what: say(what), why: say(why), who: say(who), until: say(until) },
      rows,
    }));
  }

  erase(visit: OwnPageVisit, body: unknown): Promise<PageAnswer> {
    const back = (form: FormState, key?: string): Promise<VNode> => this.askErase(visit, form, key);
    return this.proven(visit, body, back, async () => {
      const { tx, rollout, participation, now } = visit;
      const scene = await this.scenes.of(tx, rollout, visit.say);
      const { memberId, communityId } = participation;
      const today = localDay(now, rollout.plan.timeZone);
      await this.data.erase(tx, { memberId, communityId, actor: 'self', today, now });
      return DeletedPage({ scene });
    });
  }

  private async proven(
    visit: OwnPageVisit,
    body: unknown,
    back: (form: FormState, key?: string) => Promise<VNode>,
    work: () => Promise<PageAnswer>,
  ): Promise<PageAnswer> {
    const sent = formOf(proof, body);
    if (!sent.ok) return again(await back(sent.form));
    try {
      await this.second.prove(visit.tx, visit, sent.input);
    } catch (error) {
      return again(await back(refusedForm(error, emptyForm()), sent.input.key));
    }
    return work();
  }
}

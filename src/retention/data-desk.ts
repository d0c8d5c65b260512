import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { z } from 'zod';
import { formOf, refusedForm } from '../kernel/http/form.js';
import { again, type PageAnswer } from '../kernel/http/page.js';
import { parse } from '../kernel/http/parse.js';
import { msg } from '../kernel/language/message.js';
import { emptyForm, type FormState } from '../kernel/ui/forms.js';
import { Held } from '../privacy/held.service.js';
import { localDay } from '../rollout/calendar.rules.js';
import { saidWords } from '../rollout/own-page.words.js';
import { Scenes } from '../rollout/scene.js';
import type { OwnPageVisit } from '../rollout/sockets.js';
import { DataPage, DeletedPage, EverythingPage } from './data.pages.js';
import { MemberData } from './data.service.js';
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
    const { tx, rollout, participation, path } = visit;
    const [address] = await tx.query<unknown[]>(
      `select 1 from member_channel where member_id = $1 and kind = 'email' and state = 'good' limit 1`,
      [participation.memberId],
    );
    return DataPage({
      ...{ path, form },
      scene: await this.scenes.of(tx, rollout, visit.say),
      kinds: this.held.kinds(),
      key: key !== undefined && (await this.second.opens(tx, visit, key)) ? key : undefined,
      hasAddress: address !== undefined,
      said: said === undefined ? null : saidWords(said, visit.say),
    });
  }

  everything(visit: OwnPageVisit, body: unknown): Promise<PageAnswer> {
    return this.proven(visit, body, async () =>
      EverythingPage({
        path: visit.path,
        scene: await this.scenes.of(visit.tx, visit.rollout, visit.say),
        held: await this.held.about(visit.tx, visit.participation.memberId),
      }),
    );
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
    return this.proven(visit, body, async () => {
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
    work: () => Promise<PageAnswer>,
  ): Promise<PageAnswer> {
    const sent = formOf(proof, body);
    if (!sent.ok) return again(await this.page(visit, sent.form));
    try {
      await this.second.prove(visit.tx, visit, sent.input);
    } catch (error) {
      return again(await this.page(visit, refusedForm(error, emptyForm())));
    }
    return work();
  }
}

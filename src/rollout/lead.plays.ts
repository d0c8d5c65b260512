import { Injectable } from '@nestjs/common';
import { localDay } from '../kernel/local-day.js';
import { AuditRecord } from '../access/audit-record.js';
import type { Letters } from '../notices/letter.js';
import { Notices } from '../notices/notices.service.js';
import { moment } from '../kernel/database/columns.js';
import { alertPath } from './alert.rules.js';
import { spokenDay, spokenMoment } from './calendar.words.js';
import { Occurrence } from './occurrence.entity.js';

import { playRow, type PlayKey } from './playbook.js';
import { PlaySettings, waits } from './play-settings.service.js';
import { Preview } from './preview.service.js';
import { alertForLeads, tomorrowForLeads, weekForLeads } from './rollout.mails.js';
import { weekOf } from './rollout.queries.js';
import { Scenes } from './scene.js';
import { Play, type Occasion } from './sockets.js';

/** What Changeover tells the leads: the week, the day before something goes to many, and what cannot wait. */
@Injectable()
export class LeadPlays {
  constructor(
    private readonly notices: Notices,
    private readonly scenes: Scenes,
    private readonly preview: Preview,
    private readonly settings: PlaySettings,
    private readonly record: AuditRecord,
  ) {}

  @Play('lead.week')
  async week(occasion: Occasion): Promise<void> {
    const { tx, rollout, now } = occasion;
    const { alerts, held, coming } = await weekOf(tx, rollout.id, now);
    const zone = rollout.plan.timeZone;
    await this.tell(
      occasion,
      weekForLeads(await this.scenes.of(tx, rollout), rollout.id, {
        open: alerts,
        held,
        mark: await this.record.anchor(tx, rollout.communityId),
        coming: coming.map((one) => {
          const { what } = playRow(one.play as PlayKey);
          return { on: spokenDay(localDay(moment(one.due_at), zone)), what };
        }),
      }),
    );
  }

  /** Silent where it concerns 20 people or fewer, or where the other was stopped, or waits for approval. */
  @Play('lead.tomorrow')
  async tomorrow(occasion: Occasion): Promise<void> {
    const { tx, rollout, step } = occasion;
    const other = await tx.findOneBy(Occurrence, { rolloutId: rollout.id, key: step, state: 'planned' });
    if (!other || waits(playRow(other.play), (await this.settings.of(tx, rollout.id)).get(other.play)))
      return;
    const said = await this.preview.of(tx, rollout, other);
    if (said.people <= 20) return;
    await this.tell(
      occasion,
      tomorrowForLeads(await this.scenes.of(tx, rollout), rollout.id, {
        when: spokenMoment(other.dueAt, rollout.plan.timeZone),
        ...{ key: other.key, people: said.people, subject: said.subject },
        opening: said.letter?.opening ?? '',
      }),
    );
  }

  @Play('lead.alert')
  async alert(occasion: Occasion): Promise<void> {
    const { tx, rollout, step } = occasion;
    const [alert] = await tx.query<{ kind: string; subject: string; text: string }[]>(
      'select kind, subject, text from alert where id = $1 and ended_at is null',
      [step],
    );
    if (!alert) return;
    const scene = await this.scenes.of(tx, rollout);
    await this.tell(occasion, alertForLeads(scene, alertPath(rollout.id, alert), alert.text));
  }

  private tell({ tx, rollout, key, row, now }: Occasion, letters: Letters): Promise<void> {
    const { communityId } = rollout;
    const spoken = { id: rollout.id, communityId, timeZone: rollout.plan.timeZone };
    return this.notices.tellLeads(tx, { communityId, rollout: spoken, key, play: row.play, letters, now });
  }
}

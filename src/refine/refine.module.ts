import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NoticesModule } from '../notices/notices.module.js';
import { PrivacyModule } from '../privacy/privacy.module.js';
import { RolloutModule } from '../rollout/rollout.module.js';
import { BeginCard } from './begin.card.js';
import { CharterPages } from './charter-pages.service.js';
import { CharterController } from './charter.controller.js';
import { CharterDeskController } from './charter-desk.controller.js';
import { CharterVersion, Objection } from './charter.entity.js';
import { CharterOpening } from './charter-opening.service.js';
import { Charter } from './charter.service.js';
import { FaqEntry, Finding } from './finding.entity.js';
import { FeedbackController } from './feedback.controller.js';
import { FindingDeskController } from './finding-desk.controller.js';
import { FindingsController } from './findings.controller.js';
import { Findings } from './findings.service.js';
import { Guide, GuideVersion } from './guide.entity.js';
import { GuideDeskController } from './guide-desk.controller.js';
import { GuidesController } from './guides.controller.js';
import { Guides } from './guides.service.js';
import { RefineCard } from './refine.card.js';
import { RefineFacts } from './refine.facts.js';
import { RefinePages } from './refine-pages.controller.js';
import { RefineRehearsal } from './refine.rehearsal.js';
import { RefinePlays } from './refine.plays.js';

/** Findings, guides and charter: what the pilot showed becomes what everybody can read. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Finding, FaqEntry, Guide, GuideVersion, CharterVersion, Objection]),
    NoticesModule,
    PrivacyModule,
    RolloutModule,
  ],
  controllers: [
    ...[FindingsController, GuidesController, CharterController, RefinePages],
    ...[FeedbackController, FindingDeskController, GuideDeskController, CharterDeskController],
  ],
  providers: [
    Findings,
    Guides,
    Charter,
    CharterOpening,
    CharterPages,
    RefineFacts,
    RefinePlays,
    RefineCard,
    BeginCard,
    RefineRehearsal,
  ],
})
export class RefineModule {}

import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AddressChange } from './address-change.entity.js';
import { AddressChangeController } from './address-change.controller.js';
import { AddressChangeJobs } from './address-change.jobs.js';
import { AddressChanges } from './address-change.service.js';
import { ActsOnRecord, MemberDesk } from './member-desk.service.js';
import { FarewellController } from './farewell.controller.js';
import { AddressWorksController } from './address-works.controller.js';
import { MemberEditController, MemberPageController } from './member-desk.controller.js';
import { ReachController } from './reach.controller.js';
import { CommunityModule } from '../community/community.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { KeptController } from './kept.controller.js';
import { PrivacyModule } from '../privacy/privacy.module.js';
import { RolloutModule } from '../rollout/rollout.module.js';
import { MemberDataController, OwnDataController } from './data.controller.js';
import { DataDesk } from './data-desk.js';
import { MemberData } from './data.service.js';
import { FirstContact } from './first-contact.service.js';
import { Purge } from './purge.service.js';
import { RetentionPlays } from './retention.plays.js';
import { SecondThing } from './second-thing.js';
import { RetentionSweep } from './sweep.service.js';
import { WordsCard } from './words.card.js';

/** What privacy promises, done: the page of one's data, deleting oneself, the yearly look, the purge. */
@Module({
  imports: [
    CommunityModule,
    PrivacyModule,
    NoticesModule,
    RolloutModule,
    TypeOrmModule.forFeature([AddressChange]),
  ],
  controllers: [
    OwnDataController,
    MemberDataController,
    ReachController,
    AddressChangeController,
    MemberEditController,
    MemberPageController,
    AddressWorksController,
    FarewellController,
    KeptController,
  ],
  providers: [
    DataDesk,
    FirstContact,
    MemberData,
    Purge,
    RetentionPlays,
    RetentionSweep,
    SecondThing,
    WordsCard,
    AddressChanges,
    AddressChangeJobs,
    MemberDesk,
    ActsOnRecord,
  ],
  exports: [RetentionSweep],
})
export class RetentionModule {}

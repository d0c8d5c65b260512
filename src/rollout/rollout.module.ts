import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CommunityModule } from '../community/community.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { PrivacyModule } from '../privacy/privacy.module.js';
import { AgendaController, PhaseController, PlaybookController } from './agenda.controller.js';
import { AgendaPagesController } from './agenda-pages.controller.js';
import { AgendaService } from './agenda.service.js';
import { Ahead } from './ahead.js';
import { AlertService } from './alert.service.js';
import { MailWatch } from './mail-watch.js';
import { CoursePagesController } from './course-pages.controller.js';
import { CourseService } from './course.service.js';
import { HeartbeatService } from './heartbeat.service.js';
import { HoldController, HoldPageController } from './hold.controller.js';
import { HoldService } from './hold.service.js';
import { JoinCard } from './join.card.js';
import { JoinConfirmController } from './join-confirm.controller.js';
import { JoinConfirmJobs } from './join-confirm.jobs.js';
import { JoinConfirmations } from './join-confirm.service.js';
import { JoinController } from './join.controller.js';
import { JoinDeskPagesController } from './join-desk-pages.controller.js';
import { JoinDeskController } from './join-desk.controller.js';
import { JoinDesk } from './join-desk.service.js';
import { JoinCode, JoinConfirmation, JoinRequest } from './join.entity.js';
import { JoinGate } from './join-gate.js';
import { JoinService } from './join.service.js';
import { TickJobs } from './tick.jobs.js';
import { CourseView } from './course-view.service.js';
import { DayPlays } from './day.plays.js';
import { FactService } from './fact.service.js';
import { Foresight } from './foresight.js';
import { GateService } from './gate.service.js';
import { LeadDesk } from './lead-desk.js';
import { LeadPlays } from './lead.plays.js';
import { Occurrence } from './occurrence.entity.js';
import { OccurrenceViews } from './occurrence-view.service.js';
import { NewsCard } from './news.card.js';
import { OccurrenceService } from './occurrence.service.js';
import { OwnPageController } from './own-page.controller.js';
import { OwnDesk } from './own-desk.js';
import { OwnPages } from './own-page.service.js';
import { Participation } from './participation.entity.js';
import { ParticipationService } from './participation.service.js';
import { PlanPagesController } from './plan-pages.controller.js';
import { Phase } from './phase.entity.js';
import { PhaseAside } from './phase-aside.js';
import { LastWays } from './last-ways.service.js';
import { WouldSay } from './would-say.js';
import { WhoDoes } from './who-does.js';
import { PauseWatch } from './pause-watch.js';
import { PhaseService } from './phase.service.js';
import { PlayTest } from './play-test.service.js';
import { PlayWording } from './play-wording.service.js';
import { PlayApprovals } from './play-approvals.service.js';
import { PlayPagesController } from './play-pages.controller.js';
import { SettingsController } from './settings.controller.js';
import { SettingsPagesController } from './settings-pages.controller.js';
import { Settings } from './settings.service.js';
import { PlaySettings } from './play-settings.service.js';
import { Preview } from './preview.service.js';
import { Rollout, RolloutPlace } from './rollout.entity.js';
import { RehearsalController } from './rehearsal.controller.js';
import { RehearsalPagesController } from './rehearsal-pages.controller.js';
import { Rehearsal } from './rehearsal.service.js';
import { RehearsalStage } from './rehearsal-stage.js';
import { CourseController, RolloutController } from './rollout.controller.js';
import { RolloutFacts } from './rollout.facts.js';
import { RolloutPlays } from './rollout.plays.js';
import { RolloutService } from './rollout.service.js';
import { Scenes } from './scene.js';
import { Voice } from './voice.js';
import { SocketBoard } from './socket-board.js';
import { Beginning, StartService } from './start.service.js';
import { StoredWatch } from './stored-watch.js';
import { MessageController } from './message.controller.js';
import { MessageViews } from './message-view.service.js';
import { PostsPagesController } from './posts-pages.controller.js';
import { TellingPagesController } from './telling-pages.controller.js';
import { TickService } from './tick.service.js';
import { ToldController } from './told.controller.js';

const inside = [
  MessageViews,
  LastWays,
  PhaseAside,
  DayPlays,
  FactService,
  Foresight,
  JoinDesk,
  JoinCard,
  JoinConfirmations,
  JoinConfirmJobs,
  JoinGate,
  TickJobs,
  GateService,
  HoldService,
  LeadPlays,
  NewsCard,
  OccurrenceService,
  OccurrenceViews,
  PlayApprovals,
  PlayTest,
  PlayWording,
  Settings,
  PlaySettings,
  Preview,
  Rehearsal,
  RehearsalStage,
  RolloutFacts,
  RolloutPlays,
  StoredWatch,
];
const shared = [
  WouldSay,
  WhoDoes,
  Ahead,
  AgendaService,
  AlertService,
  MailWatch,
  Beginning,
  CourseService,
  CourseView,
  HeartbeatService,
  JoinService,
  LeadDesk,
  OwnDesk,
  OwnPages,
  ParticipationService,
  PauseWatch,
  PhaseService,
  RolloutService,
  Scenes,
  Voice,
  SocketBoard,
  StartService,
  TickService,
];

@Module({
  imports: [
    DiscoveryModule,
    CommunityModule,
    NoticesModule,
    PrivacyModule,
    TypeOrmModule.forFeature([
      Rollout,
      RolloutPlace,
      Phase,
      Participation,
      Occurrence,
      JoinCode,
      JoinConfirmation,
      JoinRequest,
    ]),
  ],
  controllers: [
    RolloutController,
    CourseController,
    PhaseController,
    AgendaController,
    PlaybookController,
    RehearsalController,
    HoldController,
    HoldPageController,
    JoinController,
    JoinConfirmController,
    JoinDeskController,
    OwnPageController,
    ToldController,
    AgendaPagesController,
    CoursePagesController,
    PlanPagesController,
    PlayPagesController,
    SettingsController,
    SettingsPagesController,
    RehearsalPagesController,
    JoinDeskPagesController,
    MessageController,
    TellingPagesController,
    PostsPagesController,
  ],
  providers: [...inside, ...shared],
  exports: shared,
})
export class RolloutModule {}

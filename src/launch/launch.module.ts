import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AdoptionModule } from '../adoption/adoption.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { RefineModule } from '../refine/refine.module.js';
import { RolloutModule } from '../rollout/rollout.module.js';
import { SurveysModule } from '../surveys/surveys.module.js';
import { Advocate } from './advocate.entity.js';
import { AdvocatesController } from './advocates.controller.js';
import { Advocates } from './advocates.service.js';
import { CallSheetController } from './call-sheet.controller.js';
import { ChoicesController } from './choices.controller.js';
import { Choices } from './choices.service.js';
import { DayPlays } from './day.plays.js';
import { EveningPlays } from './evening.plays.js';
import { Greeting } from './greeting.entity.js';
import { Handover } from './handover.service.js';
import { HelpersPagesController } from './helpers-pages.controller.js';
import { HelpHourNews } from './help-hour-news.service.js';
import { HelpRequest } from './help-request.entity.js';
import { HelpHoursPagesController } from './help-hours-pages.controller.js';
import { HelpDeskPagesController } from './help-desk-pages.controller.js';
import { HelpRequestsController } from './help-requests.controller.js';
import { HelpRequests } from './help-requests.service.js';
import { Invitations } from './invitations.service.js';
import { LaunchCards } from './launch.card.js';
import { LaunchFacts } from './launch.facts.js';
import { LaunchPlays } from './launch.plays.js';
import { LifePlays } from './life.plays.js';
import { OfficeHour, OfficeHourGuest } from './office-hour.entity.js';
import { OfficeHoursOwnController } from './office-hours-own.controller.js';
import { OfficeHoursController } from './office-hours.controller.js';
import { OfficeHours } from './office-hours.service.js';
import { ParticipantPagesController } from './participant-pages.controller.js';
import { ParticipantsController } from './participants.controller.js';
import { ParticipantsPagesController } from './participants-pages.controller.js';
import { PeopleController } from './people.controller.js';
import { SeedingItem } from './seeding-item.entity.js';
import { SeedingPagesController } from './seeding-pages.controller.js';
import { SeedingController } from './seeding.controller.js';
import { Seeding } from './seeding.service.js';
import { Invitation, Wave } from './wave.entity.js';
import { WavesPagesController } from './waves-pages.controller.js';
import { WavesController } from './waves.controller.js';
import { WavesDesk } from './waves.desk.js';
import { Waves } from './waves.service.js';

/** The soft launch: everybody comes along in waves, with somebody who helps, at their own pace. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      ...[Wave, Invitation, Advocate, HelpRequest, OfficeHour, OfficeHourGuest, SeedingItem, Greeting],
    ]),
    AdoptionModule,
    NoticesModule,
    RefineModule,
    RolloutModule,
    SurveysModule,
  ],
  controllers: [
    WavesController,
    AdvocatesController,
    HelpRequestsController,
    HelpDeskPagesController,
    HelpHoursPagesController,
    OfficeHoursController,
    SeedingController,
    SeedingPagesController,
    ChoicesController,
    CallSheetController,
    PeopleController,
    ParticipantsController,
    ParticipantsPagesController,
    ParticipantPagesController,
    WavesPagesController,
    HelpersPagesController,
    OfficeHoursOwnController,
  ],
  providers: [
    ...[
      Waves,
      WavesDesk,
      Invitations,
      Advocates,
      HelpRequests,
      Choices,
      OfficeHours,
      HelpHourNews,
      Handover,
      Seeding,
    ],
    ...[LaunchFacts, LaunchPlays, LifePlays, EveningPlays, DayPlays, LaunchCards],
  ],
})
export class LaunchModule {}

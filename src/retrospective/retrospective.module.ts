import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NoticesModule } from '../notices/notices.module.js';
import { RolloutModule } from '../rollout/rollout.module.js';
import { SurveysModule } from '../surveys/surveys.module.js';
import { MeetingNews } from './meeting-news.service.js';
import { RetrospectiveCard } from './retrospective.card.js';
import { LookBackDeskController } from './look-back-desk.controller.js';
import { LookingBackController, RetrospectiveController } from './retrospective.controller.js';
import { Retrospective, RetrospectiveDecision } from './retrospective.entity.js';
import { RetrospectiveFacts } from './retrospective.facts.js';
import { RetrospectivePlays } from './retrospective.plays.js';
import { Retrospectives } from './retrospective.service.js';

/** Three months after: asking, meeting, deciding, and telling everybody what came of it. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Retrospective, RetrospectiveDecision]),
    NoticesModule,
    RolloutModule,
    SurveysModule,
  ],
  controllers: [RetrospectiveController, LookingBackController, LookBackDeskController],
  providers: [Retrospectives, MeetingNews, RetrospectivePlays, RetrospectiveFacts, RetrospectiveCard],
})
export class RetrospectiveModule {}

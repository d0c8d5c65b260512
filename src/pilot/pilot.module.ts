import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AdoptionModule } from '../adoption/adoption.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { RolloutModule } from '../rollout/rollout.module.js';
import { SurveysModule } from '../surveys/surveys.module.js';
import { Asking } from './asking.service.js';
import { Circle, Seat } from './circle.entity.js';
import { CirclePagesController } from './circle-pages.controller.js';
import { CircleService } from './circle.service.js';
import { PilotCard } from './pilot.card.js';
import { PilotController } from './pilot.controller.js';
import { PilotFacts } from './pilot.facts.js';
import { PilotPageController } from './pilot-page.controller.js';
import { PilotRehearsal } from './pilot.rehearsal.js';
import { PilotPlays } from './pilot.plays.js';
import { SeatService } from './seat.service.js';
import { TasksPagesController } from './tasks-pages.controller.js';
import { TasksService } from './tasks.service.js';
import { WeeklyPlays } from './weekly.plays.js';

/** The circle: a few people who try it first and say what was hard. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Circle, Seat]),
    AdoptionModule,
    NoticesModule,
    RolloutModule,
    SurveysModule,
  ],
  controllers: [PilotController, PilotPageController, CirclePagesController, TasksPagesController],
  providers: [
    CircleService,
    Asking,
    SeatService,
    TasksService,
    PilotPlays,
    WeeklyPlays,
    PilotFacts,
    PilotCard,
    PilotRehearsal,
  ],
})
export class PilotModule {}

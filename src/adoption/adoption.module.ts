import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NoticesModule } from '../notices/notices.module.js';
import { RolloutModule } from '../rollout/rollout.module.js';
import { Activity, KeyTaskAnswered, NamedKeyTask, Presence, Statement } from './activity.entity.js';
import { ActivityFileController } from './activity-file.controller.js';
import { AdoptionController } from './adoption.controller.js';
import { AdoptionFacts } from './adoption.facts.js';
import { AdoptionPlays } from './adoption.plays.js';
import { Adoption, BaselineCorrection, BaselineMember } from './baseline.entity.js';
import { Baseline } from './baseline.service.js';
import { Friction } from './friction.service.js';
import { KeyTaskAnswers, KeyTasks } from './key-tasks.service.js';
import { LeftBehind } from './left-behind.service.js';
import { Measurement } from './measurement.service.js';
import { HeadCount, PlaceList, Sighting } from './sighting.entity.js';
import { SeenPagesController } from './seen-pages.controller.js';
import { SightingsController } from './sightings.controller.js';
import { Sightings } from './sightings.service.js';
import { Signals } from './signals.service.js';
import { AdoptionMilestone, AdoptionSnapshot } from './snapshot.entity.js';
import { Statements } from './statements.service.js';

/** Who has come along, measured every day against who was there before. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      ...[Activity, Presence, Statement, KeyTaskAnswered, NamedKeyTask, Sighting, HeadCount, PlaceList],
      ...[Adoption, BaselineMember, BaselineCorrection, AdoptionSnapshot, AdoptionMilestone],
    ]),
    NoticesModule,
    RolloutModule,
  ],
  controllers: [AdoptionController, SightingsController, ActivityFileController, SeenPagesController],
  providers: [
    ...[Signals, Statements, KeyTasks, KeyTaskAnswers, Sightings],
    ...[Baseline, LeftBehind, Friction, Measurement, AdoptionFacts, AdoptionPlays],
  ],
  exports: [Baseline, Statements, KeyTasks, KeyTaskAnswers, Sightings, Friction],
})
export class AdoptionModule {}

import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NoticesModule } from '../notices/notices.module.js';
import { RefineModule } from '../refine/refine.module.js';
import { LeadingModule } from '../leading/leading.module.js';
import { RolloutModule } from '../rollout/rollout.module.js';
import { AnnouncementPlays } from './announcement.plays.js';
import { Ending, PlaceClosing, Things } from './closing.entity.js';
import { ClosingWords } from './closing-words.service.js';
import { ClosingPagesController } from './closing-pages.controller.js';
import { ClosingPlays } from './closing.plays.js';
import { EndingPagesController } from './ending-pages.controller.js';
import { EndingPlays } from './ending.plays.js';
import { ExceptionAct } from './exception.act.js';
import { ShutdownAct } from './shutdown.act.js';
import { Endings } from './ending.service.js';
import { ProofController } from './proof.controller.js';
import { ProofPagesController } from './proof-pages.controller.js';
import { Proof } from './proof.service.js';
import { SunsetViews } from './lead-view.service.js';
import { OpenNamesPagesController } from './open-names-pages.controller.js';
import { OpenNames } from './open-names.service.js';
import { Outlook } from './outlook.js';
import { OldPlaces } from './places.service.js';
import {
  EndingController,
  OldPlacesController,
  OpenNamesController,
  TransitionController,
} from './sunset.controller.js';
import { SunsetFacts } from './sunset.facts.js';
import { SunsetRehearsal } from './sunset.rehearsal.js';
import { ThingsCard } from './things.card.js';
import { ThingsController } from './things.controller.js';
import { OpenName, Transition, TransitionChange } from './transition.entity.js';
import { TransitionView } from './transition-view.service.js';
import { TransitionService } from './transition.service.js';

/** Closing the old place: its day, who is told of it, their things, and how it ends. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Transition, TransitionChange, OpenName, Things, PlaceClosing, Ending]),
    NoticesModule,
    RolloutModule,
    LeadingModule,
    RefineModule,
  ],
  controllers: [
    TransitionController,
    OpenNamesController,
    OldPlacesController,
    EndingController,
    ThingsController,
    ProofController,
    ProofPagesController,
    ClosingPagesController,
    OpenNamesPagesController,
    EndingPagesController,
  ],
  providers: [
    ExceptionAct,
    ShutdownAct,
    AnnouncementPlays,
    ClosingPlays,
    ClosingWords,
    EndingPlays,
    SunsetFacts,
    ThingsCard,
    TransitionService,
    TransitionView,
    OpenNames,
    OldPlaces,
    Endings,
    Outlook,
    Proof,
    SunsetViews,
    SunsetRehearsal,
  ],
})
export class SunsetModule {}

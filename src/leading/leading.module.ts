import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NoticesModule } from '../notices/notices.module.js';
import { RolloutModule } from '../rollout/rollout.module.js';
import { Absence } from './absence.service.js';
import { ActsOfTwo } from './acts-of-two.js';
import { AloneRule } from './alone.service.js';
import { Breaks } from './breaks.service.js';
import { GateAct } from './gate.act.js';
import { GateAskController } from './gate-ask.controller.js';
import { HandsOf } from './hands.js';
import { LeadTeam } from './lead-team.js';
import { PresenceWatch } from './presence.watch.js';
import { RosterOutAct } from './roster-out.act.js';
import { RosterOut } from './roster-out.service.js';
import { LeadBreak, TaskHolder } from './task.entity.js';
import { TaskNames } from './task-names.js';
import { Tasks } from './tasks.service.js';
import { TeamLetters } from './team-letters.js';
import { YesDesk } from './yes-desk.js';
import { LeadsAlone, YesRequest } from './yes.entity.js';
import { BreakController, WhoController } from './who.controller.js';
import { WhoPagesController } from './who-pages.controller.js';
import { YesController } from './yes.controller.js';
import { YesPagesController } from './yes-pages.controller.js';
import { YesService } from './yes.service.js';
import { YesViews } from './yes.view.js';

/** The people who lead, together: what takes two of them, who does what, and who stands in. */
@Module({
  imports: [
    TypeOrmModule.forFeature([YesRequest, LeadsAlone, TaskHolder, LeadBreak]),
    NoticesModule,
    RolloutModule,
  ],
  controllers: [
    YesController,
    YesPagesController,
    GateAskController,
    WhoController,
    BreakController,
    WhoPagesController,
  ],
  providers: [
    Absence,
    ActsOfTwo,
    AloneRule,
    Breaks,
    GateAct,
    HandsOf,
    LeadTeam,
    PresenceWatch,
    TaskNames,
    RosterOut,
    RosterOutAct,
    Tasks,
    TeamLetters,
    YesDesk,
    YesService,
    YesViews,
  ],
  exports: [ActsOfTwo, YesService],
})
export class LeadingModule {}

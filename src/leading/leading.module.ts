import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NoticesModule } from '../notices/notices.module.js';
import { RolloutModule } from '../rollout/rollout.module.js';
import { ActsOfTwo } from './acts-of-two.js';
import { AloneRule } from './alone.service.js';
import { GateAct } from './gate.act.js';
import { GateAskController } from './gate-ask.controller.js';
import { LeadTeam } from './lead-team.js';
import { RosterOutAct } from './roster-out.act.js';
import { RosterOut } from './roster-out.service.js';
import { TeamLetters } from './team-letters.js';
import { YesDesk } from './yes-desk.js';
import { LeadsAlone, YesRequest } from './yes.entity.js';
import { YesController } from './yes.controller.js';
import { YesPagesController } from './yes-pages.controller.js';
import { YesService } from './yes.service.js';
import { YesViews } from './yes.view.js';

/** The people who lead, together: what takes two of them, who does what, and who stands in. */
@Module({
  imports: [TypeOrmModule.forFeature([YesRequest, LeadsAlone]), NoticesModule, RolloutModule],
  controllers: [YesController, YesPagesController, GateAskController],
  providers: [
    ActsOfTwo,
    AloneRule,
    GateAct,
    LeadTeam,
    RosterOut,
    RosterOutAct,
    TeamLetters,
    YesDesk,
    YesService,
    YesViews,
  ],
  exports: [ActsOfTwo, YesService],
})
export class LeadingModule {}

import { Module } from '@nestjs/common';
import { RolloutModule } from '../rollout/rollout.module.js';
import { DashboardController } from './dashboard.controller.js';
import { OverviewController } from './overview.controller.js';

/** What leads look at: it reads what the features keep, and writes nothing. */
@Module({ imports: [RolloutModule], controllers: [DashboardController, OverviewController] })
export class DashboardModule {}

import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { AccessModule } from './access/access.module.js';
import { AdoptionModule } from './adoption/adoption.module.js';
import { CommunityModule } from './community/community.module.js';
import { DashboardModule } from './dashboard/dashboard.module.js';
import { Clock } from './kernel/clock.js';
import { Config } from './kernel/config.js';
import { Database } from './kernel/database/database.js';
import { DesignModule } from './design/design.module.js';
import { KernelModule } from './kernel/kernel.module.js';
import { LaunchModule } from './launch/launch.module.js';
import { LeadingModule } from './leading/leading.module.js';
import { NoticesModule } from './notices/notices.module.js';
import { PilotModule } from './pilot/pilot.module.js';
import { PrintablesModule } from './printables/printables.module.js';
import { PrivacyModule } from './privacy/privacy.module.js';
import { RefineModule } from './refine/refine.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { RetrospectiveModule } from './retrospective/retrospective.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { RolloutModule } from './rollout/rollout.module.js';
import { SocketCheck } from './rollout/socket-check.js';
import { SetupModule } from './setup/setup.module.js';
import { SunsetModule } from './sunset/sunset.module.js';
import { SurveysModule } from './surveys/surveys.module.js';

/** The table of contents: a line a feature, in the order in which they may know each other. */
export const features: NonNullable<ModuleMetadata['imports']> = [
  AccessModule,
  CommunityModule,
  PrivacyModule,
  NoticesModule,
  RolloutModule,
  PrintablesModule,
  LeadingModule,
  AdoptionModule,
  SurveysModule,
  RefineModule,
  PilotModule,
  LaunchModule,
  SunsetModule,
  RetrospectiveModule,
  RetentionModule,
  DashboardModule,
  ReportsModule,
  SetupModule,
  DesignModule,
];

@Module({})
export class AppModule {
  static with(
    config: Config,
    database: Database,
    clock?: Clock,
    beside: typeof features = [],
  ): DynamicModule {
    return {
      module: AppModule,
      imports: [KernelModule.with(config, database, clock), ...features, ...beside],
      providers: [SocketCheck],
    };
  }
}

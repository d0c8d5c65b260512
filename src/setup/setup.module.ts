import { Module } from '@nestjs/common';
import { CommunityModule } from '../community/community.module.js';
import { RolloutModule } from '../rollout/rollout.module.js';
import { BeginController } from './begin.controller.js';
import { CareController } from './care.controller.js';
import { SetupController } from './setup.controller.js';
import { SetupLink } from './setup-link.js';
import { SetupService } from './setup.service.js';

@Module({
  imports: [CommunityModule, RolloutModule],
  controllers: [SetupController, BeginController, CareController],
  providers: [SetupLink, SetupService],
  exports: [SetupLink],
})
export class SetupModule {}

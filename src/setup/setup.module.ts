import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CommunityModule } from '../community/community.module.js';
import { RolloutModule } from '../rollout/rollout.module.js';
import { BeginApiController } from './begin-api.controller.js';
import { BeginController } from './begin.controller.js';
import { Beginnings } from './begin.service.js';
import { CareController } from './care.controller.js';
import { CareAnswers } from './care.entity.js';
import { CareService } from './care.service.js';
import { SampleController } from './sample.controller.js';
import { SampleDoor } from './sample-door.js';
import { Samples, SampleWorld } from './sample.service.js';
import { SetupController } from './setup.controller.js';
import { SetupLink } from './setup-link.js';
import { SetupService } from './setup.service.js';

@Module({
  imports: [CommunityModule, RolloutModule, TypeOrmModule.forFeature([CareAnswers])],
  controllers: [SetupController, BeginController, BeginApiController, SampleController, CareController],
  providers: [SampleDoor, SampleWorld, Samples, Beginnings, CareService, SetupLink, SetupService],
  exports: [SetupLink],
})
export class SetupModule {}

import { Module } from '@nestjs/common';
import { CommunityModule } from '../community/community.module.js';
import { SetupController } from './setup.controller.js';
import { SetupLink } from './setup-link.js';
import { SetupService } from './setup.service.js';

@Module({
  imports: [CommunityModule],
  controllers: [SetupController],
  providers: [SetupLink, SetupService],
  exports: [SetupLink],
})
export class SetupModule {}

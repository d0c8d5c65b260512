import { Module } from '@nestjs/common';
import { CommunityModule } from '../community/community.module.js';
import { RolloutModule } from '../rollout/rollout.module.js';
import { Printables } from './printables.service.js';
import { SheetsController } from './sheets.controller.js';
import { ToSayApiController } from './to-say-api.controller.js';
import { ToSayController } from './to-say.controller.js';
import { TonightController } from './tonight.controller.js';

@Module({
  imports: [CommunityModule, RolloutModule],
  controllers: [TonightController, SheetsController, ToSayController, ToSayApiController],
  providers: [Printables],
})
export class PrintablesModule {}

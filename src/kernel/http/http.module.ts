import { Global, Module } from '@nestjs/common';
import { APP_FILTER, DiscoveryModule } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { AssetsController } from './assets.controller.js';
import { Csrf } from './csrf.js';
import { HealthController } from './health.controller.js';
import { Live } from './live.js';
import { LookController } from './look.controller.js';
import { OpenApiController } from './openapi.controller.js';
import { RateLimit } from './rate-limit.js';
import { Visitors } from './visitors.js';
import { RefusalFilter } from './refusal.filter.js';
import { SentForms } from './sent-forms.js';
import { ShownPages } from './shown-pages.js';

@Global()
@Module({
  imports: [DiscoveryModule, TerminusModule.forRoot({ logger: false })],
  controllers: [OpenApiController, HealthController, AssetsController, LookController],
  providers: [
    { provide: APP_FILTER, useClass: RefusalFilter },
    Csrf,
    RateLimit,
    Visitors,
    Live,
    SentForms,
    ShownPages,
  ],
  exports: [Csrf, RateLimit, Visitors, Live, SentForms, ShownPages],
})
export class HttpModule {}

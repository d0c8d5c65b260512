import { Global, Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock, SystemClock } from './clock.js';
import { Config } from './config.js';
import { CryptoModule } from './crypto/crypto.module.js';
import { dataSourceOptions } from './database/data-source.js';
import { Database } from './database/database.js';
import { Lifeline } from './database/lifeline.js';
import { HttpModule } from './http/http.module.js';
import { Handlers } from './jobs/handlers.js';
import { Jobs } from './jobs/jobs.js';

/** What every room may ask for: configuration, clock, database, jobs. */
@Global()
@Module({})
export class KernelModule {
  static with(config: Config, database: Database, clock: Clock = new SystemClock()): DynamicModule {
    const given = [
      { provide: Config, useValue: config },
      { provide: Clock, useValue: clock },
      { provide: Database, useValue: database },
    ];
    return {
      module: KernelModule,
      imports: [
        DiscoveryModule,
        CryptoModule,
        HttpModule,
        TypeOrmModule.forRoot({ ...dataSourceOptions(database.url), autoLoadEntities: true }),
        // Without it every @Interval and @Cron of the rooms is only a method that can be called.
        ...(config.ticking && config.runsWorkers ? [ScheduleModule.forRoot()] : []),
      ],
      providers: [...given, Handlers, Jobs, Lifeline],
      exports: [...given, Jobs, Lifeline],
    };
  }
}

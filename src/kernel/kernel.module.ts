import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock, SystemClock } from './clock.js';
import { Config } from './config.js';
import { dataSourceOptions } from './database/data-source.js';
import { Database } from './database/database.js';

/** What every room may ask for: configuration, clock, database. */
@Global()
@Module({})
export class KernelModule {
  static with(config: Config, database: Database, clock: Clock = new SystemClock()): DynamicModule {
    const providers = [
      { provide: Config, useValue: config },
      { provide: Clock, useValue: clock },
      { provide: Database, useValue: database },
    ];
    return {
      module: KernelModule,
      imports: [TypeOrmModule.forRoot({ ...dataSourceOptions(database.url), autoLoadEntities: true })],
      providers,
      exports: providers,
    };
  }
}

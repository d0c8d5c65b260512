import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { Clock } from './kernel/clock.js';
import { Config } from './kernel/config.js';
import { Database } from './kernel/database/database.js';
import { KernelModule } from './kernel/kernel.module.js';

/** The table of contents: a line a feature, in the order in which they may know each other. */
export const features: NonNullable<ModuleMetadata['imports']> = [];

@Module({})
export class AppModule {
  static with(config: Config, database: Database, clock?: Clock, modules = features): DynamicModule {
    return { module: AppModule, imports: [KernelModule.with(config, database, clock), ...modules] };
  }
}

import { Module } from '@nestjs/common';
import { ReportsController } from './reports.controller.js';

/** Files to take along: they read what the features keep, and write nothing. */
@Module({ controllers: [ReportsController] })
export class ReportsModule {}

import { Module } from '@nestjs/common';
import { ReportsController } from './reports.controller.js';
import { ReportsPagesController } from './reports-pages.controller.js';

/** Figures to read and to take along: they read what the features keep, and write nothing. */
@Module({ controllers: [ReportsController, ReportsPagesController] })
export class ReportsModule {}

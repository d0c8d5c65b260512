import { Controller, Get, Header } from '@nestjs/common';
import {
  HealthCheck,
  HealthCheckService,
  HealthIndicatorService,
  type HealthCheckResult,
} from '@nestjs/terminus';
import { DataSource } from 'typeorm';

const ANSWERS_WITHIN_MS = 1500;

@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly dataSource: DataSource,
  ) {}

  /** The process answers. Nothing else is looked at, so that a slow database does not get it restarted. */
  @Get('healthz')
  @Header('cache-control', 'no-store')
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** It can do its work: 503 while it cannot. */
  @Get('readyz')
  @HealthCheck()
  ready(): Promise<HealthCheckResult> {
    // Not the library's own check of TypeORM: it reads TypeORM again by name, and a bundle would have two.
    const database = this.indicators.check('database').attempt(async () => {
      await this.dataSource.query('select 1');
    });
    return this.health.check([async () => database.withTimeout(ANSWERS_WITHIN_MS)]);
  }
}

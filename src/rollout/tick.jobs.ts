import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Clock } from '../kernel/clock.js';
import { HeartbeatService } from './heartbeat.service.js';
import { TickService } from './tick.service.js';

/** Once a minute, in every process that works. Two that tick at once share what is due. */
@Injectable()
export class TickJobs {
  private readonly logger = new Logger(TickJobs.name);
  private running = false;

  constructor(
    private readonly tick: TickService,
    private readonly heartbeat: HeartbeatService,
    private readonly clock: Clock,
  ) {}

  @Interval(60_000)
  async everyMinute(): Promise<void> {
    // A tick that takes longer than a minute is not overtaken by its successor.
    if (this.running) return;
    this.running = true;
    try {
      await this.heartbeat.beat(this.clock.now());
      await this.tick.run(this.clock.now());
    } catch (error) {
      this.logger.error((error as Error).message);
    } finally {
      this.running = false;
    }
  }
}

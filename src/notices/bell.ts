import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  DataSource,
  type EntityManager,
  type EntitySubscriberInterface,
  type TransactionCommitEvent,
} from 'typeorm';
import { Jobs } from '../kernel/jobs/jobs.js';
import { deliver } from './notices.jobs.js';

const RING = 'changeover:ring';

/**
 * Wakes the delivery job once the transaction that wrote rows has committed: callers need not think of it.
 * A lost ring costs a minute, then the sweep comes by.
 */
@Injectable()
export class Bell implements OnModuleInit, EntitySubscriberInterface {
  constructor(
    private readonly dataSource: DataSource,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    this.dataSource.subscribers.push(this);
  }

  ringAfter(tx: EntityManager): void {
    if (tx.queryRunner) tx.queryRunner.data[RING] = true;
  }

  async afterTransactionCommit({ queryRunner }: TransactionCommitEvent): Promise<void> {
    if (queryRunner.isTransactionActive || !queryRunner.data[RING]) return;
    delete queryRunner.data[RING];
    await this.jobs.ring(deliver, {});
  }
}

import { Controller, Get, Param, Post } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../kernel/clock.js';
import { Page, withStatus, type PageAnswer } from '../kernel/http/page.js';
import { Jobs } from '../kernel/jobs/jobs.js';
import { Refusal } from '../kernel/refusal.js';
import { NewAddressGonePage, NewAddressPage, NewAddressSetPage } from './account.pages.js';
import { writeToAccounts } from './account-letters.jobs.js';
import { OwnAddress } from './own-address.service.js';

/** The page behind the letter to a new address. Looking changes nothing; whoever reads that mail may press. */
@Controller('account/address/:token')
export class NewAddressController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly address: OwnAddress,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Page()
  async show(@Param('token') token: string): Promise<PageAnswer> {
    const opened = await this.address.open(this.dataSource.manager, token, this.clock.now());
    return opened
      ? NewAddressPage({ token, address: opened.address })
      : withStatus(410, NewAddressGonePage());
  }

  @Post()
  @Page()
  async confirm(@Param('token') token: string): Promise<PageAnswer> {
    try {
      const address = await this.address.confirm(token, this.clock.now());
      await this.jobs.ring(writeToAccounts, {});
      return NewAddressSetPage({ address });
    } catch (error) {
      if (error instanceof Refusal && error.kind === 'gone') return withStatus(410, NewAddressGonePage());
      throw error;
    }
  }
}

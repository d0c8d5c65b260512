import { Controller, Get, Query } from '@nestjs/common';
import { Config } from '../kernel/config.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { DesignPage } from './design.pages.js';
import { MemberDesignPage } from './member-design.pages.js';

@Controller('design')
export class DesignController {
  constructor(private readonly config: Config) {}

  /** @param dir `?dir=rtl` mirrors it */
  @Get()
  @Page()
  leads(@Query('dir') dir?: string): PageAnswer {
    this.onlyWhereItIsMade();
    return DesignPage({ dir: dir === 'rtl' ? 'rtl' : 'ltr' });
  }

  @Get('member')
  @Page()
  members(@Query('dir') dir?: string): PageAnswer {
    this.onlyWhereItIsMade();
    return MemberDesignPage({ dir: dir === 'rtl' ? 'rtl' : 'ltr' });
  }

  private onlyWhereItIsMade(): void {
    if (!this.config.designPages) throw new Refusal('not-found', 'There is nothing at this address.');
  }
}

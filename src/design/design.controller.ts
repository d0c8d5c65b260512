import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { Config } from '../kernel/config.js';
import { Page, type PageAnswer } from '../kernel/http/page.js';
import { Refusal } from '../kernel/refusal.js';
import { DesignPage, MemberDesignPage, wholePage } from './design.pages.js';
import { mail } from './garden-letters.js';
import { sayIn } from './garden.js';
import type { Dir } from './part.pages.js';

/** Mail programs know no stylesheet of ours: a letter carries its looks, and nothing else may come with it. */
const ofLetters = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** `?dir=rtl` mirrors each of them. */
@Controller('design')
export class DesignController {
  constructor(private readonly config: Config) {}

  @Get()
  @Page()
  leads(@Query('dir') dir?: string): PageAnswer {
    this.onlyWhereItIsMade();
    return DesignPage({ dir: dirOf(dir) });
  }

  @Get('member')
  @Page()
  members(@Query('dir') dir?: string): PageAnswer {
    this.onlyWhereItIsMade();
    return MemberDesignPage({ dir: dirOf(dir) });
  }

  @Get('pages/:page')
  @Page()
  whole(@Param('page') page: string, @Query('dir') dir?: string): PageAnswer {
    this.onlyWhereItIsMade();
    return wholePage(page, dirOf(dir)) ?? nothing();
  }

  @Get('mail')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', ofLetters)
  mail(@Query('several') several?: string, @Query('dir') dir?: string): string {
    this.onlyWhereItIsMade();
    return mail(several === 'yes', sayIn(dirOf(dir)));
  }

  private onlyWhereItIsMade(): void {
    if (!this.config.designPages) nothing();
  }
}

const dirOf = (dir: string | undefined): Dir => (dir === 'rtl' ? 'rtl' : 'ltr');

function nothing(): never {
  throw new Refusal('not-found', 'There is nothing at this address.');
}

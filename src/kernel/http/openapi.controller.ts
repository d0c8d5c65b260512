import { Controller, Get, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { z } from 'zod';
import { Config } from '../config.js';
import { Api } from './api.js';
import { openApi, undocumented } from './openapi.js';
import { routesOf, type Route } from './routes.js';

@Controller('api')
export class OpenApiController implements OnApplicationBootstrap {
  private routes: Route[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly config: Config,
  ) {}

  /** A route that nobody described would be a promise that nobody keeps: the program does not start with one. */
  onApplicationBootstrap(): void {
    this.routes = routesOf(this.discovery);
    const missing = undocumented(this.routes);
    if (missing.length > 0) throw new Error(`The API is not fully described:\n${missing.join('\n')}`);
  }

  @Get('openapi.json')
  @Api({
    summary: 'Read this document',
    answer: z.record(z.string(), z.unknown()),
    open: 'Open: it describes the program, not a community.',
  })
  document(): unknown {
    return openApi(this.routes, this.config.baseUrl);
  }
}

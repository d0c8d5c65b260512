import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

type Server = ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>;

/** A mail program's POST says nothing that the address does not say; this much is read and thrown away. */
const ENOUGH = 16_384;

/** Mail programs may send their one-click POST as a multipart form (RFC 8058), which nothing else here reads. */
@Injectable()
export class OneClick implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<Server>();
    if (server.hasContentTypeParser('multipart/form-data')) return;
    server.addContentTypeParser(
      'multipart/form-data',
      { parseAs: 'buffer', bodyLimit: ENOUGH },
      (_request, _body, done) => {
        done(null, {});
      },
    );
  }
}

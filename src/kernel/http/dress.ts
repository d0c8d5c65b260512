import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import type { Config } from '../config.js';
import { readMultipart } from './multipart.js';

/** No address is trusted from a header, and a body is at most 1 MiB unless a route reads a stream itself. */
export const httpAdapter = (): FastifyAdapter =>
  new FastifyAdapter({ trustProxy: false, bodyLimit: 1_048_576 });

/** Headers, cookies, forms with files; call it before the application listens. */
export async function dress(app: NestFastifyApplication, config: Config): Promise<void> {
  const secure = config.baseUrl.startsWith('https:');
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // An address may hold somebody's link: it must not travel to the next site.
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: secure,
    crossOriginEmbedderPolicy: false,
  });
  const server = app.getHttpAdapter().getInstance();
  // Mail programs may send their one-click POST so too (RFC 8058).
  server.addContentTypeParser('multipart/form-data', (request: FastifyRequest, body: Readable) =>
    readMultipart(body, request.headers['content-type'] ?? ''),
  );
  server.addHook('onRequest', (_request, reply, done) => {
    void reply.header('x-robots-tag', 'noindex, nofollow');
    done();
  });
}

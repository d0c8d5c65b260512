import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { Logger } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest, RawServerDefault } from 'fastify';
import type { Readable } from 'node:stream';
import type { Config } from '../config.js';
import { mayCompress } from './compression.rules.js';
import { leadActsToTheirPages, readableUrl, refuseForeignActs } from './gate.js';
import { waitForNobodySilent } from './goodbye.js';
import { readMultipart } from './multipart.js';
import { Visitors } from './visitors.js';

/** An address in a header is believed from the configured proxies only. A body is at most 1 MiB, but for streams. */
export function httpAdapter({ trustProxy }: Pick<Config, 'trustProxy'>): FastifyAdapter {
  const trusted =
    typeof trustProxy === 'number' ? (_address: string, hop: number) => hop < trustProxy : trustProxy;
  return new FastifyAdapter({
    trustProxy: trusted ?? false,
    bodyLimit: 1_048_576,
    rewriteUrl: readableUrl,
    // As long as any address that Node reads: a link with text glued to it is answered by us, kindly, as any unknown one.
    routerOptions: { maxParamLength: 16_384 },
  });
}

/** Headers, cookies, forms with files; call it before the application is initialised, and its answer afterwards. */
export async function dress(app: NestFastifyApplication, config: Config): Promise<() => void> {
  await app.register(cookie);
  // Answers only: what is sent to us compressed could be a thousand times as long as it looks.
  await app.register(compress, { encodings: ['br', 'gzip'], globalDecompression: false });
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
    strictTransportSecurity: config.overHttps,
    xFrameOptions: { action: 'deny' },
    crossOriginEmbedderPolicy: false,
  });
  const server = app.getHttpAdapter().getInstance();
  // Mail programs may send their one-click POST so too (RFC 8058).
  server.addContentTypeParser('multipart/form-data', (request: FastifyRequest, body: Readable) =>
    readMultipart(body, request.headers['content-type'] ?? ''),
  );
  const visitors = app.get(Visitors, { strict: false });
  let toldOfProxy = config.trustProxy !== undefined;
  // An act that needs no fields may say that it sends JSON, and send nothing.
  const json = server.getDefaultJsonParser('error', 'error');
  const { bodyLimit = 0 } = server.initialConfig;
  app.useBodyParser<RawServerDefault>('application/json', { bodyLimit }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else void json(request, body.toString(), done);
  });
  server.addHook('onRequest', (request, reply, done) => {
    const { 'sec-fetch-site': site, authorization } = request.headers;
    const asker = { site: site?.toString(), token: authorization !== undefined };
    if (!mayCompress(asker)) request.headers['x-no-compression'] = 'yes';
    if (!/^\/(healthz|readyz)\b/.test(request.url)) visitors.saw(request);
    const { unknownProxy } = visitors;
    if (!toldOfProxy && unknownProxy !== undefined) {
      toldOfProxy = true;
      new Logger('http').warn(
        'Requests come through a proxy, but TRUST_PROXY is not set: visitors are hard to tell apart.',
      );
    }
    void reply.header('x-robots-tag', 'noindex, nofollow').header('permissions-policy', unused);
    done();
  });
  refuseForeignActs(server, config);
  waitForNobodySilent(server);
  return leadActsToTheirPages(server);
}

/** What no page of ours asks a device for, and nothing that gets into one may. */
const unused = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'midi', 'display-capture']
  .map((name) => `${name}=()`)
  .join(', ');

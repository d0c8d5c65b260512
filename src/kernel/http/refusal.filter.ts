import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { wantedBy } from '../language/language.rules.js';
import { msg } from '../language/message.js';
import { english, speak, type Say } from '../language/say.js';
import { Refusal, type Reason, type WayBack } from '../refusal.js';
import { render } from '../ui/render.js';
import { pageContext } from './page-context.js';
import type { CookieHolder } from './csrf.js';
import { failed, refused, unread, type Problem } from './problem.js';
import { lostAtTheDoor } from './door.js';
import { ProblemPage } from './problem.pages.js';

/** Turns whatever was thrown into problem details under `/api`, and into a kind page everywhere else. */
@Catch()
export class RefusalFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = this.problem(error, request);
    // What the route promised of a file does not hold for this: a browser would keep the refusal under its name.
    for (const name of ofFiles) void reply.removeHeader(name);
    void reply.status(problem.status).header('cache-control', 'no-store');
    if (speaksJson(request))
      void reply
        .header('content-type', 'application/problem+json; charset=utf-8')
        .send(JSON.stringify({ ...problem, reasons: problem.reasons?.map(inEnglish) }));
    else {
      const back = (error instanceof Refusal ? error.back : undefined) ?? home(request);
      const page = ProblemPage({
        problem,
        back,
        say: sayFor(error, request),
        ...lostAtTheDoor(error, request),
      });
      void reply.header('content-type', 'text/html; charset=utf-8').send(render(page, pageContext(request)));
    }
  }

  private problem(error: unknown, request: FastifyRequest): Problem {
    if (error instanceof Refusal) return refused(error.kind, error.reasons);
    const status = statusIn(error);
    if (status !== undefined && status < 500) return unread(status);
    const id = randomUUID();
    // The route's pattern, never its address: an address can hold somebody's link.
    const route = `${request.method} ${request.routeOptions.url ?? '(no route)'}`;
    this.log.error(`${id} ${route}: ${safely(error)}`);
    return failed(id);
  }
}

/** Whoever is signed in has pages of their own to go on from. */
const home = (request: FastifyRequest & CookieHolder): WayBack | undefined =>
  request.csrf === undefined ? undefined : { to: '/', label: msg('Your moves') };

const ofFiles = ['content-disposition', 'content-length', 'content-language', 'etag', 'last-modified'];

const inEnglish = ({ message, field, now }: Reason): Reason => ({
  message,
  ...(now !== undefined && { now }),
  ...(field !== undefined && { field }),
});

/** Whoever leads reads English; a member what they chose, where that is known, else what their browser asks for. */
function sayFor(error: unknown, request: FastifyRequest & CookieHolder): Say {
  if (error instanceof Refusal && error.language !== undefined) return speak(error.language);
  return request.csrf === undefined ? speak(...wantedBy(request.headers['accept-language'])) : english;
}

/** A program, or the script of a page: neither reads a page. */
const speaksJson = ({ url, headers }: FastifyRequest): boolean =>
  url.startsWith('/api') || /^application\/json\b/.test(headers['content-type'] ?? '');

/** Nest and Fastify mark what they refuse themselves (no such route, a body too large, no JSON) with a status. */
function statusIn(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 ? status : undefined;
}

/** Where it happened and, of a database's error, its code alone: its message quotes what people wrote. */
function safely(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no error was thrown';
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const said = error.name === 'QueryFailedError' ? `database error ${String(code)}` : error.message;
  return [`${error.name}: ${said}`, ...frames.slice(0, 12)].join('\n');
}

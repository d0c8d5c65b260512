import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from './config.js';

/** What the framework says about its own start; of interest only to who debugs it. */
const CHATTER = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/**
 * One line of JSON for each message, on standard output. Rooms write with Nest's `Logger`, and never a name, an
 * address, a token or an answer. Of an error that is handed over as it is, only `describeError` is written.
 */
export class Log implements LoggerService {
  private readonly pino: Logger;

  constructor(level: LogLevel, to?: DestinationStream) {
    const options = { level, base: null };
    this.pino = to ? pino(options, to) : pino(options);
  }

  log(message: unknown, room?: unknown): void {
    if (typeof room === 'string' && CHATTER.has(room)) this.debug(message, room);
    else this.pino.info(entry(room), text(message));
  }

  /** Nest hands over (message, stack, room), or (message, room). */
  error(message: unknown, ...rest: unknown[]): void {
    this.pino.error(entry(rest.at(-1)), text(message));
  }

  warn(message: unknown, room?: unknown): void {
    this.pino.warn(entry(room), text(message));
  }

  debug(message: unknown, room?: unknown): void {
    this.pino.debug(entry(room), text(message));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.pino.fatal(entry(rest.at(-1)), text(message));
  }
}

const entry = (room: unknown): { room?: string } => (typeof room === 'string' ? { room } : {});
const text = (message: unknown): string => (typeof message === 'string' ? message : describeError(message));

/** Kind, code and place of an error, without its message, which may hold a name or an address. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `something that is no error (${typeof error})`;
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  const place = frames.find((line) => !line.includes('node_modules') && !line.includes('node:')) ?? frames[0];
  return `${error.name}${code}${place ? ` ${place.trim()}` : ''}`;
}

import {
  applyDecorators,
  createParamDecorator,
  HttpCode,
  Injectable,
  SetMetadata,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { z } from 'zod';
import type { RefusalKind } from '../refusal.js';
import { parse } from './parse.js';
import { asTag, ofTag, type Seen } from './seen.js';
import { strict } from './strict.js';

/** A media type such as `text/csv`: the body is read, or the answer is written, by the handler itself. */
export type Media = `${string}/${string}`;

export interface ApiOptions {
  /** A verb and its object: "Close a phase". */
  summary: string;
  body?: z.ZodType | Media;
  query?: z.ZodObject;
  params?: z.ZodObject;
  /** What comes back. Anything the schema does not name is left out, so nothing escapes by accident. */
  answer: z.ZodType | Media;
  status?: 200 | 201 | 202 | 204;
  /**
   * How it may refuse beside what its shape tells (`refusalsOf`): who may call it, what cannot be read, what is not found.
   * A test compares this with the refusals that its code can reach.
   */
  refuses?: readonly RefusalKind[];
  /** Of the answer, in words, what somebody may overwrite: goes out as its ETag. */
  shows?: (answer: never) => Seen;
  /** Takes that ETag back as `If-Match`, and then overwrites nothing that was not seen. */
  overwrites?: true;
  /** What a token must at least be for, where it is not what its method and its people tell. */
  scope?: string;
  /** Why nobody need sign in, for the few routes that ask nobody who they are. */
  open?: string;
}

export const API = 'changeover:api';
export const SECURED = 'changeover:secured';
export const SCOPES = 'changeover:scopes';

/** Passes every answer through the schema that is published for it. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { answer, shows } = Reflect.getMetadata(API, context.getHandler()) as ApiOptions;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((value) => {
        if (shows) void reply.header('etag', asTag(shows(value as never)));
        return filtered(answer as z.ZodType, value);
      }),
    );
  }
}

function filtered(schema: z.ZodType, value: unknown): unknown {
  if (value === undefined) return undefined;
  // As JSON first: dates become the text that the schema describes.
  const result = schema.safeParse(JSON.parse(JSON.stringify(value)));
  if (result.success) return result.data;
  // Paths and codes only: a value may be somebody's name.
  const where = result.error.issues.map((issue) => `${issue.path.join('.')} (${issue.code})`).join(', ');
  throw new Error(`An answer does not fit its schema at ${where}.`);
}

/**
 * Declares a route of the API: the same schemas validate what comes, filter what goes, and are published. A body
 * with a field that its schema does not name is refused.
 */
export const Api = ({ body, ...options }: ApiOptions): MethodDecorator =>
  applyDecorators(
    SetMetadata(API, {
      ...options,
      ...(body && { body: typeof body === 'string' ? body : strict(body) }),
    } satisfies ApiOptions),
    HttpCode(options.status ?? 200),
    ...(typeof options.answer === 'string' ? [] : [UseInterceptors(AnswerInterceptor)]),
  );

/** What a token must at least be for. */
export interface Scopes {
  reading: string;
  acting: string;
}

/** Says in the document who may call a route. Guards put it on; `access` is the one that does. */
export const Secured = (who: string, scopes: Scopes): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(SECURED, who), SetMetadata(SCOPES, scopes));

export type InputPart = 'body' | 'query' | 'params';

/** Hands the handler what came, parsed by the schema of its `@Api`; refuses with every reason at once. */
export const Input = createParamDecorator((part: InputPart, context: ExecutionContext): unknown => {
  const options = Reflect.getMetadata(API, context.getHandler()) as ApiOptions | undefined;
  const schema = options?.[part];
  if (!schema || typeof schema === 'string') {
    const where = `${context.getClass().name}.${context.getHandler().name}`;
    throw new Error(`${where} asks for @Input('${part}') but its @Api has no schema for it.`);
  }
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return parse(schema, request[part] ?? {});
});

/** What a program says it has seen of what it overwrites; undefined where it does not say. */
export const IfMatch = createParamDecorator((_: undefined, context: ExecutionContext): Seen | undefined =>
  ofTag(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);

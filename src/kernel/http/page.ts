import {
  applyDecorators,
  Header,
  HttpCode,
  Injectable,
  SetMetadata,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { map, type Observable } from 'rxjs';
import { render } from '../ui/render.js';
import type { CookieHolder } from './csrf.js';
import { pageContext } from './page-context.js';

export const PAGE = 'changeover:page';

class SeeOther {
  constructor(readonly path: string) {}
}

class Answered {
  constructor(
    readonly status: number,
    readonly page: VNode,
  ) {}
}

/** After an act: leads to a page of this installation, so that reloading does not act twice. */
export const seeOther = (path: `/${string}`): PageAnswer => new SeeOther(path);

/** The form once more, with what was typed and what needs another look. */
export const again = (page: VNode): PageAnswer => new Answered(422, page);

/** A page that says no: gone (410), not found (404), forbidden (403). */
export const withStatus = (status: number, page: VNode): PageAnswer => new Answered(status, page);

export type PageAnswer = VNode | SeeOther | Answered;

@Injectable()
export class PageInterceptor implements NestInterceptor {
  intercept(execution: ExecutionContext, next: CallHandler<PageAnswer>): Observable<string> {
    const http = execution.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest & CookieHolder>();
    const context = pageContext(request);
    return next.handle().pipe(
      map((answer) => {
        if (answer instanceof SeeOther) {
          // Without a fragment of its own a browser keeps that of the form, and looks for a problem.
          const fragment = request.method === 'GET' || answer.path.includes('#') ? '' : '#main';
          reply.status(303).header('location', answer.path + fragment);
          return '';
        }
        if (answer instanceof Answered) {
          reply.status(answer.status).removeHeader('content-disposition');
          return render(answer.page, context);
        }
        return render(answer, context);
      }),
    );
  }
}

/** The handler answers with a page: a vnode, `seeOther('/path')`, or `again(page)`. Nothing of it is cached. */
export const Page = (): MethodDecorator =>
  applyDecorators(
    SetMetadata(PAGE, true),
    HttpCode(200),
    Header('content-type', 'text/html; charset=utf-8'),
    Header('cache-control', 'no-store'),
    UseInterceptors(PageInterceptor),
  );

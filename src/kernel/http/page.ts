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
import { from, lastValueFrom, mergeMap, type Observable } from 'rxjs';
import { Clock } from '../clock.js';
import { render } from '../ui/render.js';
import type { CookieHolder } from './csrf.js';
import { pageContext } from './page-context.js';
import { SentForms } from './sent-forms.js';
import { ShownPages } from './shown-pages.js';

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

class Shown {
  constructor(readonly page: VNode) {}
}

/** After an act: leads to a page of this installation, so that reloading does not act twice. */
export const seeOther = (path: `/${string}`): PageAnswer => new SeeOther(path);

/** From a page that only led there: to another site that the host trusts, never to one that a visitor named. */
export const elsewhere = (url: `https://${string}` | `http://${string}`): PageAnswer => new SeeOther(url);

/** The form once more, with what was typed and what needs another look; 404 where it was about what is not there. */
export const again = (page: VNode, { missing }: { missing?: boolean } = {}): PageAnswer =>
  new Answered(missing ? 404 : 422, page);

/** A page that says no: gone (410), not found (404), forbidden (403). */
export const withStatus = (status: number, page: VNode): PageAnswer => new Answered(status, page);

/** After an act of a signed-in person: what it made is shown to them alone, for some minutes, and never stored in the clear. */
export const shown = (page: VNode): PageAnswer => new Shown(page);

export type PageAnswer = VNode | SeeOther | Answered | Shown;

type PageCall = FastifyRequest & CookieHolder;

@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(
    private readonly sent: SentForms,
    private readonly pages: ShownPages,
    private readonly clock: Clock,
  ) {}

  intercept(execution: ExecutionContext, next: CallHandler<PageAnswer>): Observable<string> {
    const http = execution.switchToHttp();
    const [request, reply] = [http.getRequest<PageCall>(), http.getResponse<FastifyReply>()];
    const mark = this.sent.markOf(request);
    if (mark) return from(this.once(mark, request, reply, next));
    return next.handle().pipe(mergeMap((answer) => this.answer(answer, request, reply)));
  }

  private async once(
    mark: Buffer,
    request: PageCall,
    reply: FastifyReply,
    next: CallHandler<PageAnswer>,
  ): Promise<string> {
    const before = await this.sent.begin(mark);
    if (before !== null) return leadOn(reply, before);
    let leadsTo: string | undefined;
    try {
      const html = await this.answer(await lastValueFrom(next.handle()), request, reply);
      leadsTo = reply.getHeader('location') as string | undefined;
      return html;
    } finally {
      await (leadsTo === undefined ? this.sent.undone(mark) : this.sent.done(mark, leadsTo));
    }
  }

  private async answer(answer: PageAnswer, request: PageCall, reply: FastifyReply): Promise<string> {
    const context = { ...pageContext(request), now: this.clock.now() };
    if (answer instanceof SeeOther) {
      // Without a fragment of its own a browser keeps that of the form, and looks for a problem.
      const fragment = request.method === 'GET' || answer.path.includes('#') ? '' : '#main';
      return leadOn(reply, answer.path + fragment);
    }
    if (answer instanceof Shown) {
      const html = render(answer.page, context);
      return leadOn(reply, `${await this.pages.keep(request.csrf ?? '', html)}#main`);
    }
    if (answer instanceof Answered) {
      reply.status(answer.status).removeHeader('content-disposition');
      return render(answer.page, context);
    }
    return render(answer, context);
  }
}

function leadOn(reply: FastifyReply, path: string): string {
  void reply.status(303).header('location', path);
  return '';
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

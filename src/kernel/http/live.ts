import { Injectable, type MessageEvent, type OnModuleDestroy } from '@nestjs/common';
import { createHash } from 'node:crypto';
import {
  concat,
  exhaustMap,
  from,
  map,
  of,
  ReplaySubject,
  takeUntil,
  takeWhile,
  timer,
  type Observable,
} from 'rxjs';

/** How often a stream looks whether its page has become old. */
const EVERY_MS = 10_000;
/** Then the browser asks again, and whoever may no longer look is not let in. */
const LOOKS = 30;

/** What a page shows, in a few characters: another answer is another page. */
export const printOf = (shown: unknown): string =>
  createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 12);

/** Streams that say when a page has become old; they end with the application, which would wait for them. */
@Injectable()
export class Live implements OnModuleDestroy {
  /** Heard by whoever asks afterwards, too: until the doors are closed, a browser may ask again. */
  private readonly closing = new ReplaySubject<void>(1);

  /**
   * @param seen the print of what the page showed
   * @param read the print of what it would show now
   * @param looks when to look; every ten seconds for five minutes
   */
  old(
    seen: string,
    read: () => Promise<string>,
    looks: Observable<unknown> = timer(EVERY_MS, EVERY_MS),
  ): Observable<MessageEvent> {
    const told = looks.pipe(
      takeWhile((_, index) => index < LOOKS),
      exhaustMap(() => from(read())),
      map((print) => print !== seen),
      takeWhile((old) => !old, true),
      map((old): MessageEvent => ({ type: old ? 'old' : 'same', data: '' })),
      takeUntil(this.closing),
    );
    return concat(of({ type: 'same', data: '', retry: EVERY_MS }), told);
  }

  onModuleDestroy(): void {
    this.closing.next();
  }
}

import { Injectable } from '@nestjs/common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Standstill } from '../standstill.js';
import { MasterKey } from '../crypto/master-key.js';

/** Set on a request by whoever recognised its cookie; the pages put it into their forms. */
export interface CookieHolder {
  csrf?: string | undefined;
  standstill?: Standstill | undefined;
  /** They look at a sample: each page says so. */
  sample?: boolean | undefined;
}

/** The name of the hidden field in every form behind a sign-in. */
export const CSRF_FIELD = '_form';

/**
 * Forms of signed-in people carry a token bound to their session: another site can make their browser send
 * the cookie, but cannot know the token. Own pages act by their unguessable address and need none.
 */
@Injectable()
export class Csrf {
  private readonly key: Buffer;

  constructor(master: MasterKey) {
    this.key = master.derive('forms');
  }

  token(sessionId: string): string {
    return createHmac('sha256', this.key).update(sessionId).digest('base64url');
  }

  fits(sessionId: string, given: unknown): boolean {
    const expected = Buffer.from(this.token(sessionId));
    const got = Buffer.from(typeof given === 'string' ? given : '');
    return got.length === expected.length && timingSafeEqual(got, expected);
  }
}

import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Config } from '../config.js';
import { visitorOf, type Visitor } from './visitor.rules.js';

export type { Visitor } from './visitor.rules.js';

/** So many requests in a row, all from one address that passes others on: no chance, and nobody's own doing alone. */
const SURE = 20;

/** Who is counted as one visitor, and whether a proxy stands before us of which nobody told. */
@Injectable()
export class Visitors {
  private address = '';
  private inARow = 0;

  constructor(private readonly config: Config) {}

  /** Every request passes here once, but for those that ask whether we live. */
  saw(request: FastifyRequest): void {
    if (this.config.trustProxy !== undefined) return;
    const { remoteAddress = '' } = request.socket;
    const passedOn =
      request.headers['x-forwarded-for'] !== undefined || request.headers['forwarded'] !== undefined;
    this.inARow = passedOn && remoteAddress === this.address ? this.inARow + 1 : passedOn ? 1 : 0;
    this.address = remoteAddress;
  }

  /** The address of a proxy that everybody comes through, while TRUST_PROXY is not set. */
  get unknownProxy(): string | undefined {
    return this.inARow >= SURE ? this.address : undefined;
  }

  of(request: FastifyRequest): Visitor {
    const forwarded = request.headers['x-forwarded-for'];
    const seen = {
      ip: request.ip,
      forwardedFor: Array.isArray(forwarded) ? forwarded.join(',') : forwarded,
      userAgent: request.headers['user-agent'],
    };
    return visitorOf(seen, this.unknownProxy !== undefined);
  }
}

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import {
  FORESEES,
  HEARS_OF_MAIL,
  STILL_WANTED,
  type ForeseesMethod,
  type HearsOfMailMethod,
  type OwnMail,
  type StillWantedMethod,
  type Wish,
} from './sockets.js';

/** What features have plugged into the sockets of notices. */
@Injectable()
export class Plugged implements OnModuleInit {
  private readonly wishes = new Map<string, StillWantedMethod>();
  private foresight: ForeseesMethod | undefined;
  private hearer: HearsOfMailMethod | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** @throws when a play says twice who still wants it, or two foresee or hear of mail. */
  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders() as { instance: unknown }[]) {
      if (typeof instance !== 'object' || instance === null) continue;
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown> | null;
      for (const name of this.scanner.getAllMethodNames(prototype))
        this.plug(instance, prototype![name] as object);
    }
  }

  /** Who of these still wants it; everybody, where the play does not say. */
  async stillWanted(tx: EntityManager, play: string, wish: Wish): Promise<ReadonlySet<string>> {
    return (await this.wishes.get(play)?.(tx, wish)) ?? new Set(wish.memberIds);
  }

  /** When essential messages are planned in the 14 days after `now`. */
  async essentialsAhead(
    tx: EntityManager,
    rolloutId: string,
    now: Temporal.Instant,
  ): Promise<Temporal.Instant[]> {
    const until = now.add({ hours: 14 * 24 });
    return (await this.foresight?.(tx, rolloutId, { from: now, until })) ?? [];
  }

  /** Answers whether it was news to the leads. */
  async mail(tx: EntityManager, told: OwnMail): Promise<boolean> {
    return (await this.hearer?.(tx, told)) ?? false;
  }

  private plug(instance: object, method: object): void {
    const play = Reflect.getMetadata(STILL_WANTED, method) as string | undefined;
    if (play !== undefined) {
      if (this.wishes.has(play))
        throw new Error(`Two methods say who still wants ${play}: keep one @StillWanted.`);
      this.wishes.set(play, (method as StillWantedMethod).bind(instance));
    }
    if (Reflect.hasMetadata(FORESEES, method)) {
      if (this.foresight) throw new Error('Two methods foresee essential messages: keep one @Foresees.');
      this.foresight = (method as ForeseesMethod).bind(instance);
    }
    if (Reflect.hasMetadata(HEARS_OF_MAIL, method)) {
      if (this.hearer) throw new Error('Two methods hear of our mail server: keep one @HearsOfMail.');
      this.hearer = (method as HearsOfMailMethod).bind(instance);
    }
  }
}

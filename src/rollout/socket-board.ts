import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { EntityManager } from 'typeorm';
import { factKeys, type FactKey, type Facts } from './facts.js';
import { playKeys, type PlayKey } from './playbook.js';
import type { Rollout } from './rollout.entity.js';
import { CARD, FACT, PLAY, REHEARSES, type Occasion, type OwnPageVisit, type Rehearsing } from './sockets.js';
import type { VNode } from 'preact';

type Doer = (occasion: Occasion) => Promise<void>;
type Teller = (tx: EntityManager, rollout: Rollout) => Promise<Facts[FactKey]>;
type Rehearser = (rehearsing: Rehearsing) => Promise<void>;
type Carder = (visit: OwnPageVisit) => Promise<VNode | null>;

/** Finds, at boot, which method of which feature sits in which socket. The rollout itself names no feature. */
@Injectable()
export class SocketBoard implements OnModuleInit {
  private readonly plays = new Map<PlayKey, Doer[]>();
  private readonly tellers = new Map<FactKey, Teller[]>();
  private readonly rehearsers: Rehearser[] = [];
  private readonly carders: { order: number; draw: Carder }[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    for (const provider of this.discovery.getProviders()) {
      const instance: unknown = provider.isDependencyTreeStatic() ? provider.instance : undefined;
      if (!instance || typeof instance !== 'object') continue;
      for (const name of this.scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object)) {
        // The marks stand on the method itself, which is then called on its instance.
        const method = Reflect.get(instance, name) as (...args: never[]) => unknown;
        const bound: unknown = method.bind(instance);
        const play = this.reflector.get<PlayKey | undefined>(PLAY, method);
        if (play) collect(this.plays, play, bound as Doer);
        const fact = this.reflector.get<FactKey | undefined>(FACT, method);
        if (fact) collect(this.tellers, fact, bound as Teller);
        if (this.reflector.get<boolean | undefined>(REHEARSES, method))
          this.rehearsers.push(bound as Rehearser);
        const order = this.reflector.get<number | undefined>(CARD, method);
        if (order !== undefined) this.carders.push({ order, draw: bound as Carder });
      }
    }
    this.carders.sort((a, b) => a.order - b.order);
  }

  /** Every play and fact that has no provider or more than one, in words; empty when all is well. */
  faults(): string[] {
    return [
      ...faultsOf('play', '@Play', playKeys, this.plays),
      ...faultsOf('fact', '@ProvidesFact', factKeys, this.tellers),
    ];
  }

  async do(play: PlayKey, occasion: Occasion): Promise<void> {
    await only(this.plays, play)(occasion);
  }

  async tell<K extends FactKey>(fact: K, tx: EntityManager, rollout: Rollout): Promise<Facts[K]> {
    return (await only(this.tellers, fact)(tx, rollout)) as Facts[K];
  }

  /** Every feature brings the rehearsal's copy up to the moment. */
  async rehearse(rehearsing: Rehearsing): Promise<void> {
    for (const bring of this.rehearsers) await bring(rehearsing);
  }

  async cards(visit: OwnPageVisit): Promise<VNode[]> {
    const drawn: VNode[] = [];
    for (const { draw } of this.carders) {
      const card = await draw(visit);
      if (card) drawn.push(card);
    }
    return drawn;
  }
}

function collect<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}

function only<K, V>(map: Map<K, V[]>, key: K): V {
  const [first] = map.get(key) ?? [];
  if (first === undefined) throw new Error(`Nothing sits in the socket "${String(key)}".`);
  return first;
}

function faultsOf<K extends string>(
  kind: string,
  mark: string,
  keys: readonly K[],
  found: Map<K, unknown[]>,
): string[] {
  return keys.flatMap((key) => {
    const n = found.get(key)?.length ?? 0;
    if (n === 1) return [];
    return n === 0
      ? [`The ${kind} "${key}" has no provider: mark the one method that does it with ${mark}('${key}').`]
      : [`The ${kind} "${key}" has ${n} providers: keep ${mark}('${key}') on one method only.`];
  });
}

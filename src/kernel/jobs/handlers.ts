import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { definedJobs, handledBy, type Job } from './job.js';

export interface Handler {
  job: Job;
  /** `Class.method`, for messages. */
  where: string;
  run(data: unknown): Promise<void>;
}

/** Finds the `@Handles` methods; the application does not start while a job has none, or two. */
@Injectable()
export class Handlers implements OnModuleInit {
  private readonly byName = new Map<string, Handler>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const found = this.find();
    const problems = jobProblems(definedJobs, found);
    if (problems.length > 0)
      throw new Error(
        `The jobs do not fit together:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
      );
    for (const handler of found) this.byName.set(handler.job.name, handler);
  }

  /** Undefined for a job that another version of the program put into the queue. */
  named(name: string): Handler | undefined {
    return this.byName.get(name);
  }

  private find(): Handler[] {
    return this.discovery.getProviders().flatMap(({ instance }: { instance: unknown }) => {
      if (typeof instance !== 'object' || instance === null) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown> | null;
      return this.scanner.getAllMethodNames(prototype).flatMap((key) => {
        const method = prototype?.[key] as (data: unknown) => Promise<void>;
        const job = handledBy(method);
        if (!job) return [];
        const where = `${instance.constructor.name}.${key}`;
        return [{ job, where, run: (data: unknown) => method.call(instance, data) }];
      });
    });
  }
}

/** Everything wrong at once: names given twice, jobs without a handler, jobs with more than one. */
export function jobProblems(defined: readonly Job[], handlers: readonly Omit<Handler, 'run'>[]): string[] {
  const names = [
    ...new Set([...defined, ...handlers.map(({ job }) => job)].map(({ name }) => name)),
  ].toSorted();
  return names.flatMap((name) => {
    const problems: string[] = [];
    if (defined.filter((job) => job.name === name).length > 1)
      problems.push(`${name} is defined twice: give one of the two another name.`);
    const places = handlers.filter(({ job }) => job.name === name).map(({ where }) => where);
    if (places.length === 0)
      problems.push(
        `${name} has no handler: put @Handles on the method that does it, and its class into a module.`,
      );
    if (places.length > 1)
      problems.push(`${name} has ${places.length} handlers (${places.join(', ')}): keep one of them.`);
    return problems;
  });
}

import 'reflect-metadata';
import type { z } from 'zod';

/** A doorbell: its data are ids, the truth is in PostgreSQL. It may ring twice, or be lost. */
export interface Job<T = unknown> {
  /** `room.verb`, for example `notices.deliver`. */
  readonly name: string;
  readonly schema: z.ZodType<T>;
}

/** Every job of the program; the boot check holds it against the handlers. */
export const definedJobs: Job[] = [];

const HANDLES = Symbol('changeover:handles');

/** Declares a job. Call it at module level in `x.jobs.ts`, beside its handler. */
export function defineJob<T>(name: string, schema: z.ZodType<T>): Job<T> {
  const job: Job<T> = { name, schema };
  definedJobs.push(job);
  return job;
}

/**
 * Marks the one method that does a job. It must be able to run twice for the same data; if it throws, it runs
 * again after a pause, three times in all; after that a sweep of the owning room rings anew.
 */
export const Handles =
  <T>(job: Job<T>) =>
  <M extends (data: T) => Promise<void>>(
    _target: object,
    _key: string,
    method: TypedPropertyDescriptor<M>,
  ): void => {
    Reflect.defineMetadata(HANDLES, job, method.value!);
  };

/** The job that a method was marked with, if any. */
export const handledBy = (method: object): Job | undefined =>
  Reflect.getMetadata(HANDLES, method) as Job | undefined;

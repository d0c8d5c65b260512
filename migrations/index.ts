import type { MigrationInterface } from 'typeorm';
import { Kernel1795300000000 } from './1795300000000-Kernel.js';
import { Community1795320000000 } from './1795320000000-Community.js';

/** In order of time. An explicit list: no search at run time, works compiled and in tests alike. */
export const migrations: (new () => MigrationInterface)[] = [Kernel1795300000000, Community1795320000000];

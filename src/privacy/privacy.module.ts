import { Module } from '@nestjs/common';
import { DataInventory } from './data-inventory.js';
import { Erasure } from './erasure.service.js';
import { Held } from './held.service.js';
import { Kept } from './kept.service.js';
import { StoredVersions } from './stored-versions.service.js';

/** What is kept about people, everything held about one, and how it goes. Its plays and pages: `retention/`. */
@Module({
  providers: [DataInventory, Erasure, Held, Kept, StoredVersions],
  exports: [DataInventory, Erasure, Held, Kept, StoredVersions],
})
export class PrivacyModule {}

import { Global, Module } from '@nestjs/common';
import { Config } from '../config.js';
import { Links } from './links.js';
import { MasterKey } from './master-key.js';
import { Vault } from './vault.js';

@Global()
@Module({
  providers: [
    { provide: MasterKey, inject: [Config], useFactory: (config: Config) => MasterKey.load(config.dataDir) },
    Vault,
    Links,
  ],
  exports: [MasterKey, Vault, Links],
})
export class CryptoModule {}

import { Global, Module, type DynamicModule } from '@nestjs/common';
import { MAIL_CHANNEL, type Channel } from '../../src/notices/channels/channel.js';

/** For `startTestApp`: mail goes by this channel, not by SMTP. */
export function carriedBy(channel: Channel): DynamicModule {
  const mail = { provide: MAIL_CHANNEL, useValue: channel };
  return { module: Carrier, providers: [mail], exports: [mail] };
}

@Global()
@Module({})
class Carrier {}

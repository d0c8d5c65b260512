import { Injectable } from '@nestjs/common';
import { Config } from '../kernel/config.js';
import { MasterKey } from '../kernel/crypto/master-key.js';
import { returnPath, sentAsIn, tokensIn, type SentAs } from './return-path.rules.js';

/** Where messages of this installation come back to, and which message it was that did. */
@Injectable()
export class ReturnPaths {
  private readonly key: Buffer;

  constructor(
    private readonly config: Config,
    master: MasterKey,
  ) {
    this.key = master.derive('return paths');
  }

  /** Undefined where no bounce address is set: it comes back to the sender. */
  of(messageId: string): string | undefined {
    const { bounceAddress } = this.config;
    return bounceAddress && returnPath(bounceAddress, messageId, this.key);
  }

  /** By its return path, which only we can make; else by our Message-ID. */
  namedIn(text: string): SentAs | undefined {
    return tokensIn(text, this.key)[0] ?? sentAsIn(text)[0];
  }
}

import { Injectable } from '@nestjs/common';
import { Config } from '../kernel/config.js';
import { MasterKey } from '../kernel/crypto/master-key.js';
import { returnPath, sentAsIn, tokensIn, type SentAs } from './return-path.rules.js';

/** Which message it was, and whether only a server on its way can have said so. */
export interface Named {
  sent: SentAs;
  proven: boolean;
}

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

  /**
   * By its return path, which only we can make; else by our Message-ID, which stands in every answer to it and in
   * whatever is handed on: where there are return paths it is no proof that a server says so.
   */
  namedIn(text: string): Named | undefined {
    const [ours] = tokensIn(text, this.key);
    const [sent] = ours ? [ours] : sentAsIn(text);
    return sent && { sent, proven: ours !== undefined || this.config.bounceAddress === undefined };
  }
}

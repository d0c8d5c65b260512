import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.js';
import { Refusal } from '../kernel/refusal.js';
import { LedgerDesk } from '../notices/ledger.desk.js';
import { TestLetter } from '../notices/test-letter.js';
import { isWordless, PlayWording, WORDLESS, type Read } from './play-wording.service.js';
import { playRow, type PlayKey } from './playbook.js';
import type { Wanted } from './preview.service.js';

/** What a play says, sent to the lead who asks for it, before it is said to anybody. */
@Injectable()
export class PlayTest {
  constructor(
    private readonly wording: PlayWording,
    private readonly letter: TestLetter,
    private readonly ledger: LedgerDesk,
  ) {}

  /** Answers with what was sent. @throws Refusal where there is nothing to send, or it cannot come to them */
  async send(actor: Actor, rolloutId: string, play: PlayKey, wanted: Wanted): Promise<Read> {
    const read = await this.wording.look(actor, rolloutId, play, wanted);
    if (!read)
      throw new Refusal(
        'too-early',
        'It cannot be sent to you before a day of it is planned. Plan that first.',
      );
    const { letter, language } = read.said;
    if (isWordless(read)) throw new Refusal('conflict', WORDLESS);
    if (!letter) throw new Refusal('conflict', 'This is posted, not sent. Look at its text on this page.');
    await this.letter.toOneself(actor, { letter, language, purpose: playRow(play).purpose ?? 'team' });
    await this.ledger.act(actor, 'play.sent-to-oneself', rolloutId, () => Promise.resolve());
    return read;
  }
}

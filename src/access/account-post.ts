import { Injectable } from '@nestjs/common';

/** One way in: a page and what is behind it. */
export interface Door {
  /** What a reader with several of them knows it by. */
  called: string;
  label: string;
  path: `/${string}`;
}

/** A letter to somebody who works here. At most 120 words with what stands below it. */
export interface AccountMail {
  /** The same in every attempt, so that a repeat after a crash is known as one. */
  id: string;
  to: string;
  subject: string;
  opening: string;
  paragraphs: string[];
  doors: Door[];
  nothing: string;
  why: string;
  /** In whose name; null where it is about several communities. */
  from: Sender | null;
}

/** What somebody who works here is told about the work, by a colleague or by what a colleague did. */
export interface LetterWords extends Pick<
  AccountMail,
  'subject' | 'opening' | 'paragraphs' | 'nothing' | 'why'
> {
  door: { label: string; path: `/${string}` };
}

export interface Sender {
  communityId: string;
  community: string;
  responsible: string;
  /** The one line in which they said how to reach them. */
  contact: string;
  /** How much a message may show of itself before it is opened. */
  care: 'open' | 'careful' | 'protective';
}

/** Accepted by the next server; no, for good; or not now. */
export type Carried = 'accepted' | 'refused' | 'later';

export interface AccountCarrier {
  /** False where no mail leaves this house. */
  readonly goesOut: boolean;
  send(mails: AccountMail[]): Promise<Carried[]>;
}

/** A socket: `notices` knows how to write and carry mail, stands above, and plugs that in. */
@Injectable()
export class AccountPost {
  private carrier: AccountCarrier | undefined;

  plug(carrier: AccountCarrier): void {
    this.carrier = carrier;
  }

  get goesOut(): boolean {
    return this.carrier?.goesOut ?? false;
  }

  send(mails: AccountMail[]): Promise<Carried[]> {
    if (!this.carrier) throw new Error('Nobody carries mail to people who work here.');
    return this.carrier.send(mails);
  }
}

import type { HandBook } from './hand-book.js';
import type { Stage } from './stage.js';

/** The leads' world: what they lead, and where what they do is seen. */
export interface LeadWorld {
  rolloutId: string;
  places: { old: string[]; new: string };
  stage: Stage;
  tell: (line: string) => void;
  handBook: HandBook;
  seed: string;
}

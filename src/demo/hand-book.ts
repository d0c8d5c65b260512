/** Who can be told. */
interface Listener {
  persona: { memberId: string };
  reached(text: string): void;
}

/**
 * Whose link is whose, as the by-hand lists show it to who tells them, and how often each card was told: so that a
 * told person can be told, and somebody who is told twice is seen.
 */
export class HandBook {
  private readonly byLink = new Map<string, Listener>();
  private readonly tellings = new Map<string, number>();

  constructor(private readonly people: Listener[]) {}

  /** A card of a by-hand list: whom it is about, and the link to hand over. */
  note(memberId: string, ownPage: string): void {
    const person = this.people.find((one) => one.persona.memberId === memberId);
    if (person) this.byLink.set(ownPage, person);
  }

  /** Somebody had their link in the hand. */
  reached(ownPage: string): void {
    this.byLink.get(ownPage)?.reached(ownPage);
  }

  /** Somebody was told what one card says. */
  told(deliveryId: string): void {
    this.tellings.set(deliveryId, this.times(deliveryId) + 1);
  }

  times(deliveryId: string): number {
    return this.tellings.get(deliveryId) ?? 0;
  }
}

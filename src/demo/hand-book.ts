/** Who can be told. */
interface Listener {
  persona: { name: string };
  reached(text: string): void;
}

/**
 * Whose link is whose, as the by-hand lists show it to who tells them, and how often each card was told: so that a
 * told person can be told, and somebody who is told twice is seen.
 */
export class HandBook {
  private readonly byLink = new Map<string, Listener>();
  private readonly tellings = new Map<string, number>();

  constructor(private readonly lives: Listener[]) {}

  /** A card of a by-hand list: a name and the link to hand over. Two of one name are told apart by their links. */
  note(name: string, ownPage: string): void {
    if (this.byLink.has(ownPage)) return;
    const known = new Set(this.byLink.values());
    const life = this.lives.find((one) => one.persona.name === name && !known.has(one));
    if (life) this.byLink.set(ownPage, life);
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

import type { MemberLife } from './member-life.js';

/** Whose link is whose, as the by-hand lists show it to who tells them: so that a told person can be told. */
export class HandBook {
  private readonly byLink = new Map<string, MemberLife>();

  constructor(private readonly lives: MemberLife[]) {}

  /** A card of a by-hand list: a name and the link to hand over. Two of one name are told apart by their links. */
  note(name: string, ownPage: string): void {
    if (this.byLink.has(ownPage)) return;
    const known = new Set(this.byLink.values());
    const life = this.lives.find((one) => one.persona.name === name && !known.has(one));
    if (life) this.byLink.set(ownPage, life);
  }

  told(ownPage: string): void {
    this.byLink.get(ownPage)?.reached(ownPage);
  }
}

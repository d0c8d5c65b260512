/** What somebody keeps outside, on paper or in a mail: that this act had this mark. */
export interface Anchor {
  /** The first eight digits of the community's id. */
  community: string;
  number: number;
  /** The first sixteen digits of the act's hash. */
  hash: string;
  /** Eight digits that only this installation can make: tells a slip of the pen from a record that was changed. */
  check: string;
}

const form = /^([0-9a-f]{8})\.(\d{1,9})\.([0-9a-f]{16})\.([0-9a-f]{8})$/;

/** `3f2a9c1e.412.9f3ac2d1b07e44aa.5c1d77e0`, however it was typed; undefined for anything else. */
export function anchorTyped(text: string): Anchor | undefined {
  const [, community, number, hash, check] = form.exec(text.toLowerCase().replaceAll(/[\s`]/g, '')) ?? [];
  if (!community || !number || !hash || !check) return undefined;
  return { community, number: Number(number), hash, check };
}

export const anchorText = ({ community, number, hash, check }: Anchor): string =>
  [community, number, hash, check].join('.');

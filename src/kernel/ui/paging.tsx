import type { VNode } from 'preact';

/** Rows of one page of a long list. */
export const PAGE = 100;

/** From 1; what is no such number is the first. */
export const pageIn = (text: string | undefined): number => {
  const page = Number(text ?? 1);
  return Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1;
};

/** Which part of a long list this is, and the ways to the others; nothing where it is all of it. */
export function Paging(props: { page: number; all: number; at: (page: number) => string }): VNode | null {
  const { page, all, at } = props;
  const last = Math.max(1, Math.ceil(all / PAGE));
  if (last === 1 && page === 1) return null;
  return (
    <p>
      Page {page} of {last}. {page > 1 && <a href={at(Math.min(page - 1, last))}>Newer</a>}
      {page > 1 && page < last && ' · '}
      {page < last && <a href={at(page + 1)}>Older</a>}
    </p>
  );
}

import type { VNode } from 'preact';

/** Poster and slips of one code, as PDF and as a page; `printables` draws them. */
export function SheetLinks({ path, code }: { path: string; code: string }): VNode {
  const at = `${path}/codes/${code}`;
  return (
    <ul>
      <li>
        <a href={`${at}/poster.pdf`}>Poster, A4 (PDF)</a>, or{' '}
        <a href={`${at}/poster`}>the poster as a page</a>
      </li>
      <li>
        <a href={`${at}/slips.pdf`}>Ten slips to cut (PDF)</a>, or{' '}
        <a href={`${at}/slips`}>the slips as a page</a>
      </li>
    </ul>
  );
}

/** A path of this installation, or `/`: whoever wrote an address into a form must not lead people elsewhere. */
export function localPath(given: string): `/${string}` {
  // Browsers read `\` as `/` and drop line breaks and tabs, so `/\t/elsewhere` would leave this site.
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(given)) return '/';
  const base = 'http://here.invalid';
  const read = URL.canParse(given, base) ? new URL(given, base) : undefined;
  return read?.origin === base ? `/${read.pathname.replace(/^\/+/, '')}${read.search}` : '/';
}

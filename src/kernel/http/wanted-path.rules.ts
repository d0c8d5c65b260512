const SELF = 'https://here.invalid';
/** Pages that one comes from and never wants to go to. */
const doors = /^\/(?:api|sign-in|enter|leave|assets)(?:\/|$)/;

/**
 * Where somebody wanted to go, as carried through a sign-in: a page of ours, without what follows `?` or `#` (a search
 * can hold a name). Undefined for anything that a browser could take for another site, and for the doors themselves.
 */
export function wantedPath(given: unknown): `/${string}` | undefined {
  if (typeof given !== 'string' || given.length > 300 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(given))
    return undefined;
  if (given.includes('\\') || !URL.canParse(given, SELF)) return undefined;
  const { origin, pathname } = new URL(given, SELF);
  // What came out of reading it (dots, slashes) must be as safe as what went in.
  if (origin !== SELF || pathname.startsWith('//') || pathname === '/' || doors.test(pathname))
    return undefined;
  return pathname as `/${string}`;
}

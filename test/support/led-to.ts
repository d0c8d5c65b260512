/** The page to which an act leads on; where on it one looks first does not matter. Null where it leads nowhere. */
export const ledTo = ({ headers }: Response): string | null =>
  headers.get('location')?.replace(/#.*/, '') ?? null;

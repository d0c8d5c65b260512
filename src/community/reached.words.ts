/** How somebody hears from us, in the words of every lead's page. */
export const reachedHow = {
  email: 'by e-mail',
  person: 'by a person',
  here: 'on a page of their own',
} as const;

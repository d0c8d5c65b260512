/** A form of a page as somebody without a browser can send it. */
export interface FormOnPage {
  action: string;
  fields: { name: string; kind: string; value: string }[];
}

/** What nobody means. */
export const NONSENSE = 'Zyx';

const attribute = (tag: string, name: string): string =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&') ?? '';

/** The mark of the first form that carries one. */
export const seenOn = (html: string): string => /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? '';

/** Every form of a page that acts, once for each act that one of its buttons sends it to. */
export function formsOn(html: string): FormOnPage[] {
  const forms = html.matchAll(/<form\b([^>]*method="post"[^>]*)>([\s\S]*?)<\/form>/g);
  return Array.from(forms).flatMap(([, own = '', inside = '']) => {
    const controls = Array.from(inside.matchAll(/<(input|textarea|select|button)\b[^>]*>/g));
    const fields = controls
      .map(([tag, kind = '']) => ({
        ...{ name: attribute(tag, 'name'), value: attribute(tag, 'value') },
        kind: attribute(tag, 'type') || kind,
      }))
      .filter(({ name }) => name !== '');
    const elsewhere = Array.from(inside.matchAll(/<button\b[^>]*\sformaction="([^"]*)"/gi), ([, to]) => to!);
    return [attribute(own, 'action'), ...elsewhere].map((to) => ({ action: to.replace(/#.*/, ''), fields }));
  });
}

/** The same form filled in wrongly: not at all, and with what no field of it takes. */
export function mistaken({ fields }: FormOnPage): URLSearchParams[] {
  const hidden = fields.filter(({ kind }) => kind === 'hidden');
  const empty = new URLSearchParams(hidden.map(({ name, value }): [string, string] => [name, value]));
  if (fields.length === hidden.length) return [empty];
  const wrong = new URLSearchParams(empty);
  for (const { name, kind } of fields)
    if (kind !== 'hidden')
      wrong.set(name, kind === 'text' || kind === 'textarea' ? `${NONSENSE} `.repeat(800) : NONSENSE);
  return [empty, wrong];
}

import { CSRF_FIELD } from '../../src/kernel/http/csrf.js';
import { ONCE_FIELD } from '../../src/kernel/http/sent-forms.js';

/** A form as a page draws it, filled in as its fields allow. */
export interface DrawnAct {
  path: string;
  fields: URLSearchParams;
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`)
    .exec(tag)?.[1]
    ?.replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'");

/** Every act of a page, with everything in it that its form can carry. */
export function drawnActs(html: string): DrawnAct[] {
  const forms = html.matchAll(/<form\b([^>]*method="post"[^>]*)>([\s\S]*?)<\/form>/g);
  return Array.from(forms).flatMap(([, own = '', inside = '']) => {
    const buttons = Array.from(inside.matchAll(/<button\b[^>]*>/g), ([tag]) => tag);
    const to = buttons.length === 0 ? [''] : buttons;
    return to.map((button) => {
      const fields = filled(inside);
      const name = attribute(button, 'name');
      if (name !== undefined) fields.set(name, attribute(button, 'value') ?? '');
      const path = attribute(button, 'formaction') ?? attribute(own, 'action') ?? '';
      return { path: path.replace(/#.*/, ''), fields };
    });
  });
}

function filled(inside: string): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [tag, kind, text] of inside.matchAll(
    /<(input)\b[^>]*>|<(?:textarea)\b[^>]*>([^<]*)<\/textarea>|<select\b[^>]*>[\s\S]*?<\/select>/g,
  )) {
    const name = attribute(tag, 'name');
    if (name === undefined || name === CSRF_FIELD || name === ONCE_FIELD) continue;
    if (tag.startsWith('<select')) fields.set(name, chosen(tag));
    else if (kind === undefined) fields.set(name, text?.trim() ? text : 'Some words');
    else ofInput(fields, name, tag);
  }
  return fields;
}

/** Not everybody has something to say here. */
const leftEmpty = new Set(['quietDays', 'timeZone', 'website']);

function ofInput(fields: URLSearchParams, name: string, tag: string): void {
  const type = attribute(tag, 'type') ?? 'text';
  const value = attribute(tag, 'value') ?? '';
  if (type === 'checkbox') fields.append(name, value);
  else if (type === 'radio') {
    if (!fields.has(name) || /\schecked\b/.test(tag)) fields.set(name, value);
  } else if (value !== '' || type === 'hidden') fields.append(name, value);
  else if (leftEmpty.has(name)) fields.append(name, '');
  else fields.append(name, byType[type] ?? (attribute(tag, 'inputmode') === 'numeric' ? '3' : 'Some words'));
}

const byType: Record<string, string> = {
  ...{ date: '2026-03-20', time: '17:00', 'datetime-local': '2026-02-20T17:00', number: '3' },
  ...{ email: 'new@hill.example', file: '' },
};

function chosen(select: string): string {
  const options = Array.from(select.matchAll(/<option\b[^>]*>/g), ([tag]) => tag);
  const values = options.map((tag) => attribute(tag, 'value') ?? '');
  const selected = options.findIndex((tag) => /\sselected\b/.test(tag));
  return values[selected] || values.find((value) => value !== '') || '';
}

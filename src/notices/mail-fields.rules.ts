/** `Name: value` a line, folded lines joined; names in small letters. What is no field is passed over. */
export function fieldsOf(text: string): [string, string][] {
  return text
    .replaceAll(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line): [string, string][] => {
      const at = line.indexOf(':');
      const name = line.slice(0, Math.max(at, 0)).trim().toLowerCase();
      return /^[!-9;-~]+$/.test(name) ? [[name, line.slice(at + 1).trim()]] : [];
    });
}

/** Addresses that people gave: Preact, unlike React, lets `javascript:` through. Anything else becomes `#`. */
export function safeUrl(value: string): string {
  try {
    const { protocol } = new URL(value, 'http://relative.invalid');
    return ['http:', 'https:', 'mailto:'].includes(protocol) ? value : '#';
  } catch {
    return '#';
  }
}

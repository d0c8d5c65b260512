import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { PageRequest, themes } from './render.js';

const words = { light: 'Light', dark: 'Dark' } as const;

/** Light or dark for who would rather not leave it to their device; kept in a cookie that says nothing else. */
export function LookChoice(): VNode | null {
  const { theme, path } = useContext(PageRequest);
  if (!path) return null;
  return (
    <form class="look" method="post" action="/look" aria-labelledby="look">
      <input type="hidden" name="back" value={path} />
      <span id="look">Look:</span>
      {[undefined, ...themes].map((one) => (
        <button
          type="submit"
          class="plain"
          key={one ?? 'device'}
          name="theme"
          value={one ?? 'device'}
          aria-pressed={one === theme}
          aria-describedby="look"
        >
          {one ? words[one] : 'As on your device'}
        </button>
      ))}
    </form>
  );
}

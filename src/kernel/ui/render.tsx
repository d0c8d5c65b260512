import type { Temporal } from 'temporal-polyfill';
import { createContext, type VNode } from 'preact';
import { render as toHtml } from 'preact-render-to-string';
import type { Standstill } from '../standstill.js';
import { english } from '../language/say.js';

export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface PageContext {
  /** The form token of a signed-in person. */
  csrf?: string | undefined;
  /** By which what is sent from this page is known again, so that it is done once. */
  once?: string | undefined;
  /** Who is signed in looks at a sample: nothing on the page is real. */
  sample?: boolean | undefined;
  /** For who leads: nothing happens by itself at this moment. */
  standstill?: Standstill | undefined;
  /** A saved choice; without one the device decides. */
  theme?: Theme | undefined;
  /** Where the page stands, to come back to it. */
  path?: string | undefined;
  /** The page on which what was sent is done: itself, or the one above an act. */
  page?: string | undefined;
  /** When it is drawn: what is said of clocks is as they stand then. */
  now?: Temporal.Instant | undefined;
  /** What the fields that need another look are called: each says it when it is drawn. */
  labels?: Map<string, string>;
}

/** What a page knows about the request without being handed it. */
export const PageRequest = createContext<PageContext>({});

/** In which language a page speaks: what stands in it says its own words so. */
export const Speaking = createContext(english);

const drawn = (page: VNode, context: PageContext): string =>
  toHtml(<PageRequest.Provider value={context}>{page}</PageRequest.Provider>);

/** A whole HTML document. Every value in the tree is escaped. */
export function render(page: VNode, context: PageContext = {}): string {
  const labels = new Map<string, string>();
  const draw = (): string => drawn(page, { ...context, labels });
  const first = draw();
  // The summary of a refused form stands before the fields that it names: it is drawn again when they have said their labels.
  return `<!DOCTYPE html>${labels.size > 0 ? draw() : first}`;
}

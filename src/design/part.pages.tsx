import type { VNode } from 'preact';

export type Dir = 'ltr' | 'rtl';

/** A component, or a piece of a page, in each of its states. */
export interface Part {
  name: string;
  draw: (dir: Dir) => VNode;
}

/** A page as the product draws it, in one state; it stands at an address of its own. */
export interface WholePage {
  name: string;
  /** In its address. */
  slug: string;
  draw: (dir: Dir) => VNode;
}

export const wholePath = (slug: string, dir: Dir = 'ltr'): string => `/design/pages/${slug}${query(dir)}`;

export const query = (dir: Dir): string => (dir === 'rtl' ? '?dir=rtl' : '');

const idOf = (name: string): string => `of-${name.toLowerCase().replaceAll(/\W+/g, '-')}`;

/** What stands on the page, one press away; and the pages that are shown whole. */
export function Contents(props: { parts: Part[]; whole: WholePage[]; dir: Dir }): VNode {
  return (
    <section>
      <h2>On this page</h2>
      <ul class="contents">
        {props.parts.map(({ name }) => (
          <li key={name}>
            <a href={`#${idOf(name)}`}>{name}</a>
          </li>
        ))}
      </ul>
      <h2>Whole pages, in a state</h2>
      <ul class="contents">
        {props.whole.map(({ name, slug }) => (
          <li key={slug}>
            <a href={wholePath(slug, props.dir)}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Parts({ parts, dir }: { parts: Part[]; dir: Dir }): VNode {
  return (
    <>
      {parts.map(({ name, draw }) => (
        <section key={name} id={idOf(name)}>
          <hr />
          <h2>{name}</h2>
          {draw(dir)}
        </section>
      ))}
    </>
  );
}

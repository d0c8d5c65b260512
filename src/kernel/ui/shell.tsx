import type { ComponentChildren, VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { english, type Say } from '../language/say.js';
import { LookChoice } from './look.js';
import { PageRequest, Speaking } from './render.js';
import { SampleNote } from './sample-note.js';
import { liveScript } from './scripts.js';
import { appCss, memberCss } from './styles.js';

export interface NavItem {
  href: string;
  label: string;
  /** The page that is being looked at. */
  here?: boolean;
}

export interface ShellProps {
  /** What sets this page apart: it is read aloud first, and is what a narrow tab shows. */
  title: string;
  /** What the page is part of: the name of a move. */
  within?: string;
  /** Its heading is that name: it does not stand above it too. */
  headed?: boolean;
  /** The language of the page; English where it is for leads. */
  say?: Say;
  lang?: string;
  nav?: NavItem[];
  /** Pages for members: one column of 38rem and a stylesheet of a few kilobytes. */
  narrow?: boolean;
  /** A form came back: the title says so first, because it is read aloud first. */
  problem?: boolean;
  /** Beside the main column on wide screens, below it on a phone. */
  side?: ComponentChildren;
  /** One fixed place for help, at the end of every page. */
  help?: ComponentChildren;
  /** A stream that says when the page has become old: with script it is then drawn anew where one looks. */
  live?: string;
  /** A script of its own, without which it still serves. */
  script?: string | undefined;
  children?: ComponentChildren;
}

/** The whole document around a page; everything in it speaks its language. */
export function Shell(props: ShellProps): VNode {
  return (
    <Speaking.Provider value={props.say ?? english}>
      <Document {...props} />
    </Speaking.Provider>
  );
}

function Document(props: ShellProps): VNode {
  const say = useContext(Speaking);
  const css = props.narrow ? memberCss : appCss;
  const nav = props.nav && props.nav.length > 0 ? props.nav : null;
  const { theme } = useContext(PageRequest);
  const title = props.within ? `${props.title} · ${props.within}` : props.title;
  return (
    <html lang={say.lang} dir={say.dir} data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{props.problem ? say('Error: {title}', { title }) : title}</title>
        <link rel="stylesheet" href={css.path} />
        <link rel="icon" href="data:," />
        {props.live && <script src={liveScript.path} defer />}
        {props.script && <script src={props.script} defer />}
      </head>
      <body class={props.narrow ? 'narrow' : 'wide'}>
        <a class="skip" href="#main">
          {say('To the content')}
        </a>
        {!props.narrow && <SampleNote />}
        {nav && <Pages items={nav} on="wide-only" />}
        {nav && (
          <header class="narrow-only to-pages">
            <a href="#pages">All pages</a>
          </header>
        )}
        <div class={props.side ? 'columns' : 'column'}>
          <main id="main" data-live={props.live}>
            {props.within && !props.headed && (
              <p class="aside">
                <bdi>{props.within}</bdi>
              </p>
            )}
            {props.children}
          </main>
          {props.side && <aside>{props.side}</aside>}
        </div>
        {props.help && <footer>{props.help}</footer>}
        {nav && <Pages items={nav} on="narrow-only" id="pages" />}
        {!props.narrow && <LookChoice />}
      </body>
    </html>
  );
}

/** On a wide screen the pages stand on top; on a phone the answer does, and the pages stand at its end. */
function Pages({ items, on, id }: { items: NavItem[]; on: 'wide-only' | 'narrow-only'; id?: string }): VNode {
  return (
    <nav aria-label="Pages" class={on} id={id}>
      <ul>
        {items.map(({ href, label, here }) => (
          <li key={href}>
            <a href={href} aria-current={here ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

import type { ComponentChildren, VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { PageRequest } from './render.js';
import { appCss, memberCss } from './styles.js';

export interface NavItem {
  href: string;
  label: string;
  /** The page that is being looked at. */
  here?: boolean;
}

export interface ShellProps {
  title: string;
  lang?: string;
  dir?: 'ltr' | 'rtl';
  nav?: NavItem[];
  /** Pages for members: one column of 38rem and a stylesheet of a few kilobytes. */
  narrow?: boolean;
  /** A form came back: the title says so first, because it is read aloud first. */
  problem?: boolean;
  /** Beside the main column on wide screens, below it on a phone. */
  side?: ComponentChildren;
  /** One fixed place for help, at the end of every page. */
  help?: ComponentChildren;
  children?: ComponentChildren;
}

/** The whole document around a page. */
export function Shell(props: ShellProps): VNode {
  const css = props.narrow ? memberCss : appCss;
  const { theme } = useContext(PageRequest);
  return (
    <html lang={props.lang ?? 'en'} dir={props.dir ?? 'ltr'} data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{(props.problem ? 'Error: ' : '') + props.title}</title>
        <link rel="stylesheet" href={css.path} />
        <link rel="icon" href="data:," />
      </head>
      <body class={props.narrow ? 'narrow' : 'wide'}>
        <a class="skip" href="#main">
          To the content
        </a>
        {props.nav && props.nav.length > 0 && (
          <nav aria-label="Pages">
            <ul>
              {props.nav.map(({ href, label, here }) => (
                <li key={href}>
                  <a href={href} aria-current={here ? 'page' : undefined}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <div class={props.side ? 'columns' : 'column'}>
          <main id="main">{props.children}</main>
          {props.side && <aside>{props.side}</aside>}
        </div>
        {props.help && <footer>{props.help}</footer>}
      </body>
    </html>
  );
}

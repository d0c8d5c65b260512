import type { ComponentChildren, VNode } from 'preact';
import { ActForm, Button } from './forms.js';

/** At most one a page. An alarm says what stopped, since when, and what to do. */
export function Banner(props: { kind: 'alarm' | 'late' | 'plain'; children: ComponentChildren }): VNode {
  return (
    <div class={`banner stack ${props.kind}`} role={props.kind === 'alarm' ? 'alert' : undefined}>
      {props.children}
    </div>
  );
}

/** What will be here, why not yet, and one act. */
export function Empty(props: { what: string; why: string; act?: { href: string; label: string } }): VNode {
  return (
    <div class="empty stack">
      <p>
        <strong>{props.what}</strong> {props.why}
      </p>
      {props.act && (
        <p>
          <a href={props.act.href}>{props.act.label}</a>
        </p>
      )}
    </div>
  );
}

/** An aside. Give it an address (`?open=name`) through `open`, so that it can be printed opened. */
export function Details(props: {
  id: string;
  summary: string;
  open?: boolean;
  children: ComponentChildren;
}): VNode {
  return (
    <details id={props.id} open={props.open}>
      <summary>{props.summary}</summary>
      <div class="stack">{props.children}</div>
    </details>
  );
}

export interface FigureItem {
  /** Digits, or words where there is no number: "too few to show". */
  value: string;
  label: string;
  /** Of what, on which day. */
  note?: string;
}

export function Figures({ items }: { items: FigureItem[] }): VNode {
  return (
    <dl class="figures">
      {items.map(({ value, label, note }) => (
        <div class="figure" key={label}>
          <dt>{label}</dt>
          <dd>
            <span class="value">{value}</span>
            {note && <span class="aside">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export interface NextItem {
  what: string;
  /** Null for what goes to a place and not to people. */
  people: number | null;
  /** "Tuesday 7 July, 10:00 (Europe/Berlin)" */
  when: string;
  why?: string;
  leftOut?: string;
  readHref?: string;
  /** Stopping asks nothing: it can be resumed. */
  stopAction?: string;
}

/** What Changeover will do by itself, and how to stop it. */
export function NextByItself({ items }: { items: NextItem[] }): VNode {
  return (
    <div class="stack">
      {items.map((item) => (
        <article class="next" key={`${item.what} ${item.when}`}>
          <h3>{item.what}</h3>
          <p>
            {item.people !== null && (
              <>
                <span class="people">{item.people}</span> {item.people === 1 ? 'person' : 'people'},{' '}
              </>
            )}
            {item.when}
          </p>
          {item.why && <p class="aside">{item.why}</p>}
          {item.leftOut && <p class="aside">{item.leftOut}</p>}
          <div class="acts">
            {item.readHref && <a href={item.readHref}>Read it</a>}
            {item.stopAction && (
              <ActForm action={item.stopAction} class="bare">
                <Button quiet>Stop this one</Button>
              </ActForm>
            )}
          </div>
        </article>
      ))}
    </div>
  );
}

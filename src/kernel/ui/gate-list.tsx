import type { VNode } from 'preact';
import { Mark, type MarkKind } from './marks.js';

export interface GateRow {
  verdict: 'met' | 'not met' | 'not enough evidence';
  criterion: string;
  /** "115 of 214 (54%), Tuesday 7 July" */
  evidence?: string;
  /** What is missing and who can bring it, when there is not enough evidence. */
  missing?: string;
  /** To the rows behind the number. */
  href?: string;
}

export interface GateOverride {
  by: string;
  /** As printed: "Tuesday 7 July". */
  on: string;
  reason: string;
}

const order = { 'not met': 0, 'not enough evidence': 1, met: 2 } as const;
const marks: Record<GateRow['verdict'], MarkKind> = {
  met: 'met',
  'not met': 'not-met',
  'not enough evidence': 'unknown',
};

/** What a phase still needs: what is open first. An override stands beside the verdict and never replaces it. */
export function GateList(props: {
  title: string;
  rows: GateRow[];
  override?: GateOverride;
  /** Where its phase is closed. */
  more?: { href: string; label: string };
}): VNode {
  const rows = props.rows.toSorted((a, b) => order[a.verdict] - order[b.verdict]);
  const met = rows.filter(({ verdict }) => verdict === 'met').length;
  return (
    <section class="gate">
      <h2>
        {props.title}: {met} of {rows.length} met
      </h2>
      <ul>
        {rows.map((row) => (
          <li key={row.criterion} class={marks[row.verdict]}>
            <Mark kind={marks[row.verdict]} />
            <div>
              <p>
                <strong>{sentence(row.verdict)}:</strong>{' '}
                {row.href ? <a href={row.href}>{row.criterion}</a> : row.criterion}
              </p>
              {row.evidence && <p class="aside">{row.evidence}</p>}
              {row.missing && <p class="aside">{row.missing}</p>}
            </div>
          </li>
        ))}
      </ul>
      {props.more && (
        <p>
          <a href={props.more.href}>{props.more.label}</a>
        </p>
      )}
      {props.override && (
        <p class="note">
          Overridden by {props.override.by} on {props.override.on}: “{props.override.reason}”
        </p>
      )}
    </section>
  );
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

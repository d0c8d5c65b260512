import { Fragment, type VNode } from 'preact';
import { ErrorSummary, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import { spokenDate } from './calendar.words.js';
import { overWords } from './end.queries.js';
import { pagesOf, phasePath } from './lead-nav.js';
import { phaseDays } from './phase.rules.js';
import { phases } from './phases.js';
import type { Rollout } from './rollout.entity.js';
import { phaseKeys, type PhaseKey } from './words.js';

/** The plan of a move that is over: its days to read, and nothing to change. */
export function PlanOverPage({ rollout, form }: { rollout: Rollout; form: FormState }): VNode {
  return (
    <Shell
      title="Plan"
      within={rollout.name}
      nav={pagesOf(rollout.id, 'plan')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>Plan</h1>
      <p class="answer">
        {overWords(rollout)} Its first day was {spokenDate(phaseDays(rollout.plan, 'pilot').from)}.
      </p>
      <h2>The four phases, as they were planned</h2>
      <dl class="facts">
        {phaseKeys.map((key) => (
          <Fragment key={key}>
            <dt>
              <a href={phasePath(rollout.id, key)}>{phases[key].name}</a>
            </dt>
            <dd>{planned(rollout, key)}</dd>
          </Fragment>
        ))}
      </dl>
    </Shell>
  );
}

function planned({ plan }: Rollout, phase: PhaseKey): string {
  const { from, to } = phaseDays(plan, phase);
  return to ? `${spokenDate(from)} to ${spokenDate(to)}` : `from ${spokenDate(from)}`;
}

import type { VNode } from 'preact';
import { homeNav } from '../access/home-nav.js';
import { english } from '../kernel/language/say.js';
import { Shell } from '../kernel/ui/shell.js';
import type { ReportLine } from './false-reports.service.js';

/** What people reported as false. Nothing in it is a link: whoever sent the message could have written it. */
export function FalseReportsPage({ lines }: { lines: ReportLine[] }): VNode {
  return (
    <Shell title="False messages" nav={homeNav()}>
      <h1>False messages</h1>
      <p class="answer">
        {lines.length === 0
          ? 'Nobody has reported a false message in the last 14 days.'
          : 'People got these messages in your name, and think that they are false.'}
      </p>
      <p>
        Anybody can report one, at <a href="/true">Is this from us?</a> and on their own page. We do not know
        who did. Type no address from here. If a message is false, warn the others where they read you.
      </p>
      {lines.map(({ id, on, what, where, notOurs, phrase, more }) => (
        <section class="stack" key={id}>
          <h2>
            {english.date(on)}
            {where && `, ${where}`}
          </h2>
          <div class="note stack">
            {what.split(/\n+/).map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
          {phrase && <p>It carried words of ours: {phrase}. Somebody copied them, or it is ours.</p>}
          {notOurs && <p>These words stood in it, and they are none of ours: {notOurs}.</p>}
          {more > 0 && <p>On that day {more} more came, whose words are not kept.</p>}
        </section>
      ))}
    </Shell>
  );
}

import type { VNode } from 'preact';
import { Markdown } from '../kernel/ui/markdown.js';
import { Shell } from '../kernel/ui/shell.js';
import type { Say } from '../kernel/language/say.js';
import type { FaqEntry } from './finding.entity.js';
import type { GuideView } from './guides.service.js';
import { Temporal } from 'temporal-polyfill';

/** A guide to read and to print: no image from elsewhere, no script. */
export function GuidePage(props: { say: Say; guide: GuideView; faq: FaqEntry[]; back?: string }): VNode {
  const { say, guide, faq, back } = props;
  return (
    <Shell title={guide.title} say={say} narrow>
      <h1>{guide.title}</h1>
      <Markdown text={guide.body} />
      {faq.map((entry) => (
        <section key={entry.id}>
          <h2>{entry.question}</h2>
          <Markdown text={entry.answer} />
        </section>
      ))}
      {guide.publishedOn && (
        <p class="aside">
          {say('Version {version}, of {day}.', {
            version: say.number(guide.version),
            day: say.day(Temporal.PlainDate.from(guide.publishedOn)),
          })}
        </p>
      )}
      {back && (
        <p>
          <a href={back}>{say('Back to your page')}</a>
        </p>
      )}
    </Shell>
  );
}

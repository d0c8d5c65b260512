import type { VNode } from 'preact';
import { Shell } from '../kernel/ui/shell.js';
import { courseParts } from './course.parts.js';
import { forms } from './forms.parts.js';
import { sayIn } from './garden.js';
import { look } from './look.parts.js';
import { memberParts } from './member.parts.js';
import { Contents, Parts, query, type Dir } from './part.pages.js';
import { tables } from './tables.parts.js';
import { wholeLeads } from './whole-leads.js';
import { wholeMembers } from './whole-members.js';

const leadParts = [...look, ...courseParts, ...forms, ...tables];

/** What leads see, in every state. `?dir=rtl` mirrors it; light and dark are chosen at its end. */
export function DesignPage({ dir }: { dir: Dir }): VNode {
  return (
    <Shell
      title="The design"
      say={sayIn(dir)}
      nav={[
        { href: `/design${query(dir)}`, label: 'For leads', here: true },
        { href: `/design/member${query(dir)}`, label: 'For members' },
        dir === 'rtl'
          ? { href: '/design', label: 'Left to right' }
          : { href: '/design?dir=rtl', label: 'Mirrored' },
      ]}
    >
      <h1>The design</h1>
      <p class="answer">A page opens with its answer in one sentence. What follows proves it.</p>
      <Contents parts={leadParts} whole={wholeLeads} dir={dir} />
      <Parts parts={leadParts} dir={dir} />
    </Shell>
  );
}

/** What members see: one narrow column, choices alike, nothing pre-ticked, help in one place. */
export function MemberDesignPage({ dir }: { dir: Dir }): VNode {
  return (
    <Shell
      title="The design, for members"
      narrow
      say={sayIn(dir)}
      help={<p>A person answers your questions: Rosa, 030 123 456, or at the shed on Fridays.</p>}
    >
      <h1>The design, for members</h1>
      <p class="answer">Choices look alike, nothing is ticked beforehand, and no is as easy as yes.</p>
      <p>
        <a href={`/design${query(dir)}`}>For leads</a>
      </p>
      <Contents parts={memberParts} whole={wholeMembers} dir={dir} />
      <h2>A letter, as a mail program shows it</h2>
      <ul>
        <li>
          <a href="/design/mail">One letter</a>
        </li>
        <li>
          <a href="/design/mail?several=yes">Several as one</a>
        </li>
      </ul>
      <Parts parts={memberParts} dir={dir} />
    </Shell>
  );
}

const pages = new Map([...wholeLeads, ...wholeMembers].map((page) => [page.slug, page]));

/** A page of the product in one state; undefined where none is called so. */
export const wholePage = (slug: string, dir: Dir): VNode | undefined => pages.get(slug)?.draw(dir);

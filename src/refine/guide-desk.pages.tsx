import { Temporal } from 'temporal-polyfill';
import type { VNode } from 'preact';
import { ActForm, Button, Choices, ErrorSummary, Field, type FormState } from '../kernel/ui/forms.js';
import { Markdown } from '../kernel/ui/markdown.js';
import { Mark } from '../kernel/ui/marks.js';
import { Details } from '../kernel/ui/notes.js';
import { Shell } from '../kernel/ui/shell.js';
import { spokenDay } from '../rollout/calendar.words.js';
import { leadPath, pagesOf } from '../rollout/lead-nav.js';
import type { Rollout } from '../rollout/rollout.entity.js';
import { guideKinds, kindInWords } from './guide.rules.js';
import { guideSeen, type GuideView } from './guides.service.js';

const needed = ['quick start', 'visual guide'] as const;

/** What people can read: each guide with its newest version, published or not. */
export function GuidesPage({ rollout, guides }: { rollout: Rollout; guides: GuideView[] }): VNode {
  const path = leadPath(rollout.id, 'guides');
  return (
    <Shell title="Guides" within={rollout.name} nav={pagesOf(rollout.id, 'guides')}>
      <h1>Guides</h1>
      <p class="answer">{answer(guides)}</p>
      {guides.length > 0 && (
        <ul class="rows">
          {guides.map((guide) => (
            <li key={guide.id}>
              <Mark kind={guide.publishedOn ? 'met' : 'unknown'} />{' '}
              <a href={guidePath(rollout.id, guide.id)}>{guide.title}</a>
              <br />
              <small>
                {kindInWords(guide.kind)}, version {guide.version},{' '}
                {guide.publishedOn ? `published on ${spoken(guide.publishedOn)}` : 'not published'}
              </small>
            </li>
          ))}
        </ul>
      )}
      <section>
        <h2>Begin with our texts</h2>
        <p>
          We have starting texts for the platforms of your places. You get them as drafts, and make them
          yours.
        </p>
        <ActForm action={`${path}/starting-texts`}>
          <Button quiet={guides.length > 0}>Take the starting texts</Button>
        </ActForm>
      </section>
      <p>
        <a href={`${path}/new`}>Write one from nothing</a>
      </p>
    </Shell>
  );
}

function answer(guides: GuideView[]): string {
  const missing = needed.filter((kind) => !guides.some((guide) => guide.kind === kind && guide.publishedOn));
  return missing.length === 0
    ? 'Quick start and visual guide are published.'
    : `Not published yet: ${missing.join(' and ')}. The launch waits for the quick start.`;
}

/** One guide: its newest text, to change and to publish. */
export function GuideDeskPage(props: { rollout: Rollout; guide: GuideView; form: FormState }): VNode {
  const { rollout, guide, form } = props;
  const path = guidePath(rollout.id, guide.id);
  return (
    <Shell
      title={guide.title}
      within={rollout.name}
      nav={pagesOf(rollout.id, 'guides')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>{guide.title}</h1>
      <p class="answer">
        {guide.publishedOn
          ? `Version ${guide.version} was published on ${spoken(guide.publishedOn)}.`
          : `Version ${guide.version} is not published. ${guide.version > 1 ? 'People read the version before it.' : 'Nobody reads it yet.'}`}
      </p>
      {!guide.publishedOn && (
        <ActForm action={`${path}/publish`} seen={guideSeen(guide)}>
          <Button>Publish version {guide.version}</Button>
        </ActForm>
      )}
      {guide.publishedOn && guide.audience === 'public' && (
        <p>
          Everybody can read it at <a href={`/g/${guide.slug}`}>/g/{guide.slug}</a>.
        </p>
      )}
      <Details id="text" summary="Read it as people do">
        <div class="prose">
          <Markdown text={guide.body} />
        </div>
      </Details>
      <section>
        <h2>Change it</h2>
        <ActForm action={path} seen={guideSeen(guide)}>
          <Text form={form} />
          <Button quiet>Keep as version {guide.version + 1}</Button>
        </ActForm>
      </section>
      <p>
        <a href={leadPath(rollout.id, 'guides')}>Back to all guides</a>
      </p>
    </Shell>
  );
}

export function NewGuidePage({ rollout, form }: { rollout: Rollout; form: FormState }): VNode {
  return (
    <Shell
      title="A new guide"
      within={rollout.name}
      nav={pagesOf(rollout.id, 'guides')}
      problem={form.reasons.length > 0}
    >
      <ErrorSummary form={form} />
      <h1>A new guide</h1>
      <p class="answer">It is a draft until you publish it.</p>
      <ActForm action={leadPath(rollout.id, 'guides')}>
        <Choices
          name="kind"
          legend="What is it?"
          options={guideKinds.map((kind) => ({
            value: kind,
            label: kindInWords(kind).charAt(0).toUpperCase() + kindInWords(kind).slice(1),
          }))}
          form={form}
        />
        <Choices
          name="audience"
          legend="Who may read it?"
          options={[
            { value: 'public', label: 'Everybody who has its address' },
            { value: 'members', label: 'Members only', hint: 'On their own pages.' },
          ]}
          form={form}
        />
        <Text form={form} />
        <Button>Keep the draft</Button>
      </ActForm>
    </Shell>
  );
}

const Text = ({ form }: { form: FormState }): VNode => (
  <>
    <Field name="title" label="Title" form={form} />
    <Field
      name="body"
      label="Text"
      hint="In Markdown: # makes a heading, 1. and - make lists."
      rows={14}
      form={form}
    />
    <Field
      name="checkOn"
      type="date"
      label="When somebody looks whether it is still true"
      hint="You may leave it empty."
      form={form}
    />
  </>
);

export const guidePath = (rolloutId: string, id: string): `/${string}` =>
  `${leadPath(rolloutId, 'guides')}/${id}`;

const spoken = (day: string): string => spokenDay(Temporal.PlainDate.from(day));

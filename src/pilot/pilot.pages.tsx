import type { VNode } from 'preact';
import { ActForm, Button, Choices, ErrorSummary, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import type { Scene } from '../rollout/scene.js';
import type { Comfort } from '../rollout/words.js';
import type { KeyTask } from '../adoption/key-tasks.js';
import type { SeatState } from './circle.entity.js';

/** How at home somebody is with technology, in words that they would use themselves; our words stay with us. */
export const levels: readonly { value: string; comfort: Comfort | null; label: string }[] = [
  { value: 'likes', comfort: 'enthusiast', label: 'I like to try new apps' },
  { value: 'gets-along', comfort: 'confident', label: 'I get along with most apps' },
  { value: 'takes-time', comfort: 'hesitant', label: 'I need time, or somebody beside me' },
  { value: 'doubts', comfort: 'skeptic', label: 'I doubt that it is worth the trouble' },
  { value: 'unsaid', comfort: null, label: 'I would rather not say' },
];

export interface FirstPageProps {
  scene: Scene;
  /** The reader's own page. */
  home: string;
  state: SeatState;
  tasks: KeyTask[];
  /** What the leads want to find out. */
  objectives: string[];
  form: FormState;
}

/** Would you try it first? Yes and no stand side by side, and each can be taken back. */
export function FirstPage(props: FirstPageProps): VNode {
  const { scene, home, state, tasks, objectives, form } = props;
  return (
    <Shell
      title="Would you try it first?"
      narrow
      problem={form.reasons.length > 0}
      help={<Help scene={scene} />}
    >
      <ErrorSummary form={form} />
      <h1>Would you try it first?</h1>
      <p class="answer">{standing[state]}</p>
      <p>
        A few people try {scene.newPlaceCalled} before everybody else is asked. {scene.oldPlace} stays as it
        is.
      </p>
      <h2>What you would do</h2>
      <ul>
        {tasks.map(({ key, words }) => (
          <li key={key}>{words}</li>
        ))}
        <li>tell us once a week what was hard, in less than two minutes</li>
      </ul>
      {objectives.length > 0 && (
        <>
          <h2>What we want to find out</h2>
          <ul>
            {objectives.map((objective) => (
              <li key={objective}>{objective}</li>
            ))}
          </ul>
        </>
      )}
      <h2>Your answer</h2>
      <ActForm action={`${home}/first/yes`} class="alike">
        <Choices
          name="comfort"
          legend="How is it with you and new apps?"
          hint="We look for all kinds of people. Only the people who lead the move see it."
          options={levels.map(({ value, label }) => ({ value, label }))}
          form={form}
        />
        <Helped form={form} />
        <Button>{state === 'accepted' ? 'Yes, I go on trying it' : 'Yes, I try it'}</Button>
      </ActForm>
      <ActForm action={`${home}/first/no`} class="alike">
        <Button>{state === 'accepted' ? 'No, I stop trying it' : 'No, not me'}</Button>
      </ActForm>
      <p>A no changes nothing else for you. You can change your mind here.</p>
      <p>
        <a href={home}>To my page</a>
      </p>
    </Shell>
  );
}

const standing: Record<SeatState, string> = {
  draft: '',
  asked: 'We would like to have you among the first. You decide.',
  accepted: 'You said yes: you are among the first to try it.',
  declined: 'You said no, and that is fine.',
};

export interface HelpOthersProps {
  scene: Scene;
  home: string;
  wouldHelp: boolean | null;
}

export function HelpOthersPage({ scene, home, wouldHelp }: HelpOthersProps): VNode {
  return (
    <Shell title="Would you help others?" narrow help={<Help scene={scene} />}>
      <h1>Would you help others to come along?</h1>
      {wouldHelp !== null && (
        <p class="answer">You said {wouldHelp ? 'yes' : 'no'}. You can change it here.</p>
      )}
      <p>You know {scene.newPlace} by now. A helper greets a few people there and answers their questions.</p>
      <p>You get at most 8 people at a time. Your page shows who they are and what they ask.</p>
      <p>They see your first name. Nobody is told when you say no.</p>
      <ActForm action={`${home}/first/help`} class="alike">
        <Button name="answer" value="yes">
          Yes, I help
        </Button>
        <Button name="answer" value="no">
          No, thank you
        </Button>
      </ActForm>
      <p>
        <a href={home}>To my page</a>
      </p>
    </Shell>
  );
}

/** Counted equally; it only says that somebody sat beside them. */
function Helped({ form }: { form: FormState }): VNode {
  return (
    <Choices
      name="helped"
      legend="Is somebody helping you with this?"
      options={[{ value: 'yes', label: 'A helper is beside me' }]}
      many
      form={form}
    />
  );
}

function Help({ scene }: { scene: Scene }): VNode {
  return (
    <p>
      A person answers your questions: {scene.responsible}, {scene.contact}.
    </p>
  );
}

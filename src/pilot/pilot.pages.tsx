import type { VNode } from 'preact';
import { msg, type Msg } from '../kernel/language/message.js';
import type { Say } from '../kernel/language/say.js';
import { ActForm, Button, Choices, ErrorSummary, type FormState } from '../kernel/ui/forms.js';
import { Shell } from '../kernel/ui/shell.js';
import type { Scene } from '../rollout/scene.js';
import type { Comfort } from '../rollout/words.js';
import { taskWords, type KeyTask } from '../adoption/key-tasks.js';
import type { SeatState } from './circle.entity.js';

/** How at home somebody is with technology, in words that they would use themselves; our words stay with us. */
export const levels: readonly { value: string; comfort: Comfort | null; label: Msg }[] = [
  { value: 'likes', comfort: 'enthusiast', label: msg('I like to try new apps') },
  { value: 'gets-along', comfort: 'confident', label: msg('I get along with most apps') },
  { value: 'takes-time', comfort: 'hesitant', label: msg('I need time, or somebody beside me') },
  { value: 'doubts', comfort: 'skeptic', label: msg('I doubt that it is worth the trouble') },
  { value: 'unsaid', comfort: null, label: msg('I would rather not say') },
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
  const { say, newPlaceCalled, oldPlace } = scene;
  const stands = standing[state];
  return (
    <Shell
      say={say}
      title={say('Would you try it first?')}
      narrow
      problem={form.reasons.length > 0}
      help={<Help scene={scene} />}
    >
      <ErrorSummary form={form} />
      <h1>{say('Would you try it first?')}</h1>
      {stands && <p class="answer">{say(stands)}</p>}
      <p>
        {say('A few people try {newPlaceCalled} before everybody else is asked. {oldPlace} stays as it is.', {
          newPlaceCalled,
          oldPlace,
        })}
      </p>
      <h2>{say('What you would do')}</h2>
      <ul>
        {tasks.map((task) => (
          <li key={task.key}>{taskWords(say, task)}</li>
        ))}
        <li>{say('tell us once a week what was hard, in less than two minutes')}</li>
      </ul>
      {objectives.length > 0 && (
        <>
          <h2>{say('What we want to find out')}</h2>
          <ul>
            {objectives.map((objective) => (
              <li key={objective}>{objective}</li>
            ))}
          </ul>
        </>
      )}
      <h2>{say('Your answer')}</h2>
      <ActForm action={`${home}/first/yes`} class="alike">
        <Choices
          name="comfort"
          legend={say('How is it with you and new apps?')}
          hint={say('We look for all kinds of people. Only the people who lead the move see it.')}
          options={levels.map(({ value, label }) => ({ value, label: say(label) }))}
          form={form}
        />
        <Helped say={say} form={form} />
        <Button>{say(state === 'accepted' ? 'Yes, I go on trying it' : 'Yes, I try it')}</Button>
      </ActForm>
      <ActForm action={`${home}/first/no`} class="alike">
        <Button>{say(state === 'accepted' ? 'No, I stop trying it' : 'No, not me')}</Button>
      </ActForm>
      <p>{say('A no changes nothing else for you. You can change your mind here.')}</p>
      <p>
        <a href={home}>{say('To my page')}</a>
      </p>
    </Shell>
  );
}

const standing: Record<SeatState, Msg | null> = {
  draft: null,
  asked: msg('We would like to have you among the first. You decide.'),
  accepted: msg('You said yes: you are among the first to try it.'),
  declined: msg('You said no, and that is fine.'),
};

export interface HelpOthersProps {
  scene: Scene;
  home: string;
  wouldHelp: boolean | null;
}

export function HelpOthersPage({ scene, home, wouldHelp }: HelpOthersProps): VNode {
  const { say, newPlace } = scene;
  return (
    <Shell say={say} title={say('Would you help others?')} narrow help={<Help scene={scene} />}>
      <h1>{say('Would you help others to come along?')}</h1>
      {wouldHelp !== null && (
        <p class="answer">
          {say(wouldHelp ? 'You said yes. You can change it here.' : 'You said no. You can change it here.')}
        </p>
      )}
      <p>
        {say('You know {newPlace} by now. A helper greets a few people there and answers their questions.', {
          newPlace,
        })}
      </p>
      <p>{say('You get at most 8 people at a time. Your page shows who they are and what they ask.')}</p>
      <p>{say('They see your first name. Nobody is told when you say no.')}</p>
      <ActForm action={`${home}/first/help`} class="alike">
        <Button name="answer" value="yes">
          {say('Yes, I help')}
        </Button>
        <Button name="answer" value="no">
          {say('No, thank you')}
        </Button>
      </ActForm>
      <p>
        <a href={home}>{say('To my page')}</a>
      </p>
    </Shell>
  );
}

/** Counted equally; it only says that somebody sat beside them. */
function Helped({ say, form }: { say: Say; form: FormState }): VNode {
  return (
    <Choices
      name="helped"
      legend={say('Is somebody helping you with this?')}
      options={[{ value: 'yes', label: say('A helper is beside me') }]}
      many
      form={form}
    />
  );
}

function Help({ scene: { say, responsible, contact } }: { scene: Scene }): VNode {
  return <p>{say('A person answers your questions: {responsible}, {contact}.', { responsible, contact })}</p>;
}

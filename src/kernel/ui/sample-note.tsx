import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { ActForm, Button } from './forms.js';
import { PageRequest } from './render.js';

/** On top of each page of a sample, with both ways out. */
export function SampleNote(): VNode | null {
  const { sample } = useContext(PageRequest);
  if (!sample) return null;
  return (
    <aside class="banner late stack" aria-label="The sample">
      <p>
        <strong>This is the sample.</strong> Its people are made up, and no mail leaves it.
      </p>
      <div class="acts">
        <ActForm action="/begin/sample/back" class="bare">
          <Button quiet>Back to your community</Button>
        </ActForm>
        <ActForm action="/begin/sample/delete" class="bare">
          <Button quiet>Delete the sample</Button>
        </ActForm>
      </div>
    </aside>
  );
}

import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { ActForm, Button } from '../kernel/ui/forms.js';
import { OwnPageCard, type OwnPageVisit } from '../rollout/sockets.js';
import { pilotClosed } from './circle.queries.js';
import { SeatService } from './seat.service.js';
import { TasksService } from './tasks.service.js';

/** What is asked of somebody who is to try it first, or does. */
@Injectable()
export class PilotCard {
  constructor(
    private readonly seats: SeatService,
    private readonly tasks: TasksService,
  ) {}

  @OwnPageCard(10)
  async card(visit: OwnPageVisit): Promise<VNode | null> {
    const seat = await this.seats.seat(visit);
    if (!seat || seat.state === 'declined') return null;
    const over = await pilotClosed(visit.tx, visit.rollout.id);
    const { path } = visit;
    if (seat.state === 'asked') return over ? null : <Asked path={path} />;
    // Whoever helps already sees their people, and stops there: others take over at once.
    if (over && visit.participation.advocate) return null;
    if (over) return <Over path={path} wouldHelp={seat.wouldHelp} />;
    const tasks = await this.tasks.mine(visit);
    return (
      <section>
        <h2>Things to try in the new place</h2>
        {tasks.map(({ key, words, answer }) =>
          answer === 'yes' ? (
            <p key={key}>You have done this: {words}.</p>
          ) : (
            <ActForm key={key} action={`${path}/first/tasks/${key}`}>
              <p>Try to {words}.</p>
              <Button quiet>I did this: {words}</Button>
            </ActForm>
          ),
        )}
        <p>
          Did something get in the way? Say so in the weekly questions.{' '}
          <a href={`${path}/first`}>Change my mind</a>
        </p>
      </section>
    );
  }
}

function Asked({ path }: { path: string }): VNode {
  return (
    <section>
      <h2>Would you try the new place first?</h2>
      <p>We would like to have you among the first. You decide.</p>
      <p>
        <a class="button" href={`${path}/first`}>
          Say yes or no
        </a>
      </p>
    </section>
  );
}

function Over({ path, wouldHelp }: { path: string; wouldHelp: boolean | null }): VNode {
  return (
    <section>
      <h2>Would you help others to come along?</h2>
      <p>
        {wouldHelp === null
          ? 'You tried it first, thank you. '
          : `You said ${wouldHelp ? 'yes' : 'no'}. You can change it. `}
        <a href={`${path}/first/help`}>{wouldHelp === null ? 'Say yes or no' : 'Change my answer'}</a>
      </p>
    </section>
  );
}

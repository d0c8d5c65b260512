import { Injectable, type OnModuleInit } from '@nestjs/common';
import { WhoDoes } from '../rollout/who-does.js';
import { HandsOf } from './hands.js';
import { holderOf } from './task.rules.js';
import { taskKeys } from './tasks.js';

/** Tells the phases' pages whose name is on each task. */
@Injectable()
export class TaskNames implements OnModuleInit {
  constructor(
    private readonly who: WhoDoes,
    private readonly hands: HandsOf,
  ) {}

  onModuleInit(): void {
    this.who.answeredBy(async (tx, rollout) => {
      const hands = await this.hands.rollout(tx, rollout);
      return new Map(
        taskKeys.flatMap((task) => {
          const holder = holderOf(task, hands);
          return holder ? [[task, holder.name]] : [];
        }),
      );
    });
  }
}

import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { SocketBoard } from './socket-board.js';

/** The whole product does not start with a play that nobody does, or a fact that two features answer. */
@Injectable()
export class SocketCheck implements OnApplicationBootstrap {
  constructor(private readonly board: SocketBoard) {}

  onApplicationBootstrap(): void {
    const faults = this.board.faults();
    if (faults.length > 0) throw new Error(`The playbook does not fit the features:\n${faults.join('\n')}`);
  }
}

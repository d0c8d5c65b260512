/** The program cannot start, and the host can change that: the message says how. */
export class StartError extends Error {
  override readonly name: string = 'StartError';
}

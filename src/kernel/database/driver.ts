import pg from 'pg';

/** How the driver of PostgreSQL behaves in this process, whoever opens a connection: ours, TypeORM's, the job queue's. */

// A day is a day: left alone, the driver would make a midnight of this machine's zone out of it.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

// A connection can break in the instant in which it goes from one hand to the next, and nobody listens. Unheard, that
// ends the whole process; heard, whoever asks it next is told, and its pool opens another.
type Connect = pg.Client['connect'];
const connect: Connect = Reflect.get(pg.Client.prototype, 'connect');
pg.Client.prototype.connect = function (this: pg.Client, ...call: unknown[]) {
  this.on('error', () => undefined);
  return Reflect.apply(connect, this, call) as unknown;
} as Connect;

import type { Socket } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { freePort } from './free-port.js';
import type { Receipt } from './sink.js';

/** Where in the talk: at the greeting, after a command, in the middle of a message, after its last line. */
export type Point = 'greeting' | 'MAIL FROM' | 'RCPT TO' | 'middle' | 'end';

/** Nothing given: the server says yes. */
export type Act =
  | { no: number; words?: string }
  /** Other words than its own, and the end. */
  | { raw: string }
  | { lateMs: number }
  | 'hang up'
  | 'say nothing'
  | undefined;

/** @param to the recipient, once it is known; `arrived`: how many messages the server has by now */
export type Script = (at: Point, about: { to: string; arrived: number }) => Act;

type Done = (error?: Error | null) => void;

/** A mail server that does as it is told, in ways that real ones do. */
export class ScriptedSmtp {
  /** Every message of which it has read the last line without saying no. A receiver has it, whatever we were told. */
  received: Receipt[] = [];
  /** Of these: those of which we were told nothing. */
  untold = 0;
  script: Script = () => undefined;
  private server: SMTPServer | undefined;

  private constructor(private readonly port: number) {}

  static async start(): Promise<ScriptedSmtp> {
    const smtp = new ScriptedSmtp(await freePort());
    await smtp.comeUp();
    return smtp;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async comeUp(): Promise<void> {
    const act = this.act.bind(this);
    const server = new SMTPServer({
      ...{
        disabledCommands: ['AUTH', 'STARTTLS'],
        logger: false,
        disableReverseLookup: true,
        closeTimeout: 1,
      },
      onConnect: (session, done) => act('greeting', session, done),
      onMailFrom: (_from, session, done) => act('MAIL FROM', session, done),
      onRcptTo: (to, session, done) => act('RCPT TO', session, done, to.address),
      onData: (stream, session, done) => {
        const { mailFrom, rcptTo } = session.envelope;
        const to = rcptTo[0]!.address;
        const from = mailFrom ? mailFrom.address : '';
        let text = '';
        stream.once('data', () => act('middle', session, () => undefined, to));
        stream.on('data', (chunk: Buffer) => {
          text += chunk.toString('latin1');
        });
        stream.on('end', () =>
          this.read({ to, from, messageId: /^Message-ID: (<.*>)/im.exec(text)![1]! }, session, done),
        );
      },
    });
    server.on('error', () => undefined); // a client that hangs up is no news here
    this.server = server;
    await new Promise<void>((listening) => {
      server.listen(this.port, '127.0.0.1', listening);
    });
  }

  /** Nobody listens any more; who is connected is cut off. */
  async goDown(): Promise<void> {
    await new Promise<void>((closed) => {
      this.server!.close(closed);
      for (const { _socket } of this.server!.connections) _socket.destroy();
    });
  }

  private read(receipt: Receipt, session: SMTPServerSession, done: Done): void {
    const says = this.script('end', { to: receipt.to, arrived: this.received.length });
    if (!(typeof says === 'object' && 'no' in says)) this.received.push(receipt);
    if (says === 'hang up' || says === 'say nothing') this.untold += 1;
    this.carryOut(says, session, done);
  }

  private act(at: Point, session: SMTPServerSession, done: Done, to = ''): void {
    this.carryOut(this.script(at, { to, arrived: this.received.length }), session, done);
  }

  private carryOut(says: Act, session: SMTPServerSession, done: Done): void {
    if (says === undefined) return done();
    if (says === 'say nothing') return;
    if (says === 'hang up') this.socketOf(session)?.destroy();
    else if ('raw' in says) this.socketOf(session)?.end(says.raw);
    else if ('lateMs' in says) setTimeout(done, says.lateMs);
    else done(Object.assign(new Error(says.words ?? 'no'), { responseCode: says.no }));
  }

  private socketOf({ id }: SMTPServerSession): Socket | undefined {
    for (const connection of this.server!.connections) if (connection.id === id) return connection._socket;
    return undefined;
  }
}

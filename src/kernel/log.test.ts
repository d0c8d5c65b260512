import { Log } from './log.js';

type Line = { msg: string; room?: string };

function written(level: 'info' | 'debug', write: (log: Log) => void): Line[] {
  const lines: Line[] = [];
  write(new Log(level, { write: (line) => void lines.push(JSON.parse(line) as Line) }));
  return lines;
}

const chatter = (log: Log): void => log.log('Mapped {/m/:token, GET} route', 'RouterExplorer');

describe('the log', () => {
  it('is a line of JSON with the room that speaks', () => {
    const [line] = written('info', (log) => log.warn('the queue is away', 'Jobs'));
    expect(line).toMatchObject({ msg: 'the queue is away', room: 'Jobs' });
  });

  it('keeps the chatter of the framework for who debugs', () => {
    expect(written('info', chatter)).toEqual([]);
    expect(written('debug', chatter)).toHaveLength(1);
  });

  it('writes of an error its kind, code and place, never its message', () => {
    const error = Object.assign(new TypeError('no mailbox ada@example.org'), { code: 'EENVELOPE' });
    const [line] = written('info', (log) => log.error(error, error.stack, 'Scheduler'));
    expect(line!.msg).toMatch(/^TypeError EENVELOPE at .*log\.test\.ts/);
    expect(JSON.stringify(line)).not.toContain('ada');
  });
});

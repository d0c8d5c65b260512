import { Subject } from 'rxjs';
import { Live, printOf } from './live.js';

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the stream beside a page', () => {
  function streaming(seen: string, prints: string[]) {
    const live = new Live();
    const looks = new Subject<number>();
    const told: (string | undefined)[] = [];
    let ended = false;
    live
      .old(seen, () => Promise.resolve(prints.shift()!), looks)
      .subscribe({ next: ({ type }) => told.push(type), complete: () => (ended = true) });
    const look = async () => {
      looks.next(0);
      await settled();
    };
    return { live, look, told, ended: () => ended };
  }

  it('says once that the page is old, and ends', async () => {
    const stream = streaming('a', ['a', 'b', 'c']);
    await stream.look();
    await stream.look();
    await stream.look();
    expect(stream.told).toEqual(['same', 'same', 'old']);
    expect(stream.ended()).toBe(true);
  });

  it('ends after five minutes, so that the browser asks again whether it may', async () => {
    const stream = streaming(
      'a',
      Array.from({ length: 40 }, () => 'a'),
    );
    for (let look = 0; look < 31; look++) await stream.look();
    expect(stream.ended()).toBe(true);
    expect(stream.told).not.toContain('old');
  });

  it('ends with the application', async () => {
    const stream = streaming('a', ['a']);
    await stream.look();
    stream.live.onModuleDestroy();
    expect(stream.ended()).toBe(true);
  });

  it('ends at once for whoever asks while the application ends, which would wait for five minutes', () => {
    const live = new Live();
    live.onModuleDestroy();
    let ended = false;
    live.old('a', () => Promise.resolve('a')).subscribe({ complete: () => (ended = true) });
    expect(ended).toBe(true);
  });

  it('tells two pages apart by what they show', () => {
    expect(printOf({ n: 1 })).not.toBe(printOf({ n: 2 }));
    expect(printOf({ n: 1 })).toBe(printOf({ n: 1 }));
  });
});

import { Injectable, Module } from '@nestjs/common';
import { z } from 'zod';
import { startTestApp } from '../../../test/support/test-app.js';
import { defineJob, Handles } from './job.js';

const Nothing = z.object({});
const orphan = defineJob('test.orphan', Nothing);
const second = defineJob('test.second-orphan', Nothing);
const double = defineJob('test.double', Nothing);
const fine = defineJob('test.fine', Nothing);
defineJob('test.fine', Nothing);

@Injectable()
class One {
  @Handles(double)
  async knock(): Promise<void> {}

  @Handles(fine)
  async greet(): Promise<void> {}
}

@Injectable()
class Two {
  @Handles(double)
  async knockToo(): Promise<void> {}
}

@Module({ providers: [One, Two] })
class RoomModule {}

describe('the check of jobs at the start', () => {
  it('stops the start and names every orphan and every double at once', async () => {
    const start = startTestApp({ modules: [RoomModule] });
    await expect(start).rejects.toThrow('The jobs do not fit together');
    const message = await start.catch((error: Error) => error.message);
    expect(message).toContain(`- ${orphan.name} has no handler`);
    expect(message).toContain(`- ${second.name} has no handler`);
    expect(message).toContain(`- ${double.name} has 2 handlers (One.knock, Two.knockToo)`);
    expect(message).toContain(`- ${fine.name} is defined twice`);
  });
});

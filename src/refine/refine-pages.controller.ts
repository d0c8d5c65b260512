import { Body, Controller, Get, Headers, Param, Post } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { again, Page, type PageAnswer } from '../kernel/http/page.js';
import { wantedBy } from '../kernel/language/language.rules.js';
import { msg } from '../kernel/language/message.js';
import { speak } from '../kernel/language/say.js';
import { Refusal } from '../kernel/refusal.js';
import { emptyForm } from '../kernel/ui/forms.js';
import { CharterPages, type Reader } from './charter-pages.service.js';
import { CharterPage } from './charter.pages.js';
import { FaqEntry } from './finding.entity.js';
import { GuidePage } from './guide.pages.js';
import { looksLikeId } from './guide.rules.js';
import { guidesOf, type GuideView } from './guides.service.js';
import { OwnDesk, type AtOwnDesk } from '../rollout/own-desk.js';

@Controller()
export class RefinePages {
  constructor(
    private readonly desk: OwnDesk,
    private readonly charter: CharterPages,
    private readonly dataSource: DataSource,
  ) {}

  /** For everybody: only what is published, and published for everybody. */
  @Get('g/:guide')
  @Page()
  async publicGuide(
    @Param('guide') name: string,
    @Headers('accept-language') wanted: string | undefined,
  ): Promise<PageAnswer> {
    const tx = this.dataSource.manager;
    const found = await guidesOf(tx, looksLikeId(name) ? { id: name } : { slug: name }, true);
    const open = found.filter((guide) => guide.audience === 'public');
    // Two moves on one installation may use the same name: then only the id says which one is meant.
    const guide = open.length === 1 ? open[0] : undefined;
    if (!guide) throw noGuide();
    return GuidePage({ say: speak(...wantedBy(wanted)), guide, faq: await faqOf(tx, guide) });
  }

  @Get('m/:token/g/:guide')
  @Page()
  guide(@Param('token') token: string, @Param('guide') name: string): Promise<PageAnswer> {
    return this.desk.look(token, async ({ tx, rollout, path, say }) => {
      const where = looksLikeId(name) ? { id: name } : { slug: name };
      const [guide] = await guidesOf(tx, { rolloutId: rollout.id, ...where }, true);
      if (!guide) throw noGuide();
      return GuidePage({ say, guide, faq: await faqOf(tx, guide), back: path });
    });
  }

  @Get('m/:token/charter')
  @Page()
  read(@Param('token') token: string): Promise<PageAnswer> {
    return this.desk.look(token, async (desk) =>
      CharterPage({
        ...{ say: desk.say, path: desk.path },
        reading: await this.charter.forMember(desk.tx, reader(desk), desk.today),
        form: emptyForm(),
      }),
    );
  }

  @Post('m/:token/charter/objections')
  @Page()
  async object(
    @Param('token') token: string,
    @Body() body: Record<string, unknown> | undefined,
  ): Promise<PageAnswer> {
    const words = typeof body?.['words'] === 'string' ? body['words'].slice(0, 4000) : '';
    try {
      const object = async (desk: AtOwnDesk): Promise<string> => {
        await this.charter.object(desk.tx, reader(desk), words, desk);
        return '/charter';
      };
      return await this.desk.act(token, object, 'facts');
    } catch (error) {
      if (!(error instanceof Refusal) || !['invalid', 'conflict'].includes(error.kind)) throw error;
      const { reasons } = error;
      return again(
        await this.desk.look(token, async (desk) =>
          CharterPage({
            ...{ say: desk.say, path: desk.path },
            reading: await this.charter.forMember(desk.tx, reader(desk), desk.today),
            form: { values: { words }, reasons },
          }),
        ),
      );
    }
  }
}

const reader = ({ rollout, participation }: AtOwnDesk): Reader => ({
  rolloutId: rollout.id,
  communityId: rollout.communityId,
  participationId: participation.id,
});

const noGuide = (): Refusal =>
  new Refusal(
    'not-found',
    msg('There is no such page here. It may have been taken down, or the address is not whole.'),
  );

/** The FAQ page also holds the entries that leads wrote to what came up. */
async function faqOf(tx: EntityManager, guide: GuideView): Promise<FaqEntry[]> {
  if (guide.kind !== 'faq') return [];
  return tx
    .createQueryBuilder(FaqEntry, 'f')
    .where('f.rollout_id = (select rollout_id from guide where id = :id)', { id: guide.id })
    .orderBy('f.written_at')
    .addOrderBy('f.question')
    .addOrderBy('f.id')
    .getMany();
}

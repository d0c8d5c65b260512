import { Controller, Get, Header } from '@nestjs/common';
import { liveScript } from '../ui/scripts.js';
import { appCss, memberCss } from '../ui/styles.js';

const FOREVER = 'public, max-age=31536000, immutable';

/** Stylesheets and the little script there is; pages name them with the hash of their content, so they may be kept for ever. */
@Controller('assets')
export class AssetsController {
  @Get('app.css')
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', FOREVER)
  app(): string {
    return appCss.text;
  }

  @Get('member.css')
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', FOREVER)
  member(): string {
    return memberCss.text;
  }

  @Get('live.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', FOREVER)
  live(): string {
    return liveScript.text;
  }
}

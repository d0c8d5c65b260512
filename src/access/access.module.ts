import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Account, ApiToken, Session } from './account.entity.js';
import { Accounts } from './accounts.js';
import { AuditController } from './audit.controller.js';
import { AuditEntry, AuditReason } from './audit.entity.js';
import { Audit } from './audit.js';
import { EnterController } from './enter.controller.js';
import { PeopleController } from './people.controller.js';
import { PeopleService } from './people.service.js';
import { SignInLinkController } from './sign-in-link.controller.js';
import { SignIn } from './sign-in.js';
import { TeamController } from './team.controller.js';

/** Everywhere at hand, because every feature asks who acts and notes what they did. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Account, ApiToken, Session, AuditEntry, AuditReason])],
  controllers: [PeopleController, AuditController, EnterController, SignInLinkController, TeamController],
  providers: [Accounts, Audit, PeopleService, SignIn],
  exports: [Accounts, Audit, SignIn],
})
export class AccessModule {}

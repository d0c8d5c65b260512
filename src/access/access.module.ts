import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessSweep } from './access-sweep.js';
import { Account, ApiToken, Session } from './account.entity.js';
import { AccountController } from './account.controller.js';
import { AccountLetter } from './account-letter.entity.js';
import { AccountLetterJobs } from './account-letters.jobs.js';
import { AccountLetters } from './account-letters.js';
import { AccountPost } from './account-post.js';
import { Accounts } from './accounts.js';
import { AuditPagesController } from './audit-pages.controller.js';
import { AuditController } from './audit.controller.js';
import { AuditEntry, AuditReason } from './audit.entity.js';
import { AuditRecord } from './audit-record.js';
import { Audit } from './audit.js';
import { EnterController } from './enter.controller.js';
import { InvitationDesk } from './invitation.desk.js';
import { Invitations } from './invitations.js';
import { KnownAddresses } from './known-addresses.js';
import { LetterWriter } from './letter-writer.js';
import { NewAddressController } from './new-address.controller.js';
import { OpenIdController } from './openid.controller.js';
import { OpenIdArrivals } from './openid-arrivals.js';
import { OpenId } from './openid.js';
import { OwnAccountController } from './own-account.controller.js';
import { OwnAccounts } from './own-account.service.js';
import { OwnTokens } from './own-tokens.service.js';
import { OwnAddress } from './own-address.service.js';
import { Passkey } from './passkey.entity.js';
import { PasskeysController } from './passkeys.controller.js';
import { Passkeys } from './passkeys.service.js';
import { PeopleController } from './people.controller.js';
import { PeopleService } from './people.service.js';
import { ShownController } from './shown.controller.js';
import { SignInLinkController } from './sign-in-link.controller.js';
import { SignInController } from './sign-in.controller.js';
import { SignInRequests } from './sign-in-requests.js';
import { SignIn } from './sign-in.js';
import { TeamController } from './team.controller.js';

/** Everywhere at hand, because every feature asks who acts and notes what they did. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forFeature([Account, AccountLetter, ApiToken, Session, Passkey, AuditEntry, AuditReason]),
  ],
  controllers: [
    ...[
      PeopleController,
      AuditController,
      EnterController,
      SignInLinkController,
      SignInController,
      OpenIdController,
      TeamController,
      NewAddressController,
      AccountController,
      OwnAccountController,
      PasskeysController,
      AuditPagesController,
      ShownController,
    ],
  ],
  providers: [
    ...[
      Accounts,
      Audit,
      AuditRecord,
      PeopleService,
      SignIn,
      SignInRequests,
      OpenId,
      OpenIdArrivals,
      KnownAddresses,
    ],
    ...[AccountPost, AccountLetters, AccountLetterJobs, LetterWriter, AccessSweep],
    ...[OwnAccounts, OwnTokens, OwnAddress, Passkeys, Invitations, InvitationDesk],
  ],
  exports: [Accounts, Audit, AuditRecord, SignIn, AccountPost, AccountLetters, AccessSweep],
})
export class AccessModule {}

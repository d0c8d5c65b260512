import type { MigrationInterface } from 'typeorm';
import { Kernel1795300000000 } from './1795300000000-Kernel.js';
import { Access1795310000000 } from './1795310000000-Access.js';
import { Community1795320000000 } from './1795320000000-Community.js';
import { Rollout1795330000000 } from './1795330000000-Rollout.js';
import { Notices1795340000000 } from './1795340000000-Notices.js';
import { Surveys1795350000000 } from './1795350000000-Surveys.js';
import { Pilot1795360000000 } from './1795360000000-Pilot.js';
import { Refine1795370000000 } from './1795370000000-Refine.js';
import { Launch1795380000000 } from './1795380000000-Launch.js';
import { Adoption1795390000000 } from './1795390000000-Adoption.js';
import { Sunset1795400000000 } from './1795400000000-Sunset.js';
import { Retrospective1795410000000 } from './1795410000000-Retrospective.js';
import { Privacy1795420000000 } from './1795420000000-Privacy.js';
import { LaunchGreetings1795430000000 } from './1795430000000-LaunchGreetings.js';
import { PilotAskedOn1795430100000 } from './1795430100000-PilotAskedOn.js';
import { AtOnce1795440000000 } from './1795440000000-AtOnce.js';
import { HoldPerCommunity1795440100000 } from './1795440100000-HoldPerCommunity.js';
import { Editions1795440200000 } from './1795440200000-Editions.js';
import { WithdrawnPosts1795440300000 } from './1795440300000-WithdrawnPosts.js';
import { StoredVersions1795440400000 } from './1795440400000-StoredVersions.js';
import { JoinConfirmation1795450000000 } from './1795450000000-JoinConfirmation.js';
import { StaleRollouts1795460000000 } from './1795460000000-StaleRollouts.js';
import { PlayApproval1795490000000 } from './1795490000000-PlayApproval.js';
import { JoinUndo1795500000000 } from './1795500000000-JoinUndo.js';
import { AddressChange1795500100000 } from './1795500100000-AddressChange.js';
import { JoinedPage1795510000000 } from './1795510000000-JoinedPage.js';
import { AccountLetters1795520000000 } from './1795520000000-AccountLetters.js';
import { OwnAccount1795520100000 } from './1795520100000-OwnAccount.js';
import { Passkeys1795520200000 } from './1795520200000-Passkeys.js';
import { Begin1795530000000 } from './1795530000000-Begin.js';
import { Sample1795530100000 } from './1795530100000-Sample.js';
import { TwoLeads1795550000000 } from './1795550000000-TwoLeads.js';
import { HandOver1795551000000 } from './1795551000000-HandOver.js';
import { InvitationMoved1795560000000 } from './1795560000000-InvitationMoved.js';
import { WaysInBound1795572000000 } from './1795572000000-WaysInBound.js';
import { AuditEnd1795572100000 } from './1795572100000-AuditEnd.js';
import { Attempts1795572200000 } from './1795572200000-Attempts.js';
import { SendingAtSpeed1795577000000 } from './1795577000000-SendingAtSpeed.js';
import { SentForms1795574000000 } from './1795574000000-SentForms.js';
import { ReturnedMail1795577200000 } from './1795577200000-ReturnedMail.js';
import { FromUs1795577300000 } from './1795577300000-FromUs.js';
import { HandedPosts1795577400000 } from './1795577400000-HandedPosts.js';
import { UnclearAnswers1795578000000 } from './1795578000000-UnclearAnswers.js';

/** In order of time. An explicit list: no search at run time, works compiled and in tests alike. */
export const migrations: (new () => MigrationInterface)[] = [
  Kernel1795300000000,
  Access1795310000000,
  Community1795320000000,
  Rollout1795330000000,
  Notices1795340000000,
  Surveys1795350000000,
  Pilot1795360000000,
  Refine1795370000000,
  Launch1795380000000,
  Adoption1795390000000,
  Sunset1795400000000,
  Retrospective1795410000000,
  Privacy1795420000000,
  LaunchGreetings1795430000000,
  PilotAskedOn1795430100000,
  AtOnce1795440000000,
  HoldPerCommunity1795440100000,
  Editions1795440200000,
  WithdrawnPosts1795440300000,
  StoredVersions1795440400000,
  JoinConfirmation1795450000000,
  StaleRollouts1795460000000,
  PlayApproval1795490000000,
  JoinUndo1795500000000,
  AddressChange1795500100000,
  JoinedPage1795510000000,
  AccountLetters1795520000000,
  OwnAccount1795520100000,
  Passkeys1795520200000,
  Begin1795530000000,
  Sample1795530100000,
  TwoLeads1795550000000,
  HandOver1795551000000,
  InvitationMoved1795560000000,
  WaysInBound1795572000000,
  AuditEnd1795572100000,
  Attempts1795572200000,
  SentForms1795574000000,
  SendingAtSpeed1795577000000,
  ReturnedMail1795577200000,
  FromUs1795577300000,
  HandedPosts1795577400000,
  UnclearAnswers1795578000000,
];

import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { FastifyInstance } from 'fastify';
import { ActRecord } from './act-record.js';
import { Community, Place } from './community.entity.js';
import { CommunityService, PlaceService } from './community.service.js';
import { Duplicates } from './duplicates.service.js';
import { ImportFile } from './import.entity.js';
import { ImportReader } from './import.reader.js';
import { ImportReports } from './import.report.js';
import { ImportService } from './import.service.js';
import { ImportPagesController } from './import-pages.controller.js';
import { ImportsController } from './imports.controller.js';
import { ErasureMark, Member, MemberChannel, MemberPlace } from './member.entity.js';
import { MemberService } from './member.service.js';
import { MemberEdits } from './member-edit.service.js';
import { MemberEmails } from './member-emails.service.js';
import { MembersController } from './members.controller.js';
import { PastedNames } from './pasted-names.service.js';
import { PlacesController } from './community.controller.js';
import { PlacesDesk } from './places.desk.js';
import { PlacesPagesController } from './places-pages.controller.js';
import { RosterDesk } from './roster.desk.js';
import { RosterPagesController } from './roster-pages.controller.js';

const services = [
  CommunityService,
  PlaceService,
  MemberService,
  MemberEmails,
  MemberEdits,
  PastedNames,
  Duplicates,
  ImportService,
  ImportReports,
];

/** Communities, their places and their people, and every way by which people come onto a roster. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Community, Place, Member, MemberChannel, MemberPlace, ErasureMark, ImportFile]),
  ],
  controllers: [
    ...[PlacesController, MembersController, ImportsController],
    ...[PlacesPagesController, RosterPagesController, ImportPagesController],
  ],
  providers: [...services, ImportReader, ActRecord, RosterDesk, PlacesDesk],
  exports: [...services, RosterDesk],
})
export class CommunityModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  /** Files go to their handler as they arrive: a roster may be larger than memory. */
  onModuleInit(): void {
    const server = this.host.httpAdapter?.getInstance<FastifyInstance>();
    for (const type of ['text/csv', 'text/tab-separated-values', 'application/octet-stream']) {
      if (server && !server.hasContentTypeParser(type))
        server.addContentTypeParser(type, (_, body, done) => done(null, body));
    }
  }
}

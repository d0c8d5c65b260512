import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Community, Place } from './community.entity.js';
import { CommunityService, PlaceService } from './community.service.js';
import { ImportFile } from './import.entity.js';
import { ImportReader } from './import.reader.js';
import { ImportService } from './import.service.js';
import { ErasureMark, Member, MemberChannel, MemberPlace } from './member.entity.js';
import { MemberService } from './member.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Community, Place, Member, MemberChannel, MemberPlace, ErasureMark, ImportFile]),
  ],
  providers: [CommunityService, PlaceService, MemberService, ImportReader, ImportService],
  exports: [CommunityService, PlaceService, MemberService, ImportService],
})
export class CommunityModule {}

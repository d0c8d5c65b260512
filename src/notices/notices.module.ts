import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Bell } from './bell.js';
import { Deliveries } from './deliveries.service.js';
import { Delivery } from './delivery.entity.js';
import { MailboxMessage } from './mailbox-message.entity.js';
import { Notice } from './notice.entity.js';
import { Notices } from './notices.service.js';
import { OptOut } from './opt-out.entity.js';
import { Post } from './post.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([Notice, Delivery, Post, MailboxMessage, OptOut])],
  providers: [Bell, Notices, Deliveries],
  exports: [Notices, Deliveries],
})
export class NoticesModule {}

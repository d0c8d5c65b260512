import { Module } from '@nestjs/common';
import { DesignController } from './design.controller.js';

/** Every component in every state, for whoever works on them. */
@Module({ controllers: [DesignController] })
export class DesignModule {}

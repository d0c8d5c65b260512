import { Temporal } from 'temporal-polyfill';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import { DayColumn, MomentColumn } from '../kernel/database/columns.js';

/** How careful everybody must be with the list of members (set-up asks before anything is stored). */
export type Care = 'open' | 'careful' | 'protective';

/** How a community begins: the way of its first steps. */
export const doors = ['file', 'group', 'begun'] as const;
export type Door = (typeof doors)[number];

/** Who sees the names of a place's members inside that place. */
export type Visibility = 'everybody' | 'writers' | 'nobody';

/** A group of people with one charter. Its wall is hard: nobody sees another community's data. */
@Entity('community')
export class Community {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text', { default: 'en' }) language!: string;
  /** IANA. Where the community's days begin. */
  @Column('text') timeZone!: string;
  /** Who answers for the members' data; every first message names them. */
  @Column('text') responsibleName!: string;
  @Column('bytea') responsibleContactSealed!: Buffer;
  @Column('text', { default: 'open' }) care!: Care;
  /** Null until one was chosen. */
  @Column('text', { nullable: true }) door!: Door | null;
  /** A made-up community, to look at: of the one that looks at it. No mail leaves it. */
  @Column('uuid', { nullable: true }) sampleOf!: string | null;
  @MomentColumn() createdAt!: Temporal.Instant;
}

/** One group, channel or list on a platform. */
@Entity('place')
export class Place {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') communityId!: string;
  @Column('text') name!: string;
  @Column('text') platform!: string;
  /** Who holds the keys. */
  @Column('text', { nullable: true }) caretaker!: string | null;
  /** Where to find it: a link or directions. */
  @Column('text', { nullable: true }) address!: string | null;
  @Column('int', { nullable: true }) headCount!: number | null;
  @DayColumn({ nullable: true }) headCountOn!: Temporal.PlainDate | null;
  @Column('text', { default: 'nobody' }) visibility!: Visibility;
}

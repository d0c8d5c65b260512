import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many people at a time a helper takes, where they said so. That they help stands in their participation. */
@Entity('advocate')
export class Advocate {
  @PrimaryColumn('uuid') participationId!: string;
  @Column('int') places!: number;
}

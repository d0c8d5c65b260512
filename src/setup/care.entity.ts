import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Why a community is as careful as it is, in the words of its leads: who might look, what is sacred, which phones. */
@Entity('care_answers')
export class CareAnswers {
  @PrimaryColumn('uuid') communityId!: string;
  /** JSON of the answers that were given. */
  @Column('bytea') sealed!: Buffer;
}

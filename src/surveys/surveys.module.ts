import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AdoptionModule } from '../adoption/adoption.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { RolloutModule } from '../rollout/rollout.module.js';
import { AnswerEcho } from './answer-echo.service.js';
import { AnswersPagesController } from './answers-pages.controller.js';
import { AnswersService } from './answers.service.js';
import { OwnQuestions } from './own-questions.service.js';
import { QuestionsPagesController } from './questions-pages.controller.js';
import { ResultsQueries } from './results.queries.js';
import { GivenAnswer, Round, Turnout } from './round.entity.js';
import { Rounds } from './rounds.service.js';
import { SurveyCard } from './survey.card.js';
import { Survey, SurveyVersion } from './survey.entity.js';
import { SurveyFormController } from './survey-form.controller.js';
import { SurveyForms } from './survey-forms.service.js';
import { SurveysController } from './surveys.controller.js';
import { SurveysFacts } from './surveys.facts.js';
import { SurveysService } from './surveys.service.js';

/** Questions put to people in rounds: the pilot's week, the pulse, the look back. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Survey, SurveyVersion, Round, Turnout, GivenAnswer]),
    AdoptionModule,
    NoticesModule,
    RolloutModule,
  ],
  controllers: [SurveysController, SurveyFormController, AnswersPagesController, QuestionsPagesController],
  providers: [
    SurveyForms,
    Rounds,
    AnswerEcho,
    AnswersService,
    ResultsQueries,
    SurveysService,
    OwnQuestions,
    SurveysFacts,
    SurveyCard,
  ],
  exports: [Rounds],
})
export class SurveysModule {}

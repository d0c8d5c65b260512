import type { SurveyName } from './survey.entity.js';

/** Whom each survey is for: its name on leads' pages. */
export const surveyTitles: Record<SurveyName, string> = {
  pilot: 'The people trying it first',
  pulse: 'Everybody who has arrived',
  retrospective: 'Looking back',
};

/** When it goes out by itself. */
export const surveyTimes: Record<SurveyName, string> = {
  pilot: 'Each week of the pilot, from its fifth day. A round is open for six days.',
  pulse: 'Every 14 days from the launch to the closing day. A plan for few people leaves it out.',
  retrospective: 'Once, in the week before you look back.',
};

/** Heading of the page about what it asks. */
export const surveyHeadings: Record<SurveyName, string> = {
  pilot: 'Questions to the people trying it first',
  pulse: 'Questions to everybody who has arrived',
  retrospective: 'Questions when you look back',
};

/** Why it is confidential and nothing else. */
export const whyConfidential: Record<SurveyName, string> = {
  pilot: 'Among five to ten people an answer gives its author away. So nothing more than this is promised.',
  pulse: 'Anonymous answers must not be traceable even in the database. That is not built yet.',
  retrospective: 'Anonymous answers must not be traceable even in the database. That is not built yet.',
};

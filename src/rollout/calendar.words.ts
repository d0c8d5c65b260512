import { calendarOf } from '../kernel/language/calendar.js';

/** Days and moments as leads read them; members read them in their own language: `say.day(…)`. */
const english = calendarOf('en-GB');

export const spokenDay = english.day;
export const spokenDate = english.date;
export const spokenMoment = english.moment;

import ical, { ICalCalendarMethod } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';

export interface Meeting {
  id: string;
  startsAt: Temporal.Instant;
  minutes: number;
  room: string;
  /** How often it was moved: a calendar that has an older file takes the newer one. */
  moved?: number;
}

const date = (at: Temporal.Instant): Date => new Date(at.epochMilliseconds);

/** One meeting as a calendar file (RFC 5545), in universal time, so that it needs no zone rules. */
export function calendarFile(meeting: Meeting, title: string, now: Temporal.Instant): string {
  const calendar = ical({
    prodId: { company: 'Changeover', product: 'Changeover' },
    method: ICalCalendarMethod.PUBLISH,
  });
  calendar.createEvent({
    id: `${meeting.id}@changeover`,
    stamp: date(now),
    sequence: meeting.moved ?? 0,
    start: date(meeting.startsAt),
    end: date(meeting.startsAt.add({ minutes: meeting.minutes })),
    summary: title,
    location: meeting.room,
  });
  return calendar.toString();
}

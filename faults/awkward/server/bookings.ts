import { Refusal } from '../../server/message.ts';
import type { Row } from '../../server/table.ts';
import type { Asked, Members, Work } from '../../server/work.ts';
import type { Campus } from './campus.ts';

/** What the operations on bookings do. */
export function bookingOperations(campus: Campus): Record<string, Work> {
  return {
    listBookings: ({ parameters }) => {
      const { room, projector, seats } = parameters;
      const bookings = campus.bookings
        .all()
        .filter(
          (booking) =>
            (room === undefined || booking['room'] === room) &&
            (projector === undefined || booking['projector'] === projector) &&
            (seats === undefined || Number(booking['seats']) >= Number(seats)),
        );
      return { status: 200, body: bookings };
    },
    createBooking: ({ body }) => {
      const { seats = 1, projector = false, ...sent } = Object(body) as Members;
      if (Date.parse(String(sent['start'])) <= Date.parse(campus.now())) {
        throw new Refusal(422, 'a booking starts in the future', { field: 'start' });
      }
      return { status: 201, body: campus.bookings.add('id', { ...sent, seats, projector }) };
    },
    readBooking: ({ parameters }) => ({ status: 200, body: bookingOf(campus, parameters) }),
    deleteBooking: ({ parameters }) => {
      campus.bookings.remove(String(bookingOf(campus, parameters)['id']));
      return { status: 204 };
    },
  };
}

function bookingOf(campus: Campus, { bookingId }: Asked['parameters']): Row {
  const booking = campus.bookings.get(String(bookingId));
  if (booking === undefined) throw new Refusal(404, 'there is no such booking');
  return booking;
}

import { loadDescriptionSync } from '../../../../../src/bundled/load-description.ts';
import { json } from '../../../../description/described.ts';

const text = { type: 'string' };
const time = { type: 'string', format: 'date-time' };
const GENRES = ['comedy', 'drama', 'opera'];
const ORDERS = ['title', '-title', 'rating', '-rating', 'rank', '-rank'];

const play = {
  type: 'object',
  required: ['id', 'title'],
  properties: {
    id: text,
    title: text,
    author: text,
    genre: { type: 'string', enum: GENRES },
    rank: { type: 'string', enum: ['low', 'middle', 'high'] },
    rating: { type: 'integer' },
    open: { type: 'boolean' },
    tags: { type: 'array', items: text },
    synopsis: { type: ['string', 'null'] },
    createdAt: time,
    hits: { type: 'integer' },
  },
};

const parameter = (name: string, schema: object) => ({ name, in: 'query', schema });

const limit = parameter('limit', { type: 'integer', minimum: 1, maximum: 50, default: 10 });

const id = { name: 'id', in: 'path', required: true, schema: text };

const page = (items: object, members: object = {}) =>
  json({ type: 'object', properties: { items: { type: 'array', items }, ...members } });

const refused = { 400: { description: 'No.' } };

const playPage = page(play, { total: { type: 'integer' } });

/** A theatre with lists that show what somebody else has put there. */
export const PLAYS = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Plays', version: '1' },
    paths: {
      '/plays': {
        get: {
          operationId: 'listPlays',
          parameters: [
            limit,
            parameter('offset', { type: 'integer', minimum: 0, default: 0 }),
            parameter('genre', { type: 'string', enum: GENRES }),
            parameter('author', text),
            parameter('open', { type: 'boolean' }),
            parameter('rating', { type: 'integer' }),
            parameter('tag', text),
            parameter('sort', { type: 'string', enum: ORDERS }),
            parameter('q', text),
            parameter('createdAfter', time),
            parameter('createdBefore', time),
            parameter('from', { type: 'string', format: 'date' }),
            parameter('to', { type: 'string', format: 'date' }),
          ],
          responses: { 200: { description: 'Plays.', content: playPage }, ...refused },
        },
        head: {
          operationId: 'headPlays',
          responses: { 200: { description: 'As GET.' } },
        },
      },
      '/plays/{id}': {
        get: {
          operationId: 'readPlay',
          parameters: [id, { name: 'If-None-Match', in: 'header', schema: text }],
          responses: {
            200: { description: 'A play.', content: json(play) },
            304: { description: 'As it was.' },
            404: { description: 'None.' },
          },
        },
      },
      '/events': {
        get: {
          operationId: 'listEvents',
          parameters: [limit, parameter('cursor', text)],
          responses: {
            200: {
              description: 'Events.',
              content: page(
                { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
                { nextCursor: { type: ['string', 'null'] } },
              ),
            },
            ...refused,
          },
        },
      },
      '/venues': {
        get: {
          operationId: 'listVenues',
          parameters: [parameter('count', { type: 'integer', minimum: 1 })],
          responses: {
            200: {
              description: 'Venues.',
              content: json({
                type: 'array',
                items: { type: 'object', required: ['id'], properties: { id: text } },
              }),
            },
          },
        },
      },
    },
  },
  { name: 'plays' },
);

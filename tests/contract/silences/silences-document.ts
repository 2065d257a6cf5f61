import { json, ref } from '../../description/described.ts';

/** Made items have an identifier of another name than read ones, and stand under a path of another number. */
export const silencesDocument = {
  openapi: '3.1.1',
  info: { title: 'Silences', version: '1' },
  paths: {
    '/silences': {
      get: {
        operationId: 'listSilences',
        parameters: [
          { name: 'active', in: 'query', schema: { type: 'boolean' } },
          { name: 'filter', in: 'query', schema: { type: 'string' } },
        ],
        responses: { '200': answer({ type: 'array', items: ref('Silence') }), '400': { description: 'No.' } },
      },
      post: {
        operationId: 'postSilence',
        requestBody: { required: true, content: json(ref('NewSilence')) },
        responses: {
          '200': answer({ type: 'object', properties: { silenceID: { type: 'string' } } }),
          '400': { description: 'No.' },
          '404': { description: 'There is none of that id.' },
        },
      },
    },
    '/silences/summary': {
      get: {
        operationId: 'summarise',
        responses: { '200': answer({ type: 'array', items: { type: 'string' } }) },
      },
    },
    '/silence/{silenceID}': {
      parameters: [
        { name: 'silenceID', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
      ],
      get: {
        operationId: 'getSilence',
        responses: { '200': answer(ref('Silence')), '404': { description: 'Not here.' } },
      },
      delete: { operationId: 'deleteSilence', responses: { '200': { description: 'Ended.' } } },
    },
  },
  components: {
    schemas: {
      NewSilence: {
        type: 'object',
        required: ['name', 'startsAt', 'endsAt'],
        properties: {
          id: { type: 'string' },
          name: { type: 'string' },
          startsAt: { type: 'string', format: 'date-time' },
          endsAt: { type: 'string', format: 'date-time' },
        },
      },
      Silence: {
        type: 'object',
        required: ['id', 'status', 'name', 'startsAt', 'endsAt'],
        properties: {
          id: { type: 'string' },
          status: { type: 'object', properties: { state: { enum: ['expired', 'pending'] } } },
          name: { type: 'string' },
          startsAt: { type: 'string', format: 'date-time' },
          endsAt: { type: 'string', format: 'date-time' },
        },
      },
    },
  },
};

function answer(schema: object) {
  return { description: 'Yes.', content: json(schema) };
}

import { readProblem } from '$lib/api/problem';
import { json } from '../make';

const PROBLEM = 'application/problem+json';

describe('readProblem', () => {
  it('reads every field of a problem document', async () => {
    const body = {
      type: 'https://example.org/invalid',
      title: 'Unprocessable Content',
      status: 422,
      detail: 'One field is wrong.',
      errors: [{ pointer: '/query/q', detail: 'must not be empty' }],
      request_id: 'req-1',
    };
    const problem = await readProblem(json(body, { status: 422 }, PROBLEM));
    expect(problem).toMatchObject({
      status: 422,
      title: 'Unprocessable Content',
      detail: 'One field is wrong.',
      type: 'https://example.org/invalid',
      errors: [{ pointer: '/query/q', detail: 'must not be empty' }],
      requestId: 'req-1',
      retryAfterS: null,
    });
  });

  it('believes the status line rather than the body', async () => {
    const problem = await readProblem(json({ title: 'x', status: 200 }, { status: 500 }, PROBLEM));
    expect(problem.status).toBe(500);
  });

  it.each([
    ['a page of a proxy', new Response('<h1>Bad</h1>', { status: 502, statusText: 'Bad Gateway' })],
    [
      'broken JSON',
      new Response('{', {
        status: 502,
        statusText: 'Bad Gateway',
        headers: { 'Content-Type': PROBLEM },
      }),
    ],
    ['a list', json([1], { status: 502, statusText: 'Bad Gateway' }, PROBLEM)],
  ])('makes a problem of %s', async (_, response) => {
    expect(await readProblem(response)).toMatchObject({
      status: 502,
      title: 'Bad Gateway',
      errors: [],
    });
  });

  it('drops field errors it cannot read', async () => {
    const errors = [null, 'x', { pointer: 3 }, { detail: 'too long' }];
    const problem = await readProblem(json({ errors }, { status: 422 }, PROBLEM));
    expect(problem.errors).toEqual([{ pointer: '', detail: 'too long' }]);
  });

  it.each([
    ['120', 120],
    ['Thu, 01 Jan 1970 00:01:30 GMT', 30],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0], // already past
    ['soon', null],
  ])('reads Retry-After: %s', async (header, seconds) => {
    const response = json({}, { status: 503, headers: { 'Retry-After': header } }, PROBLEM);
    expect((await readProblem(response, 60_000)).retryAfterS).toBe(seconds);
  });
});

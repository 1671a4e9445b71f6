import { inTurn } from '$lib/components/turns';

it('takes turns in their order, in a task to come', async () => {
  const taken: number[] = [];
  const last = new Promise<void>((done) => {
    inTurn(() => taken.push(1));
    const callOff = inTurn(() => taken.push(2));
    inTurn(() => {
      taken.push(3);
      done();
    });
    callOff();
  });
  expect(taken).toEqual([]);
  await last;
  expect(taken).toEqual([1, 3]);
});

it('goes on with the others after a turn that failed', async () => {
  const failed = new Promise((done) => process.once('uncaughtException', done));
  inTurn(() => {
    throw new Error('broken');
  });
  await new Promise<void>((done) => inTurn(done));
  expect(await failed).toMatchObject({ message: 'broken' });
});

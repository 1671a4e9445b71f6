import * as rooms from '$lib/api/rooms';
import type { Room, RoomMovie, Voted } from '$lib/api/models';
import { Problem, Unreachable } from '$lib/api/problem';
import { connection } from '$lib/state/connection.svelte';
import { RoomState } from '$lib/state/room.svelte';
import { RoomVotes } from '$lib/state/room-votes.svelte';
import { deferred, movie } from '../make';

vi.mock('$lib/api/rooms', { spy: true });
const send = vi.mocked(rooms.voteInRoom);
const read = vi.mocked(rooms.getRoom);

const film = (id: number, fields: Partial<RoomMovie> = {}): RoomMovie => ({
  movie: movie(id),
  score: 1,
  satisfaction: null,
  for_people: [],
  why: [],
  votes: { yes: 0, no: 0, seen: 0 },
  my_vote: null,
  ...fields,
});

const roomOf = (version: number, films: readonly RoomMovie[], fields: Partial<Room> = {}) =>
  ({
    id: 5,
    state: 'open',
    version,
    members: [],
    movies: films,
    picks: [],
    people: [],
    winner: null,
    ...fields,
  }) as unknown as Room;

const voted = (id: number, yes: number): Voted => ({
  version: 2,
  movie_id: id,
  my_vote: 'yes',
  votes: { yes, no: 0, seen: 0 },
  winner: null,
});

const settle = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  send.mockReset();
  read.mockReset();
});

describe('votes', () => {
  const votes = (kept = vi.fn(), refused = vi.fn()) => ({
    kept,
    refused,
    all: new RoomVotes(5, kept, refused),
  });

  it('count at once, and are sent one after the other', async () => {
    const first = deferred<Voted>();
    send.mockReturnValueOnce(first.promise).mockResolvedValueOnce(voted(2, 1));
    const { all, kept } = votes();
    all.give(1, 'yes');
    all.give(2, 'no');
    expect([all.of(film(1)), all.of(film(2)), all.of(film(3))]).toEqual(['yes', 'no', null]);
    expect(send.mock.calls).toEqual([[5, 1, 'yes']]);
    first.resolve(voted(1, 1));
    await settle();
    expect(send.mock.calls).toEqual([
      [5, 1, 'yes'],
      [5, 2, 'no'],
    ]);
    expect(kept).toHaveBeenCalledTimes(2);
    expect(all.waiting).toBe(0);
  });

  it('wait while the network is gone, the last one of a film alone', async () => {
    const lost = vi.spyOn(connection, 'lost').mockReturnValue(() => undefined);
    send.mockRejectedValueOnce(new Unreachable('no answer'));
    const { all } = votes();
    all.give(1, 'yes');
    await settle();
    expect(all.waiting).toBe(1);
    const [again] = lost.mock.calls[0] ?? [];
    send.mockRejectedValueOnce(new Unreachable('no answer')).mockResolvedValue(voted(1, 0));
    all.give(1, 'no');
    await settle();
    again?.();
    await settle();
    expect(send.mock.calls.at(-1)).toEqual([5, 1, 'no']);
    expect(all.waiting).toBe(0);
  });

  it('are taken back in their order', async () => {
    send.mockResolvedValue(voted(1, 0));
    const { all } = votes();
    all.give(1, 'yes');
    all.give(2, 'yes');
    expect(all.takeBack()).toBe(2);
    expect(all.takeBack()).toBe(1);
    expect(all.takeBack()).toBeNull();
    expect([all.of(film(1)), all.canTakeBack]).toEqual([null, false]);
    await settle();
    expect(send.mock.calls.at(-1)).toEqual([5, 1, null]);
  });

  it('that a decided room refuses are forgotten', async () => {
    send.mockRejectedValue(new Problem({ status: 409, title: 'Decided', type: '#room-decided' }));
    const { all, refused } = votes();
    all.give(1, 'yes');
    await settle();
    expect(all.of(film(1))).toBeNull();
    expect(refused).toHaveBeenCalledOnce();
  });
});

describe('a room', () => {
  it('keeps the film on show in front, whatever the others say', async () => {
    read.mockResolvedValueOnce(roomOf(1, [film(1), film(2), film(3)]));
    const room = new RoomState(5);
    await room.open();
    room.hold(1);
    room.receive(roomOf(2, [film(3), film(2), film(1)]));
    expect(room.deck.map(({ movie: { id } }) => id)).toEqual([1, 3, 2]);
    // It leaves where somebody said no.
    room.receive(roomOf(3, [film(3), film(2)]));
    expect(room.deck.map(({ movie: { id } }) => id)).toEqual([3, 2]);
    // An older answer changes nothing.
    room.receive(roomOf(2, [film(1)]));
    expect(room.deck).toHaveLength(2);
    room.stop();
  });

  it('shows what is not answered yet', async () => {
    send.mockResolvedValue(voted(1, 1));
    read.mockResolvedValueOnce(roomOf(1, [film(1), film(2, { my_vote: 'yes' }), film(3)]));
    const room = new RoomState(5);
    await room.open();
    const [first] = room.deck;
    if (!first) throw new Error('nothing to answer');
    room.vote(first, 'yes');
    expect(room.deck.map(({ movie: { id } }) => id)).toEqual([3]);
    await settle();
    expect(room.value?.movies[0]?.votes.yes).toBe(1);
    room.takeBack();
    expect(room.deck.map(({ movie: { id } }) => id)).toEqual([1, 3]);
    room.stop();
  });

  it('that has ended in between says so', async () => {
    read.mockResolvedValueOnce(roomOf(1, [film(1)]));
    const room = new RoomState(5);
    await room.open();
    const gone = new Problem({ status: 410, title: 'Ended', type: '#room-ended' });
    read.mockRejectedValue(gone);
    await room.refresh();
    await settle();
    expect(room.room.failure).toBe(gone);
    room.stop();
  });
});

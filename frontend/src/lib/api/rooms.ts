/** The calls about rooms, in which people choose a film together, each on a device of their own. */
import { BASE, get, send } from './http';
import type { Choice, Joining, MemberTaste, NewRoom, Room, RoomRules, Voted } from './models';

export const makeRoom = (body: NewRoom) => send<Room>('POST', '/rooms', body);
export const joinRoom = (body: Joining) => send<Room>('POST', '/rooms/join', body);

/** Resolves to undefined where nothing is newer than the version `after`. */
export const getRoom = (id: number, after: number | null, signal: AbortSignal) =>
  get<Room | undefined>(`/rooms/${id}`, { after }, signal);

/** Sends what the room looks for and how it decides; for its host. */
export const changeRoom = (id: number, rules: RoomRules) =>
  send<Room>('PUT', `/rooms/${id}`, rules);

export const endRoom = (id: number) => send('DELETE', `/rooms/${id}`);
export const setWinnerAside = (id: number) => send<Room>('DELETE', `/rooms/${id}/winner`);
export const leaveRoom = (id: number) => send('DELETE', `/rooms/${id}/me`);
export const setTaste = (id: number, taste: MemberTaste) =>
  send<Room>('PUT', `/rooms/${id}/me`, taste);
export const removeMember = (id: number, member: number) =>
  send('DELETE', `/rooms/${id}/members/${member}`);

/** null takes a vote back. */
export const voteInRoom = (id: number, movieId: number, vote: Choice | null) =>
  send<Voted>('POST', `/rooms/${id}/votes`, { movie_id: movieId, vote });

/** The address of the stream of what happens in a room. */
export const eventsUrl = (id: number, after: number): string =>
  `${BASE}/rooms/${id}/events?after=${after}`;

/** The address of the room's link as a picture. */
export const qrUrl = (id: number): string => `${BASE}/rooms/${id}/qr.svg`;
